"""What leads a reviewer's hand in the sheet: choices, colours, and cells that take no entry."""

from __future__ import annotations

from collections.abc import Mapping

from xlsxwriter.utility import xl_col_to_name

from mopsctl.reports.xlsx_book import SOFT, Table
from mopsctl.review.sheet import CHOICES, DECISION, GROUP, KEY, SIDES, SKIP, id_title

DUPLICATE_FILL, DIFFERENT_FILL, MARKED_FILL, SET_FILL = "#CFE6E3", "#F2C7B3", "#F7EED6", "#F4F2EC"


def guide(table: Table, first_value: int, fields: int) -> None:
    """Put guides over the rows of a table that is written.

    ``first_value`` is the column in which the values begin, two for each of ``fields``.
    """
    titles = {column.title: index for index, column in enumerate(table.columns)}
    _choices(table, titles[DECISION])
    for title in (*(id_title(side) for side in SIDES), *(f"Object {side}" for side in SIDES), KEY):
        _locked(table, titles[title])
    table.sheet.set_column(titles[KEY], titles[KEY], None, None, {"hidden": True})
    for field in range(fields):
        _marked(table, first_value + 2 * field)
    _sets(table, titles[GROUP])


def _rows(table: Table) -> tuple[int, int]:
    return table.head + 1, max(table.row, table.head + 1)


def _choices(table: Table, column: int) -> None:
    first, last = _rows(table)
    table.sheet.data_validation(first, column, last, column, {
        "validate": "list", "source": list(CHOICES), "input_title": "Decision",
        "input_message": "Are both records the same? Leave it empty, or skip, to decide later.",
        "error_title": "No decision", "error_message": f"Choose one of: {', '.join(CHOICES)}.",
    })  # fmt: skip
    for choice, look in (("duplicate", {"bg_color": DUPLICATE_FILL, "bold": True}),
                         ("not duplicate", {"bg_color": DIFFERENT_FILL, "bold": True}),
                         (SKIP, {"font_color": SOFT})):  # fmt: skip
        rule = {"type": "cell", "criteria": "==", "value": f'"{choice}"', "format": _format(table, look)}
        table.sheet.conditional_format(first, column, last, column, rule)


def _locked(table: Table, column: int) -> None:
    first, last = _rows(table)
    table.sheet.data_validation(first, column, last, column, {
        "validate": "custom", "value": "=FALSE", "ignore_blank": False, "error_title": "Leave it as it is",
        "error_message": "By this cell the decision finds its records.",
    })  # fmt: skip


def _marked(table: Table, column: int) -> None:
    """Colour both values of a field where they differ."""
    first, last = _rows(table)
    one, other = (f"${xl_col_to_name(column + side)}{first + 1}" for side in (0, 1))
    differ = f'=AND({one}<>"",{other}<>"",NOT(EXACT({one},{other})))'
    rule = {"type": "formula", "criteria": differ, "format": _format(table, {"bg_color": MARKED_FILL})}
    table.sheet.conditional_format(first, column, last, column + 1, rule)


def _sets(table: Table, column: int) -> None:
    """Shade every other group, so that one sees where it ends."""
    first, last = _rows(table)
    odd = f"=ISODD(${xl_col_to_name(column)}{first + 1})"
    rule = {"type": "formula", "criteria": odd, "format": _format(table, {"bg_color": SET_FILL})}
    table.sheet.conditional_format(first, 0, last, len(table.columns) - 1, rule)


def _format(table: Table, look: Mapping[str, object]) -> object:
    return table.book.workbook.add_format(look)
