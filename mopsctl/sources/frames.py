"""A pandas frame as a source: what notebooks and pipelines hand over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pyarrow as pa

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
        columns = [pa.array(_texts(part.iloc[:, i]), pa.string()) for i in range(part.shape[1])]
        lines = pa.array(range(start + 1, start + 1 + len(part)), pa.int64())
        names = [f"c{i}" for i in range(part.shape[1])]
        yield pa.RecordBatch.from_arrays([*columns, lines], names=[*names, LINE_COLUMN])


def _texts(column: pd.Series[Any]) -> list[str | None]:
    """The cells as text: whole floats without ".0", dates in ISO form, missing ones as null."""
    return [None if missing else _text(value) for value, missing in zip(column, column.isna(), strict=True)]


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
