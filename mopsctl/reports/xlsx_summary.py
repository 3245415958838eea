"""The workbook's first sheet: the score, where it comes from, and what costs most, as tables and charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mopsctl.engine.score import GRADES
from mopsctl.findings import Severity
from mopsctl.reports.accepted_words import accepted_words
from mopsctl.reports.drags import Drag, drags
from mopsctl.reports.figures import plural, rounded_score, score
from mopsctl.reports.html_views import long_date
from mopsctl.reports.options import ReportOptions
from mopsctl.reports.words import DIMENSIONS, SEVERITIES, object_words
from mopsctl.reports.xlsx_book import (
    ACCENT,
    GRADE_FILLS,
    LINE,
    SOFT,
    Book,
    Column,
    print_on_paper,
    shown,
    write_head,
)
from mopsctl.reports.xlsx_comparison import comparison_sentence
from mopsctl.reports.xlsx_findings import findings_note
from mopsctl.results import AuditResult

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart
    from xlsxwriter.worksheet import Worksheet

NAME = "Summary"
MOST_DRAGS = 10
WIDTHS = (46, 11, 14, 11, 11, 11, 11, 11)
DIMENSION_COLOURS = ("#0A5C63", "#4C9FA2", "#9CC7C6", "#D98F72", "#A03C1D")
CHART_ROWS = 17
"""Rows that a chart covers."""


def new_summary(book: Book) -> Worksheet:
    """The sheet, still empty, in the first place."""
    sheet = book.workbook.add_worksheet(NAME)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    print_on_paper(sheet, None)
    sheet.set_portrait()
    sheet.fit_to_pages(1, 1)
    return sheet


def write_summary(book: Book, sheet: Worksheet, result: AuditResult, options: ReportOptions) -> None:
    """Write the sheet from top to bottom."""
    row = _write_head(book, sheet, result, options)
    if result.scorecard.score is None:
        return
    row = _write_scores(book, sheet, result, row + 1)
    _write_drags(book, sheet, result, row + 1)


def _write_head(book: Book, sheet: Worksheet, result: AuditResult, options: ReportOptions) -> int:
    masthead, card = options.masthead, result.scorecard
    title = " · ".join(text for text in (masthead.client, masthead.title) if text)
    sheet.set_row(0, 28)
    sheet.write_string(0, 0, shown(title), book.look("title"))
    made = f"{result.source}, as of {long_date(result.as_of)}, by mopsctl {result.version}"
    sheet.write_string(1, 0, shown(made), book.look("remark"))
    row = 3
    if card.score is not None:
        sheet.set_row(row, 46)
        big, beside = book.look("big"), book.look("beside_big")
        sheet.write_rich_string(row, 0, big, score(card.score), beside, f"  of 100, grade {card.grade}")
        row += 1
    for text in _remarks(result, options):
        sheet.write_string(row, 0, shown(text))
        row += 1
    return row


def _remarks(result: AuditResult, options: ReportOptions) -> list[str]:
    rows = plural(sum(source.rows for source in result.sources), "record")
    scope = f"{rows} in {plural(len(result.sources), 'table')}"
    if not result.rules:
        return [scope]
    checked = result.rules_checked
    counts = ", ".join(plural(result.count(severity), *SEVERITIES[severity]) for severity in Severity)
    remarks = [f"{counts} in {scope}, by {plural(checked, 'rule')}."]
    note = findings_note(result, options)
    if note is not None:
        remarks.append(f"The sheet of findings holds {note[0].lower()}{note[1:]}")
    if result.comparison is not None:
        remarks.append(comparison_sentence(result.comparison))
    remarks += accepted_words(result)
    remarks += [failure.message for failure in result.failures]
    unread = sum(not file.expected for file in result.unread)
    if unread:
        remarks.append(f"{plural(unread, 'file')} could not be read; see Sources.")
    if result.redacted:
        remarks.append("Personal values are masked.")
    return remarks


def _write_scores(book: Book, sheet: Worksheet, result: AuditResult, row: int) -> int:
    """Every object's score in every dimension, coloured by grade, and a chart of it; the next free row."""
    objects = result.scorecard.objects
    present = [d for d in DIMENSIONS if any(part.dimension is d for o in objects for part in o.dimensions)]
    figures = [Column(DIMENSIONS[dimension], 14, "score") for dimension in present]
    columns = [Column("Object", 46), Column("Records", 14, "count"), *figures, Column("Score", 14, "total")]
    _write_heading(book, sheet, row, "Score by object and dimension", len(columns))
    write_head(book, sheet, row + 1, columns)
    for offset, part in enumerate(objects, start=row + 2):
        scores = {dimension.dimension: dimension.score for dimension in part.dimensions}
        cells = [part.rows, *(scores.get(dimension) for dimension in present), part.score]
        sheet.write_string(offset, 0, object_words(part.object), book.look("strong"))
        for index, (value, column) in enumerate(zip(cells, columns[1:], strict=True), start=1):
            if value is not None:
                figure = value if column.look == "count" else rounded_score(value)
                sheet.write_number(offset, index, figure, book.look(column.look))
    last = row + 1 + len(objects)
    _colour_grades(book, sheet, (row + 2, 2, last, len(columns) - 1))
    _insert(
        sheet,
        _score_chart(book, row + 1, last, len(present)),
        last + 2,
        "Score by object and dimension (0–100)",
    )
    return last + 2 + CHART_ROWS


