"""The page of ``mopsctl score completeness``: scores, fields, how complete records are, and segments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.text import Text

from mopsctl.reports.figures import count, percent, score
from mopsctl.reports.text_page import Page, bar, grid, heading, score_style
from mopsctl.reports.visible import visible
from mopsctl.reports.words import field_words, object_words, segment_words
from mopsctl.results import CREATED_MONTH, CompletenessBand, FieldReport, SegmentReport

BAR_CELLS = 20
MOST_NAME = 32
MOST_SEGMENTS = 6


def completeness_sections(page: Page) -> Iterator[RenderableType]:
    """Fields, record bands and segments, object by object."""
    result = page.result
    for (name, path), fields in groupby(result.fields, key=lambda field: (field.object, field.path)):
        yield Group("", _fields(page, f"{object_words(name)} fields", path, list(fields)))
    for name, bands in groupby(result.bands, key=lambda band: band.object):
        yield Group("", _bands(page, object_words(name), list(bands)))
    for segment in result.segments:
        yield Group("", _segment(page, segment))


def _fields(page: Page, title: str, path: str, fields: Sequence[FieldReport]) -> RenderableType:
    table = grid("l", "l", "r", "r", "r")
    table.add_row("", "", *(Text(name, "dim") for name in ("usable", "placeholder", "empty")))
    ordered = sorted(fields, key=lambda field: (field.usable / field.rows if field.rows else 0, field.header))
    for field in ordered if page.options.verbose else [f for f in ordered if f.mapped]:
        share = field.usable / field.rows if field.rows else 0.0
        drawn = bar(share, BAR_CELLS, score_style(100 * share)) if page.rich else Text()
        table.add_row(
            visible(field_words(field.object, field.field), MOST_NAME),
            drawn,
            percent(field.usable, field.rows),
            percent(field.filled - field.usable, field.rows),
            percent(field.rows - field.filled, field.rows),
        )
    return Group(heading(title, visible(path)), table)


def _bands(page: Page, name: str, bands: Sequence[CompletenessBand]) -> RenderableType:
    total = sum(band.rows for band in bands)
    most = max((band.rows for band in bands), default=0)
    table = grid("r", "l", "r", "r")
    for band in reversed(bands):
        drawn = bar(band.rows / most, BAR_CELLS, score_style(band.low + 5)) if page.rich and most else Text()
        table.add_row(f"{band.low}–{band.high}", drawn, count(band.rows), percent(band.rows, total))
    return Group(heading(f"{name} by completeness", "records in each band of 10 points"), table)


def _segment(page: Page, segment: SegmentReport) -> RenderableType:
    table = grid("l", "l", "r", "r")
    shown = segment.values
    if not page.options.verbose:
        shown = (
            segment.values[-MOST_SEGMENTS:]
            if segment.field == CREATED_MONTH
            else segment.values[:MOST_SEGMENTS]
        )
    table.add_row("", "", Text("records", "dim"), Text("complete", "dim"))
    for value in shown:
        share = (value.completeness or 0.0) / 100
        drawn = bar(share, BAR_CELLS, score_style(value.completeness)) if page.rich else Text()
        table.add_row(visible(value.value, MOST_NAME), drawn, count(value.rows), score(value.completeness))
    others = segment.other_values + len(segment.values) - len(shown)
    rows = segment.other_rows + sum(v.rows for v in segment.values) - sum(v.rows for v in shown)
    if others:
        table.add_row(f"{count(others)} more", "", count(rows), "")
    return Group(heading(f"{object_words(segment.object)} by {segment_words(segment)}"), table)
