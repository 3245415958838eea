"""XLSX: a workbook to work through, a sheet a topic: filters, links from rules to their findings, native charts.

The sheet of findings holds at most 100,000, the gravest first and spread over the rules (``--limit`` says otherwise),
and says how many there are beside; every other sheet is whole. Text is text: no cell is a formula.
"""

from __future__ import annotations

from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import IO

from mopsctl.reports.duplicates_xlsx_figures import write_duplicate_figures
from mopsctl.reports.options import ReportOptions
from mopsctl.reports.xlsx_book import Book, add_table, new_book
from mopsctl.reports.xlsx_comparison import write_comparison
from mopsctl.reports.xlsx_findings import FINDING_COLUMNS, findings_note, write_findings
from mopsctl.reports.xlsx_rules import RULE_COLUMNS, rule_rows, write_recommendations, write_rules
from mopsctl.reports.xlsx_summary import new_summary, write_summary
from mopsctl.reports.xlsx_topics import write_topics
from mopsctl.results import AuditResult

MOST_IN_MEMORY = 32 * 2**20


def write(result: AuditResult, out: IO[bytes], options: ReportOptions) -> None:
    """Write the workbook; sheets that would be empty are left out."""
    # A zip file goes back in what it has written, which a pipe cannot.
    with SpooledTemporaryFile(MOST_IN_MEMORY) as whole:
        _write_book(result, whole, options)
        whole.seek(0)
        copyfileobj(whole, out)


def _write_book(result: AuditResult, out: IO[bytes], options: ReportOptions) -> None:
    book = new_book(out, result.created, options.masthead.title)
    summary = new_summary(book)
    if result.rules:
        _write_judgement(book, result, options)
    write_comparison(book, result)
    write_duplicate_figures(book, result.duplicates)
    write_topics(book, result)
    write_summary(book, summary, result, options)
    book.workbook.close()


def _write_judgement(book: Book, result: AuditResult, options: ReportOptions) -> None:
    """What to do, the rules and their findings; rules and findings lead to each other."""
    rows = rule_rows(result)
    write_recommendations(book, result, rows)
    rules = add_table(book, "Rules", RULE_COLUMNS)
    firsts: dict[tuple[str, str], int] = {}
    if result.findings_total:
        findings = add_table(book, "Findings", FINDING_COLUMNS, findings_note(result, options))
        firsts = write_findings(findings, result, options, rows)
    write_rules(rules, result, firsts)