def _score_chart(book: Book, head: int, last: int, dimensions: int) -> Chart:
    """Columns of the table's scores, a colour a dimension."""
    chart = book.workbook.add_chart({"type": "column"})
    for index in range(dimensions):
        column = index + 2
        chart.add_series({
            "name": [NAME, head, column],
            "categories": [NAME, head + 1, 0, last, 0],
            "values": [NAME, head + 1, column, last, column],
            "fill": {"color": DIMENSION_COLOURS[index]},
            "gap": 80,
        })  # fmt: skip
    gridlines = {"visible": True, "line": {"color": LINE}}
    quiet = {"num_font": {"color": SOFT}, "line": {"none": True}}
    chart.set_y_axis({"min": 0, "max": 100, "major_gridlines": gridlines, **quiet})
    chart.set_legend({"position": "bottom"})
    return chart


def _colour_grades(book: Book, sheet: Worksheet, area: tuple[int, int, int, int]) -> None:
    # Where nothing was scored there is no colour: a spreadsheet takes an empty cell for 0.
    sheet.conditional_format(*area, {"type": "blanks", "stop_if_true": True})
    for bound, letter in GRADES:
        fill = book.workbook.add_format({"bg_color": GRADE_FILLS[letter]})
        rule = {"type": "cell", "criteria": ">=", "value": bound, "format": fill, "stop_if_true": True}
        sheet.conditional_format(*area, rule)


def _write_drags(book: Book, sheet: Worksheet, result: AuditResult, row: int) -> None:
    """The rules that take most from the score, and a chart of them."""
    costly = drags(result, MOST_DRAGS)
    if not costly:
        return
    _write_heading(book, sheet, row, "What takes most from the score", len(WIDTHS))
    write_head(book, sheet, row + 1, (Column("Rule", 46), Column("Points", 11, "points")))
    for offset, drag in enumerate(costly, start=row + 2):
        sheet.write_string(offset, 0, shown(_drag_title(drag)), book.look("text"))
        sheet.write_number(offset, 1, drag.points, book.look("points"))
    last = row + 1 + len(costly)
    # The others together would dwarf every single rule.
    bars = last if costly[-1].rule is not None else last - 1
    _insert(sheet, _drags_chart(book, row + 2, bars), last + 2, "Points taken from the score, by rule")


def _drags_chart(book: Book, first: int, last: int) -> Chart:
    chart = book.workbook.add_chart({"type": "bar"})
    chart.add_series({
        "name": "Points",
        "categories": [NAME, first, 0, last, 0],
        "values": [NAME, first, 1, last, 1],
        "fill": {"color": ACCENT},
        "gap": 40,
        "data_labels": {"value": True, "num_format": "0.00", "font": {"color": SOFT}},
    })  # fmt: skip
    chart.set_y_axis({"reverse": True, "num_font": {"color": SOFT}, "line": {"color": LINE}})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    chart.set_legend({"none": True})
    return chart


def _drag_title(drag: Drag) -> str:
    if drag.rule is None:
        return plural(drag.rules, "other rule")
    return f"{drag.rule.title} ({object_words(drag.rule.object)})"


def _write_heading(book: Book, sheet: Worksheet, row: int, text: str, columns: int) -> None:
    for column in range(columns):
        sheet.write_blank(row, column, None, book.look("heading"))
    sheet.write_string(row, 0, text, book.look("heading"))


def _insert(sheet: Worksheet, chart: Chart, row: int, title: str) -> None:
    chart.set_title(
        {"name": title, "name_font": {"size": 12, "color": SOFT, "bold": False}, "overlay": False}
    )
    chart.set_size({"width": 880, "height": 330})
    chart.set_chartarea({"border": {"none": True}})
    sheet.insert_chart(row, 0, chart)
