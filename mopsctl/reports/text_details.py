"""The lists that only a verbose text page shows: fields, segments, advice, figures and sources."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from rich.console import Group, RenderableType
from rich.text import Text

from mopsctl.reports.figures import count, metric_text, percent, score
from mopsctl.reports.places import place
from mopsctl.reports.text_page import Page, bar, grid, heading, score_style
from mopsctl.reports.visible import visible
from mopsctl.reports.words import field_words, object_words, segment_words
from mopsctl.results import AuditResult, SegmentReport

BAR_CELLS = 10
MOST_TEXT = 40


def details(page: Page) -> Iterator[RenderableType]:
    """Each list that has something to show."""
    result = page.result
    if result.fields:
        yield _fields(page)
    for segment in result.segments:
        yield _segment(segment)
    if result.advice:
        advice = (Text(f"{object_words(item.object)}: {visible(item.message)}") for item in result.advice)
        yield Group(heading("To tidy"), *advice)
    if result.metrics:
        yield _metrics(result)
    if result.sources:
        yield _sources(result)


def _fields(page: Page) -> RenderableType:
    parts: list[RenderableType] = [heading("Fields", "filled, and usable where no placeholder fills them")]
    for key, fields in groupby(page.result.fields, key=lambda field: (field.object, field.path)):
        parts.append(Text(f"{object_words(key[0])} ({visible(key[1])})", "bold"))
        table = grid("l", "l", "r", "r", "r")
        table.add_row("", "", *(Text(name, "dim") for name in ("filled", "usable", "distinct")))
        for field in fields:
            share = field.usable / field.rows if field.rows else 0.0
            drawn = bar(share, BAR_CELLS, score_style(100 * share)) if page.rich else Text()
            filled, usable = percent(field.filled, field.rows), percent(field.usable, field.rows)
            name = field_words(field.object, field.field)
            table.add_row(visible(name, MOST_TEXT), drawn, filled, usable, count(field.distinct))
        parts.append(table)
    return Group(*parts)


def _segment(segment: SegmentReport) -> RenderableType:
    table = grid("l", "r", "r", "r")
    table.add_row("", *(Text(name, "dim") for name in ("records", "complete", "score")))
    for value in segment.values:
        cells = (count(value.rows), score(value.completeness), score(value.score))
        table.add_row(visible(value.value, MOST_TEXT), *cells)
    if segment.other_values:
        table.add_row(f"{count(segment.other_values)} others", count(segment.other_rows), "", "")
    return Group(heading(f"{object_words(segment.object)} by {segment_words(segment)}"), table)


def _metrics(result: AuditResult) -> RenderableType:
    table = grid("l", "r")
    for metric in result.metrics:
        table.add_row(visible(metric.name), metric_text(metric))
    return Group(heading("Figures"), table)


def _sources(result: AuditResult) -> RenderableType:
    table = grid("l", "l", "l", "r")
    for source in result.sources:
        made_by = visible(source.origin) if source.origin else "unknown origin"
        where = place(source.path, None, source.sheet)
        table.add_row(where, source.object, Text(made_by, "dim"), f"{count(source.rows)} records")
    return Group(heading("Sources"), table)
