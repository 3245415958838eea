"""The page of ``mopsctl profile``: each file, how it was read, what it was taken for and why, and its fields."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from mopsctl.reports.figures import count, percent, plural
from mopsctl.reports.places import place
from mopsctl.reports.text_page import Page, bar, grid, heading, score_style
from mopsctl.reports.visible import visible
from mopsctl.reports.words import DELIMITERS
from mopsctl.results import FieldReport, SourceReport

BAR_CELLS = 6
MOST_NAME = 24
MOST_VALUE = 16
MOST_FIELDS = 40
INDENT = (0, 0, 0, 2)


def profile_sections(page: Page) -> Iterator[RenderableType]:
    """Every source with its evidence and its fields."""
    shown: set[tuple[str, str]] = set()
    for source in page.result.sources:
        yield Group("", _source(source))
        fields = [f for f in page.result.fields if f.object == source.object and f.path == source.path]
        if fields and (source.object, source.path) not in shown:
            shown.add((source.object, source.path))
            yield Group("", Padding(_fields(page, fields), INDENT))


def _source(source: SourceReport) -> RenderableType:
    title = Text.assemble(
        (place(source.path, None, source.sheet), "bold cyan"),
        f"  {plural(source.rows, 'record')} × {plural(source.columns, 'column')}",
    )
    what = source.object if source.known else f"no known object (named {source.object} after the file)"
    taken = f"{what}, {source.object_confidence:.0%} sure" if source.known else what
    origin = f"{source.origin}, {source.origin_confidence:.0%} sure" if source.origin else "unknown origin"
    lines: list[RenderableType] = [
        Text(f"{visible(taken)} · {visible(origin)}"),
        Text(_how_read(source), "dim"),
    ]
    lines += [Text(f"– {visible(item.text)}", "dim") for item in source.evidence]
    return Group(title, Padding(Group(*lines), INDENT))


def _how_read(source: SourceReport) -> str:
    parts = [source.format]
    if source.encoding:
        parts.append(source.encoding)
    if source.delimiter:
        parts.append(f"{DELIMITERS.get(source.delimiter, source.delimiter)}-separated")
    if source.header_line:
        parts.append(f"headers on line {source.header_line}")
    parts += [f"{count(number)} {kind.value}" for kind, number in source.counts.items() if number]
    return "read as " + ", ".join(parts)


def _fields(page: Page, fields: list[FieldReport]) -> RenderableType:
    shown = fields if page.options.verbose else fields[:MOST_FIELDS]
    table = grid("l", "l", "l", "r", "r", "l", stretch=5)
    names = ("column", "field", "", "usable", "distinct", "most frequent, or its shapes")
    table.add_row(*(Text(name, "dim") for name in names))
    for field in shown:
        share = field.usable / field.rows if field.rows else 0.0
        drawn = bar(share, BAR_CELLS, score_style(100 * share)) if page.rich else Text()
        canonical = Text(field.field if field.mapped else "", "cyan")
        cells = (percent(field.usable, field.rows), count(field.distinct), Text(_values(field), "dim"))
        table.add_row(visible(field.header, MOST_NAME), canonical, drawn, *cells)
    more = len(fields) - len(shown)
    note = [Text(f"{plural(more, 'more column')} (-v shows all)", "dim")] if more else []
    return Group(table, *note)


def _values(field: FieldReport) -> str:
    """The most frequent values of a picklist-like field; the shapes of one whose values are nearly all different."""
    telling = field.distinct and field.distinct <= max(50, field.filled // 10)
    items = field.top_values if telling else field.patterns
    return "  ".join(visible(value, MOST_VALUE) for value, _ in items[:4])


def profile_heading(page: Page) -> RenderableType:
    """What the page is about, in figures."""
    rows = sum(source.rows for source in page.result.sources)
    return heading("Profile", f"{plural(rows, 'record')} in {plural(len(page.result.sources), 'table')}")
