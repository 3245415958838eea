"""Rows of cells as Arrow batches: string columns "c0", "c1", … and the record's line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

import pyarrow as pa

from mopsctl.sources.table import LINE_COLUMN


def rows_to_batch(rows: Sequence[Sequence[str | None]], lines: Sequence[int], width: int) -> pa.RecordBatch:
    """``rows`` of ``width`` cells each, None for a missing one, with their 1-based ``lines``."""
    columns = zip_longest(*rows) if rows else ((),) * width
    arrays = [pa.array(column, pa.string()) for column in columns]
    arrays.append(pa.array(lines, pa.int64()))
    return pa.RecordBatch.from_arrays(arrays, [*(f"c{position}" for position in range(width)), LINE_COLUMN])


def with_lines(batch: pa.RecordBatch, lines: Any) -> pa.RecordBatch:
    """``batch`` with its rows' lines (any int64 sequence) as the last column."""
    return batch.append_column(LINE_COLUMN, pa.array(lines, pa.int64()))
