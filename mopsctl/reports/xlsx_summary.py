"""The workbook's first sheet: the score, where it comes from, and what costs most, as tables and charts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mopsctl.findings import Severity
from mopsctl.reports.drags import Drag, drags
from mopsctl.reports.figures import count, plural, rounded_score
from mopsctl.reports.html_views import long_date
from mopsctl.reports.options import ReportOptions
from mopsctl.reports.words import DIMENSIONS, SEVERITIES, object_words
from mopsctl.reports.xlsx_book import ACCENT, GRADE_FILLS, LINE, SOFT, Book, print_on_paper, shown
from mopsctl.reports.xlsx_findings import findings_note
from mopsctl.results import AuditResult

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

NAME = "Summary"
MOST_DRAGS = 10
WIDTHS = (30, 11, 14, 11, 11, 11, 11, 11)
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
    sheet.write_string(1, 0, shown(made), book.look("soft"))
    row = 3
    if card.score is not None:
        sheet.set_row(row, 46)
        sheet.write_number(row, 0, rounded_score(card.score), book.look("big"))
        sheet.write_string(row, 1, f"of 100, grade {card.grade}", book.look("beside_big"))
        row += 1
    for text in _remarks(result, options):
        sheet.write_string(row, 0, shown(text), book.look("text"))
        row += 1
    return row


def _remarks(result: AuditResult, options: ReportOptions) -> list[str]:
    rows = plural(sum(source.rows for source in result.sources), "record")
    scope = f"{rows} in {plural(len(result.sources), 'table')}"
    if not result.rules:
        return [scope]
    checked = len({rule.id for rule in result.rules if rule.checked})
    counts = ", ".join(plural(result.count(severity), *SEVERITIES[severity]) for severity in Severity)
    remarks = [f"{counts} in {scope}, by {plural(checked, 'rule')}."]
    note = findings_note(result, options)
    if note is not None:
        remarks.append(f"The sheet of findings holds {note[0].lower()}{note[1:]}")
    unread = sum(not file.expected for file in result.unread)
    if unread:
        remarks.append(f"{plural(unread, 'file')} could not be read; see Sources.")
    if result.redacted:
        remarks.append("Personal values are masked.")
    return remarks


def _write_scores(book: Book, sheet: Worksheet, result: AuditResult, row: int) -> int:
    """Every object's score in every dimension, coloured by grade, and a chart of it."""
    objects = result.scorecard.objects
    present = [d for d in DIMENSIONS if any(part.dimension is d for o in objects for part in o.dimensions)]
    titles = ["Object", "Records", *(DIMENSIONS[dimension] for dimension in present), "Score"]
    _write_heading(book, sheet, row, "Score by object and dimension", len(titles))
    for column, title in enumerate(titles):
        sheet.write_string(row + 1, column, title, book.look("head"))
    first = row + 2
    for offset, part in enumerate(objects):
        sheet.write_string(first + offset, 0, object_words(part.object), book.look("strong"))
        sheet.write_number(first + offset, 1, part.rows, book.look("count"))
        scores = {dimension.dimension: dimension.score for dimension in part.dimensions}
        for column, dimension in enumerate(present, start=2):
            if dimension in scores:
                sheet.write_number(
                    first + offset, column, rounded_score(scores[dimension]), book.look("score")
                )
        sheet.write_number(first + offset, len(titles) - 1, rounded_score(part.score), book.look("total"))
    last = first + len(objects) - 1
    _colour_grades(book, sheet, (first, 2, last, len(titles) - 1))
    series = [(index + 2, DIMENSION_COLOURS[index]) for index in range(len(present))]
    chart = book.workbook.add_chart({"type": "column"})
    for column, colour in series:
        chart.add_series({
            "name": [NAME, row + 1, column],
            "categories": [NAME, first, 0, last, 0],
            "values": [NAME, first, column, last, column],
            "fill": {"color": colour},
            "gap": 80,
        })  # fmt: skip
    chart.set_y_axis({"min": 0, "max": 100, "major_gridlines": {"visible": True, "line": {"color": LINE}},
                      "num_font": {"color": SOFT}, "line": {"none": True}})  # fmt: skip
    _insert(sheet, chart, last + 2, "Score by object and dimension (0–100)")
    return last + 2 + CHART_ROWS


def _colour_grades(book: Book, sheet: Worksheet, area: tuple[int, int, int, int]) -> None:
    from mopsctl.engine.score import GRADES

    for bound, letter in sorted(GRADES, reverse=True):
        fill = book.workbook.add_format({"bg_color": GRADE_FILLS[letter]})
        rule: dict[str, Any] = {"type": "cell", "criteria": ">=", "value": bound, "format": fill}
        sheet.conditional_format(*area, {**rule, "stop_if_true": True})


def _write_drags(book: Book, sheet: Worksheet, result: AuditResult, row: int) -> None:
    """The rules that take most from the score, and a chart of them."""
    costly = drags(result, MOST_DRAGS)
    if not costly:
        return
    _write_heading(book, sheet, row, "What costs most", 8)
    for column, title in enumerate(("Rule", "Points lost", "Object")):
        sheet.write_string(row + 1, column, title, book.look("head"))
    first = row + 2
    for offset, drag in enumerate(costly):
        sheet.write_string(first + offset, 0, shown(_drag_title(drag)), book.look("text"))
        sheet.write_number(first + offset, 1, drag.points, book.look("points"))
        if drag.rule is not None:
            sheet.write_string(first + offset, 2, object_words(drag.rule.object), book.look("text"))
    last = first + len(costly) - 1
    chart = book.workbook.add_chart({"type": "bar"})
    chart.add_series({
        "name": "Points lost",
        "categories": [NAME, first, 0, last, 0],
        "values": [NAME, first, 1, last, 1],
        "fill": {"color": ACCENT},
        "gap": 40,
        "data_labels": {"value": True, "num_format": "0.00", "font": {"color": SOFT}},
    })  # fmt: skip
    chart.set_y_axis({"reverse": True, "num_font": {"color": SOFT}, "line": {"color": LINE}})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    chart.set_legend({"none": True})
    _insert(sheet, chart, last + 2, "Points taken from the score, by rule")


def _drag_title(drag: Drag) -> str:
    return drag.rule.title if drag.rule is not None else f"{count(drag.rules)} other rules"


def _write_heading(book: Book, sheet: Worksheet, row: int, text: str, columns: int) -> None:
    for column in range(columns):
        sheet.write_blank(row, column, None, book.look("heading"))
    sheet.write_string(row, 0, text, book.look("heading"))


def _insert(sheet: Worksheet, chart: Any, row: int, title: str) -> None:
    chart.set_title(
        {"name": title, "name_font": {"size": 12, "color": SOFT, "bold": False}, "overlay": False}
    )
    chart.set_size({"width": 880, "height": 320})
    chart.set_chartarea({"border": {"none": True}})
    sheet.insert_chart(row, 0, chart)
