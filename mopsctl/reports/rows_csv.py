"""Rows as CSV (RFC 4180): safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from typing import IO, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.reports.rows import Rows
from mopsctl.safe_cell import neutralise

_MAY_RUN = r"^[=+\-@\t\r\n]"
"""How every cell begins that ``neutralise`` changes."""


def write(rows: Rows, out: IO[str]) -> None:
    """Write a header and the rows; an empty cell stands for nothing."""
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(rows.schema.names)
    for batch in rows.batches():
        writer.writerows(zip(*(_cells(column) for column in batch.columns), strict=True))


def _cells(column: pa.Array) -> list[Any]:
    """A column's cells as Python has them, those that a spreadsheet would run made harmless."""
    cells: list[Any] = column.to_pylist()
    if column.type == pa.string():
        may_run = pc.fill_null(pc.match_substring_regex(column, _MAY_RUN), False)
        for place in np.flatnonzero(may_run):
            cells[place] = neutralise(cells[place])
    return cells
