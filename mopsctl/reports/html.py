"""HTML: one page to send to a client, which loads nothing, runs only its own script, and prints."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from typing import IO, Any

from mopsctl.comparison import Comparison
from mopsctl.engine.loss import FIELD_WEIGHTS, SEVERITY_WEIGHTS
from mopsctl.engine.score import GRADES
from mopsctl.findings import Dimension, Severity
from mopsctl.reports import duplicates_words, figures, words
from mopsctl.reports.charts import completeness_chart, month_chart
from mopsctl.reports.comparison_views import (
    change_lists,
    dimensions_compared,
    object_changes,
    score_move,
)
from mopsctl.reports.drags import drags
from mopsctl.reports.gravity import by_gravity
from mopsctl.reports.html_anchors import anchors_of
from mopsctl.reports.html_environment import environment, inline
from mopsctl.reports.html_pages import field_pages, object_pages, rule_pages
from mopsctl.reports.html_views import (
    field_groups,
    grade_class,
    long_date,
    passed_rules,
    segment_groups,
    verbatim,
    worst_object,
)
from mopsctl.reports.options import ReportOptions
from mopsctl.reports.places import place
from mopsctl.reports.queries import crm_query
from mopsctl.reports.reading_problems import KIND_WORDS, counts_by_kind
from mopsctl.reports.visible import visible
from mopsctl.results import CREATED_MONTH, AuditResult

STYLES = ("base.css", "parts.css", "findings.css", "pages.css", "media.css")
SCRIPT = "report.js"
MOST_DRAGS = 10
MOST_EXAMPLES = 10
MOST_CHANGES = 25
MOST_SOURCES = 10
MOST_ROWS = 100
"""How many rows of a list of places a page carries; counts beside it are always of all."""


_FILTERS: dict[str, Callable[..., str]] = {
    "count": figures.count,
    "score": figures.score,
    "exact_score": figures.exact_score,
    "lost": figures.lost,
    "gained": figures.gained,
    "visible": visible,
    "verbatim": verbatim,
    "object_words": words.object_words,
    "origin_words": words.origin_words,
    "grade_class": grade_class,
    "long_date": long_date,
    "shell_word": shlex.quote,
    "metric_text": figures.metric_text,
    "duplicates_headline": duplicates_words.headline,
    "value_words": duplicates_words.value_words,
    "stake_words": duplicates_words.stake_words,
}
_GLOBALS: dict[str, Any] = {
    "percent": figures.percent,
    "plural": figures.plural,
    "place": place,
    "field_words": words.field_words,
    "segment_words": words.segment_words,
    "month": CREATED_MONTH,
    "dimension_words": words.DIMENSIONS,
    "severity_words": words.SEVERITIES,
    "delimiter_words": words.DELIMITERS,
    "completeness_chart": completeness_chart,
    "month_chart": month_chart,
    "crm_query": crm_query,
    "score_move": score_move,
    "across_words": duplicates_words.across_words,
    "kind_words": duplicates_words.kind_words,
    "segment_field_words": duplicates_words.segment_field_words,
    "duplicate_bands": duplicates_words.BANDS,
    "most_sources": MOST_SOURCES,
}
"""What the templates may call and name beside the report itself."""


def write(result: AuditResult, out: IO[str], options: ReportOptions) -> None:
    """Write the page; its policy admits one style and one script, by hash, and no request at all."""
    style, script = inline(*STYLES), inline(SCRIPT)
    page = environment(_FILTERS, _GLOBALS).get_template("report.html")
    stream = page.stream(
        style=style.text,
        script=script.text,
        style_hash=style.hash,
        script_hash=script.hash,
        **_context(result, options),
    )
    stream.enable_buffering(64)
    out.writelines(stream)


def _context(result: AuditResult, options: ReportOptions) -> dict[str, Any]:
    """What the templates speak of."""
    failed = by_gravity(result.rules)
    return {
        "result": result,
        "card": result.scorecard,
        "masthead": options.masthead,
        "most_examples": MOST_EXAMPLES if options.sample is None else options.sample,
        "most_rows": options.limit or MOST_ROWS,
        "drags": drags(result, MOST_DRAGS),
        "dimensions": [d for d in Dimension if any(rule.dimension is d for rule in result.rules)],
        "failed_rules": failed,
        **_pages(result),
        **_changes(result.comparison),
        "passed_rules": passed_rules(result),
        "field_groups": field_groups(result),
        "segment_groups": segment_groups(result),
        "worst_object": worst_object(result),
        "problem_counts": counts_by_kind(result),
        "problem_words": KIND_WORDS,
        "severities": list(Severity),
        "severity_weights": SEVERITY_WEIGHTS,
        "field_weights": FIELD_WEIGHTS,
        "grades": GRADES,
    }


def _pages(result: AuditResult) -> dict[str, Any]:
    drill, anchors = result.drill(), anchors_of(result)
    return {
        "anchors": anchors,
        "rule_pages": rule_pages(result, drill, anchors),
        "field_pages": field_pages(result, drill, anchors),
        "object_pages": object_pages(result, anchors),
    }


def _changes(comparison: Comparison | None) -> dict[str, Any]:
    if comparison is None:
        return {"changes": {}}
    return {
        "changes": {(change.id, change.object): change for change in comparison.rules},
        "change_rows": object_changes(comparison),
        "change_dimensions": dimensions_compared(comparison),
        "change_lists": change_lists(comparison),
        "most_changes": MOST_CHANGES,
    }
