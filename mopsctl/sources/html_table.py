"""HTML tables, which many systems call Excel files: Salesforce's report exports among them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from lxml import etree

from mopsctl.errors import SourceError
from mopsctl.progress import Progress
from mopsctl.sources.grid import SAMPLE_ROWS, Row, fill_table
from mopsctl.sources.input_file import InputFile
from mopsctl.sources.problem_log import ProblemLog
from mopsctl.sources.table import ProblemKind, ReadOptions, SourceTable

_ROWS_A_STEP = 1_000


def open_html(source: InputFile, options: ReadOptions, progress: Progress) -> SourceTable:
    """The rows of all tables of a page as one table; a record's line is its row's number in the page.

    Raises SourceError where the page has no table with text in it.
    """
    log = ProblemLog(source.name)
    table = SourceTable(source.name, [], [], iter(()), format="html")
    rows = _rows(source, options, progress)
    try:
        found = fill_table(table, _even(rows, log), options, log)
    except etree.XMLSyntaxError as error:
        raise SourceError(f"{source.name} is HTML that cannot be read: export it again as CSV") from error
    if not found:
        raise SourceError(f"{source.name} is an HTML page without a table: export the data as CSV")
    return table


def _even(rows: Iterator[Row], log: ProblemLog) -> Iterator[Row]:
    """Rows of one width, that of the widest of the first 200; a wider row after these is rejected."""
    sample = list(islice(rows, SAMPLE_ROWS))
    width = max((len(cells) for _, cells in sample), default=0)
    for number, cells in chain(sample, rows):
        if any(cells[width:]):
            reason = f"{len(cells)} cells where the table has {width}"
            log.add(ProblemKind.REJECTED, number, reason, " ".join(filter(None, cells)))
            continue
        yield number, (cells + [""] * (width - len(cells)))[:width]


def _rows(source: InputFile, options: ReadOptions, progress: Progress) -> Iterator[Row]:
    progress.step(f"Reading {source.name}")
    with source.open() as stream:
        events = etree.iterparse(stream, html=True, tag="tr", encoding=options.encoding, huge_tree=True)
        for number, (_, row) in enumerate(events, start=1):
            yield number, _cells(row)
            if number % _ROWS_A_STEP == 0:
                progress.advance(_ROWS_A_STEP)
            row.clear(keep_tail=False)
            while row.getprevious() is not None:
                del row.getparent()[0]


def _cells(row: etree._Element) -> list[str]:
    cells: list[str] = []
    for cell in row.iterchildren("td", "th"):
        text = " ".join("".join(str(part) for part in cell.itertext()).split())
        span = cell.get("colspan", "1")
        cells += [text, *[""] * (min(int(span), 1000) - 1 if span.isdigit() else 0)]
    return cells
