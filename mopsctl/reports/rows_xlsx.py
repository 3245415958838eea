"""Rows as a sheet of a workbook; a sheet holds some million rows, and says so where there are more."""

from __future__ import annotations

from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import IO

from mopsctl.reports.figures import count
from mopsctl.reports.rows import Rows
from mopsctl.reports.xlsx_book import MOST_ROWS, Book, Column, add_table, new_book

MOST_IN_MEMORY = 32 * 2**20
HEADS = 2
"""Lines of a sheet that are no rows: its note and its head."""
COLUMNS = {
    "group_id": Column("Group", 20),
    "record_id": Column("Record", 22),
    "id_a": Column("Record A", 22),
    "id_b": Column("Record B", 22),
    "object": Column("Object", 14),
    "object_a": Column("Object A", 14),
    "object_b": Column("Object B", 14),
    "score": Column("Score", 10, "probability"),
    "scenario": Column("Scenario", 30),
    "band": Column("Band", 12),
    "reason": Column("Reason", 80, "wrapped"),
    "evidence": Column("Evidence", 80),
}


def write(rows: Rows, out: IO[bytes]) -> None:
    """Write a workbook of one sheet."""
    with SpooledTemporaryFile(MOST_IN_MEMORY) as whole:
        book = new_book(whole, rows.created, rows.name)
        add_rows(book, rows)
        book.workbook.close()
        whole.seek(0)
        copyfileobj(whole, out)


def add_rows(book: Book, rows: Rows) -> None:
    """A sheet of the rows, without those that it cannot hold; column titles are for people."""
    most = MOST_ROWS - HEADS
    note = f"The first {count(most)} of {count(rows.total)}; a CSV or Parquet file holds all."
    columns = [COLUMNS[name] for name in rows.schema.names]
    table = add_table(book, rows.name, columns, note if rows.total > most else None)
    left = most
    for batch in rows.batches():
        taken = batch.slice(0, left)
        left -= len(taken)
        for row in zip(*(column.to_pylist() for column in taken.columns), strict=True):
            table.add(row)
        if not left:
            break
    table.finish()
