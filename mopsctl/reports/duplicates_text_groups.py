"""Groups on the text page: records side by side, what differs marked, and why they are together."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from mopsctl.reports.duplicates_report import DuplicateReport
from mopsctl.reports.duplicates_views import CellView, GroupView, top_groups
from mopsctl.reports.duplicates_words import BANDS
from mopsctl.reports.figures import plural
from mopsctl.reports.options import ReportOptions
from mopsctl.reports.text_page import grid, heading
from mopsctl.reports.visible import visible
from mopsctl.reports.words import field_words

MOST_GROUPS, MOST_VERBOSE = 1, 10
MOST_MEMBERS = 3
FIELD_WIDTH = 20
LEAST_VALUE, MOST_VALUE = 12, 40
INDENT = (0, 0, 0, 3)


def groups_section(report: DuplicateReport, options: ReportOptions, width: int) -> Iterator[RenderableType]:
    """The largest groups of each band."""
    most = MOST_VERBOSE if options.verbose else MOST_GROUPS
    if options.limit is not None:
        most = min(most, options.limit)
    found = top_groups(report.duplicates, most, MOST_MEMBERS)
    for band, (name, _) in BANDS.items():
        parts: list[RenderableType] = [heading(name, "the largest groups, side by side")]
        for number, view in enumerate(found.get(band, ())):
            parts += [*([Text("")] if number else []), _group(view, width), *_reasons(view)]
        if len(parts) > 1:
            yield Group(*parts)


def _group(view: GroupView, width: int) -> RenderableType:
    room = (width - FIELD_WIDTH - 2) // max(len(view.members), 1) - 2
    most = max(LEAST_VALUE, min(room, MOST_VALUE))
    table = grid(*["l"] * (len(view.members) + 1))
    ids = [Text(visible(member.record_id, most), "bold") for member in view.members]
    table.add_row(Text(plural(view.size, "record"), "dim"), *ids)
    table.add_row(Text(""), *(Text(_end(member.place, most), "dim") for member in view.members))
    for field in view.fields:
        label = visible(field_words(view.members[0].object, field.field), FIELD_WIDTH)
        table.add_row(Text(label, "dim"), *(_cell(cell, most) for cell in field.cells))
    return table


def _cell(cell: CellView, most: int) -> Text:
    """A value; one that differs has a mark, since not every terminal has colours."""
    if cell.text is None:
        return Text("–", "dim")
    shown = visible(cell.text, most - 2)
    return Text(f"≠ {shown}", "yellow") if cell.differs else Text(f"  {shown}")


def _end(text: str, most: int) -> str:
    """The end of a place, where the line is, when all of it is too long."""
    return text if len(text) <= most else f"…{text[1 - most :]}"


def _reasons(view: GroupView) -> Iterator[RenderableType]:
    # The first record's own reason is the same link, told from the other side.
    for reason in dict.fromkeys(member.reason for member in view.members[1:]):
        yield Padding(Text(visible(reason, 240), "green"), INDENT)
    if view.others:
        yield Padding(Text(f"and {plural(view.others, 'more record')}", "dim"), INDENT)
