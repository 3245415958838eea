"""A workbook in the making: how its sheets look and behave, and how foreign text gets into a cell.

XlsxWriter with constant memory: rows go to disk as they are written, in 85 % of the time and with less memory than
openpyxl's write-only mode takes for the same cells, and charts, data bars and links are Excel's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import ceil
from typing import IO, TYPE_CHECKING, Any

from mopsctl.findings import Severity
from mopsctl.reports.visible import visible
from mopsctl.safe_cell import neutralise

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LONGEST_TEXT = 32_767
"""Characters that a cell holds (Excel specifications and limits)."""
MOST_ROWS = 1_048_576
"""Rows that a sheet holds (the same)."""

ACCENT, INK, SOFT, LINE = "#0A5C63", "#1C2024", "#5A6169", "#E4E0D8"
BAD, WARN, NOTE, FILL_SOFT = "#A03C1D", "#7D5A00", "#44597D", "#9CC7C6"
GRADE_FILLS = {"A": "#CFE6E3", "B": "#E5F1EE", "C": "#F7EED6", "D": "#F8DFCB", "F": "#F2C7B3"}
SEVERITY_COLOURS = {Severity.ERROR: BAD, Severity.WARNING: WARN, Severity.INFO: NOTE}

_INDENT = {"align": "left", "indent": 1}
_HEAD = {"bold": True, "font_color": "#FFFFFF", "bg_color": ACCENT, "text_wrap": True, "valign": "vcenter"}
LOOKS: dict[str, dict[str, Any]] = {
    "text": {**_INDENT},
    "wrapped": {**_INDENT, "text_wrap": True},
    "head": {**_HEAD, **_INDENT},
    "head_right": {**_HEAD, "align": "right"},
    "count": {"num_format": "#,##0"},
    "line": {"num_format": "0"},
    "share": {"num_format": "0.0%"},
    "score": {"num_format": "0.0"},
    "points": {"num_format": "0.00"},
    "probability": {"num_format": "0.000"},
    "link": {"font_color": ACCENT, "underline": 1, **_INDENT, "text_wrap": True},
    "title": {"bold": True, "font_size": 20, "font_color": ACCENT},
    "heading": {"bold": True, "font_size": 13, "font_color": ACCENT, "bottom": 1, "bottom_color": LINE},
    "soft": {"font_color": SOFT, **_INDENT},
    "remark": {"font_color": SOFT},
    "strong": {"bold": True, **_INDENT},
    "big": {"bold": True, "font_size": 36, "font_color": ACCENT},
    "beside_big": {"font_size": 14, "font_color": SOFT},
    "total": {"bold": True, "num_format": "0.0"},
}
FIGURES = frozenset({"count", "line", "share", "score", "points", "probability", "total"})
"""Looks of numbers, which stand on the right."""
LINE_HEIGHT = 15
"""Points; what a line of text takes."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, its width in characters, and the look of its cells."""

    title: str
    width: float
    look: str = "text"


@dataclass(slots=True)
class Book:
    """A workbook and its looks by name."""

    workbook: Workbook
    looks: dict[str, Format] = field(default_factory=dict)

    def look(self, name: str) -> Format:
        """A look of ``LOOKS``; texts stand at the top of their cells."""
        if name not in self.looks:
            self.looks[name] = self.workbook.add_format({"valign": "top", **LOOKS[name]})
        return self.looks[name]


