"""A pandas frame as a source: what notebooks and pipelines hand over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from mopsctl.sources.cell_text import cell_text
from mopsctl.sources.column_text import column_text
from mopsctl.sources.header import mend_headers
from mopsctl.sources.table import LINE_COLUMN, SourceTable

if TYPE_CHECKING:
    import pandas as pd

BATCH_ROWS = 50_000


def frame_table(frame: pd.DataFrame, name: str = "frame") -> SourceTable:
    """The frame as a source table; a record's line is its 1-based position, missing values are null."""
    raw = [str(column) for column in frame.columns]
    headers, _ = mend_headers(raw)
    return SourceTable(name, headers, raw, _batches(frame), format="frame")


def _batches(frame: pd.DataFrame) -> Iterator[pa.RecordBatch]:
    for start in range(0, len(frame), BATCH_ROWS):
        part = frame.iloc[start : start + BATCH_ROWS]
        columns = [_texts(part.iloc[:, i]) for i in range(part.shape[1])]
        lines = pa.array(range(start + 1, start + 1 + len(part)), pa.int64())
        names = [f"c{i}" for i in range(part.shape[1])]
        yield pa.RecordBatch.from_arrays([*columns, lines], names=[*names, LINE_COLUMN])


def _texts(column: pd.Series[Any]) -> pa.Array:
    """The cells as text: whole floats without ".0", dates in ISO form, missing ones as null."""
    try:
        typed = pa.array(column, from_pandas=True)
    except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError):
        # A column of several types, which Arrow has no array for.
        missing = column.isna()
        texts = [None if gone else cell_text(value) for value, gone in zip(column, missing, strict=True)]
        return pa.array(texts, pa.string())
    whole = typed.combine_chunks() if isinstance(typed, pa.ChunkedArray) else typed
    return column_text(whole)
