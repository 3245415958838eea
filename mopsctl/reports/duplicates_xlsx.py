"""XLSX: a search for duplicates as a workbook: figures, groups, pairs, origins and what was not compared."""

from __future__ import annotations

from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import IO

from mopsctl.reports.duplicates_report import DuplicateReport
from mopsctl.reports.duplicates_rows import group_rows, pair_rows
from mopsctl.reports.duplicates_words import (
    BANDS,
    across_words,
    headline,
    limits,
    scenario_objects,
    size_words,
    stake_words,
)
from mopsctl.reports.duplicates_xlsx_figures import write_duplicate_figures
from mopsctl.reports.html_views import long_date
from mopsctl.reports.options import ReportOptions
from mopsctl.reports.rows_xlsx import MOST_IN_MEMORY, add_rows
from mopsctl.reports.xlsx_book import Book, Column, add_table, new_book, print_on_paper, shown

BAND_COLUMNS = (
    Column("Band", 18),
    Column("What it means", 60, "wrapped"),
    Column("Pairs", 12, "count"),
    Column("Groups", 12, "count"),
    Column("To merge", 12, "count"),
)
SCENARIO_COLUMNS = (
    Column("Rule", 32),
    Column("Object", 14),
    Column("In words", 70, "wrapped"),
    Column("Sure from", 11, "probability"),
    Column("To review from", 15, "probability"),
    Column("Pairs", 12, "count"),
    Column("Sure", 12, "count"),
)
SIZE_COLUMNS = (Column("Records", 14), Column("Groups", 12, "count"), Column("Records in all", 14, "count"))
LIMIT_COLUMNS = (Column("What was not looked at", 140, "wrapped"),)


def write(report: DuplicateReport, out: IO[bytes], options: ReportOptions) -> None:
    """Write the workbook; sheets that would be empty are left out."""
    # A zip file goes back in what it has written, which a pipe cannot.
    with SpooledTemporaryFile(MOST_IN_MEMORY) as whole:
        book = new_book(whole, report.duplicates.created, options.masthead.title)
        _summary(book, report, options)
        write_duplicate_figures(book, report.figures)
        for add in (_bands, _scenarios, _sizes, _limits):
            add(book, report)
        for rows in (
            group_rows(report.duplicates, options.limit),
            pair_rows(report.duplicates, options.limit),
        ):
            if rows.total:
                add_rows(book, rows)
        book.workbook.close()
        whole.seek(0)
        copyfileobj(whole, out)


def _summary(book: Book, report: DuplicateReport, options: ReportOptions) -> None:
    sheet = book.workbook.add_worksheet("Summary")
    sheet.set_column(0, 0, 120)
    print_on_paper(sheet, None)
    masthead, duplicates = options.masthead, report.duplicates
    title = " · ".join(text for text in (masthead.client, masthead.title) if text)
    made = f"{duplicates.source}, {long_date(duplicates.created)}, by mopsctl {duplicates.version}"
    sheet.set_row(0, 28)
    sheet.write_string(0, 0, shown(title), book.look("title"))
    sheet.write_string(1, 0, shown(made), book.look("remark"))
    lines = [
        headline(report.figures),
        *across_words(report.figures),
    ]
    if report.figures.stake is not None:
        lines.append(f"At stake: {stake_words(report.figures.stake)}.")
    if duplicates.redacted:
        lines.append("Personal values are masked.")
    for row, line in enumerate(lines, start=3):
        sheet.write_string(row, 0, shown(line))


def _bands(book: Book, report: DuplicateReport) -> None:
    table = add_table(book, "Bands", BAND_COLUMNS)
    for band, (name, meaning) in BANDS.items():
        found = report.figures.of_band(band)
        table.add((name, meaning, found.pairs, found.groups, found.to_merge))
    table.finish()


def _scenarios(book: Book, report: DuplicateReport) -> None:
    table = add_table(book, "Rules", SCENARIO_COLUMNS)
    for s in report.duplicates.scenarios:
        table.add((s.id, scenario_objects(s), s.sentence, s.auto, s.review, s.pairs, s.auto_pairs))
    table.finish()


def _sizes(book: Book, report: DuplicateReport) -> None:
    if not report.figures.sizes:
        return
    table = add_table(book, "Group sizes", SIZE_COLUMNS)
    for size in report.figures.sizes:
        table.add((size_words(size), size.groups, size.records))
    table.finish()


def _limits(book: Book, report: DuplicateReport) -> None:
    lines = list(limits(report))
    if not lines:
        return
    table = add_table(book, "Limits", LIMIT_COLUMNS)
    for line in lines:
        table.add((line,))
    table.finish()