def new_book(out: IO[bytes], created: str, title: str) -> Book:
    """A workbook that is written to ``out`` when it is closed; the same input gives the same bytes."""
    from xlsxwriter import Workbook

    workbook = Workbook(
        out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    moment = datetime.fromisoformat(created).replace(tzinfo=None)
    workbook.set_properties({"title": shown(title), "author": "mopsctl", "created": moment})
    return Book(workbook)


def shown(text: str, most: int = LONGEST_TEXT) -> str:
    """Text as a cell may hold it: nothing a spreadsheet would run, no control characters, not too long."""
    safe = visible(neutralise(text))
    return safe if len(safe) <= most else f"{safe[: most - 1]}…"


@dataclass(slots=True)
class Table:
    """A sheet that is one table: a frozen head with filters above rows that are written one after the other."""

    book: Book
    sheet: Worksheet
    columns: Sequence[Column]
    head: int
    row: int = field(init=False)
    looks: list[Format] = field(init=False)
    wrapped: dict[int, float] = field(init=False)
    """How many characters a line of a column holds, where its texts take several."""

    def __post_init__(self) -> None:
        self.row = self.head
        self.looks = [self.book.look(column.look) for column in self.columns]
        self.wrapped = {
            i: column.width - 2 for i, column in enumerate(self.columns) if column.look == "wrapped"
        }

    def add(self, cells: Sequence[str | float | None]) -> int:
        """Write a row and tell its number (0-based)."""
        self.row += 1
        lines = 1
        write_string, write_number = self.sheet.write_string, self.sheet.write_number
        for index, value in enumerate(cells):
            if value is None or value == "":
                continue
            if isinstance(value, str):
                write_string(self.row, index, shown(value), self.looks[index])
                if index in self.wrapped:
                    lines = max(lines, ceil(len(value) / self.wrapped[index]))
            else:
                write_number(self.row, index, value, self.looks[index])
        if lines > 1:
            self.sheet.set_row(self.row, lines * LINE_HEIGHT)
        return self.row

    def link(self, column: int, target: str, text: str, tip: str) -> None:
        """Make a cell of the last row a link to a place in the workbook."""
        place, look = f"internal:{target}", self.book.look("link")
        self.sheet.write_url(self.row, column, place, look, shown(text), tip)

    def finish(self) -> None:
        """Filters over what was written; rows with a severity in the first column in its colour."""
        last = max(self.row, self.head + 1)
        self.sheet.autofilter(self.head, 0, last, len(self.columns) - 1)
        if self.columns[0].title == "Severity":
            for severity, colour in SEVERITY_COLOURS.items():
                format_ = self.book.workbook.add_format({"font_color": colour, "bold": True})
                rule = {"type": "cell", "criteria": "==", "value": f'"{severity.value}"', "format": format_}
                self.sheet.conditional_format(self.head + 1, 0, last, 0, rule)

    def bars(self, column: int) -> None:
        """Draw a bar in each cell of a column of shares (0-1)."""
        bar = {"type": "data_bar", "bar_color": FILL_SOFT, "bar_solid": True, "min_type": "num", "min_value": 0,
               "max_type": "num", "max_value": 1}  # fmt: skip
        self.sheet.conditional_format(self.head + 1, column, max(self.row, self.head + 1), column, bar)


def add_table(book: Book, name: str, columns: Sequence[Column], note: str | None = None) -> Table:
    """A new sheet with its head; ``note`` is a sentence above it."""
    sheet = book.workbook.add_worksheet(name)
    head = 0 if note is None else 1
    for index, column in enumerate(columns):
        sheet.set_column(index, index, column.width)
    if note is not None:
        sheet.write_string(0, 0, shown(note), book.look("remark"))
    write_head(book, sheet, head, columns)
    sheet.freeze_panes(head + 1, 0)
    print_on_paper(sheet, head)
    return Table(book, sheet, columns, head)


def write_head(book: Book, sheet: Worksheet, row: int, columns: Sequence[Column]) -> None:
    """Write the titles of columns, those of figures on the right."""
    if any(len(column.title) + 3 > column.width for column in columns):
        sheet.set_row(row, 2 * LINE_HEIGHT)
    for index, column in enumerate(columns):
        look = "head_right" if column.look in FIGURES else "head"
        sheet.write_string(row, index, column.title, book.look(look))


def print_on_paper(sheet: Worksheet, head: int | None) -> None:
    """Landscape A4, as wide as the page, the head on each one."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    sheet.set_footer("&L&A&RPage &P of &N")
    if head is not None:
        sheet.repeat_rows(head)
