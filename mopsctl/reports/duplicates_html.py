"""HTML: a search for duplicates as a page to send to a client, which loads nothing, runs nothing, and prints."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO, Any

from mopsctl.reports import duplicates_words as sentences
from mopsctl.reports import figures, words
from mopsctl.reports.duplicates_charts import month_rate_chart, size_chart
from mopsctl.reports.duplicates_report import DuplicateReport
from mopsctl.reports.duplicates_views import GroupView, top_groups
from mopsctl.reports.html_environment import environment, inline
from mopsctl.reports.html_views import long_date
from mopsctl.reports.options import ReportOptions
from mopsctl.reports.visible import visible
from mopsctl.results import CREATED_MONTH

STYLES = ("base.css", "parts.css", "duplicates.css", "media.css", "duplicates_media.css")
MOST_GROUPS = 8
"""Of each band."""
MOST_VALUES = 12
MOST_LIMITS = 100

_FILTERS: dict[str, Callable[..., str]] = {
    "count": figures.count,
    "visible": visible,
    "long_date": long_date,
    "object_words": words.object_words,
    "scenario_objects": sentences.scenario_objects,
    "source_words": sentences.source_words,
    "value_words": sentences.value_words,
}


def write(report: DuplicateReport, out: IO[str], options: ReportOptions) -> None:
    """Write the page; its policy admits one style, by hash, and no script and no request at all."""
    style = inline(*STYLES)
    names = {
        "percent": figures.percent,
        "plural": figures.plural,
        "field_words": words.field_words,
        "across_words": sentences.across_words,
        "kind_words": sentences.kind_words,
        "segment_field_words": sentences.segment_field_words,
        "month": CREATED_MONTH,
        "month_rate_chart": month_rate_chart,
        "evidence_share": evidence_share,
    }
    page = environment(_FILTERS, names).get_template("duplicates.html")
    stream = page.stream(style=style.text, style_hash=style.hash, **_context(report, options))
    stream.enable_buffering(64)
    out.writelines(stream)


def _context(report: DuplicateReport, options: ReportOptions) -> dict[str, Any]:
    """What the templates speak of."""
    duplicates, found = report.duplicates, report.figures
    most = MOST_GROUPS if options.limit is None else min(MOST_GROUPS, options.limit)
    groups = top_groups(duplicates, most)
    return {
        "duplicates": duplicates,
        "figures": found,
        "masthead": options.masthead,
        "headline": sentences.headline(report.figures),
        "stake": sentences.stake_words(found.stake) if found.stake else None,
        "bands": [
            (found.of_band(band), *told, groups.get(band, ())) for band, told in sentences.BANDS.items()
        ],
        "sizes": size_chart(found.sizes) if found.sizes else None,
        "scenarios": report.reasons,
        "most_values": MOST_VALUES,
        "most_sources": MOST_VALUES,
        "limits": list(sentences.limits(report)),
        "most_limits": MOST_LIMITS,
    }


def evidence_share(weight: float, group: GroupView) -> float:
    """How long the bar of a field's weight is (0-100), beside the heaviest of its pair."""
    heaviest = max((abs(part.weight) for part in group.explanation.evidence), default=0.0)
    return 100 * abs(weight) / heaviest if heaviest else 0.0
