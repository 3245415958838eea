"""HTML: an evaluation as a page with charts, which loads nothing, runs nothing, and prints."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO

from mopsctl.matching.evaluation import Evaluation
from mopsctl.matching.evidence_words import noun
from mopsctl.matching.worst_pairs import WorstPair
from mopsctl.reports import evaluation_charts as charts
from mopsctl.reports import figures
from mopsctl.reports.evaluation_words import (
    agreements,
    fates,
    headline,
    ratio,
    scenario_sentences,
    score_words,
    thresholds,
)
from mopsctl.reports.html_environment import environment, inline
from mopsctl.reports.html_views import long_date
from mopsctl.reports.options import ReportOptions
from mopsctl.reports.places import place
from mopsctl.reports.visible import visible

STYLES = ("base.css", "parts.css", "evaluation.css", "media.css", "evaluation_media.css")
TITLE = "How right the duplicates are"

_FILTERS: dict[str, Callable[..., str]] = {
    "count": figures.count,
    "visible": visible,
    "long_date": long_date,
    "ratio": ratio,
    "score_words": score_words,
}


def write(result: Evaluation, out: IO[str], options: ReportOptions) -> None:
    """Write the page; its policy admits one style, by hash, and no script and no request at all."""
    style = inline(*STYLES)
    names = {
        "percent": figures.percent,
        "plural": figures.plural,
        "place": place,
        "noun": noun,
        "weight_share": weight_share,
    }
    stream = (
        environment(_FILTERS, names)
        .get_template("evaluation.html")
        .stream(
            style=style.text,
            style_hash=style.hash,
            title=TITLE,
            result=result,
            headline=headline(result),
            rows=list(agreements(result)),
            fates=fates(result),
            points=thresholds(result),
            sentences=scenario_sentences(result),
            threshold_chart=charts.threshold_chart(result) if len(result.curve) else None,
            histogram=charts.histogram(result) if len(result.curve) else None,
            calibration_chart=charts.calibration_chart(result.calibration)
            if result.calibration.bins
            else None,
        )
    )
    stream.enable_buffering(64)
    out.writelines(stream)


def weight_share(weight: float, pair: WorstPair) -> float:
    """How long a weight's bar is (0-100), beside the heaviest of its pair."""
    heaviest = max((abs(part.weight) for part in pair.explanation.evidence), default=0.0)
    return 100 * abs(weight) / heaviest if heaviest else 0.0
