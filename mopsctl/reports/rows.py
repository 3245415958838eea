"""Rows for a file of data, in batches that are made while they are written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa

if TYPE_CHECKING:
    import pandas as pd

ROWS_IN_BATCH = 100_000


@dataclass(frozen=True, slots=True)
class Rows:
    """What a file of data holds: its name, when its rows were found (ISO 8601), its columns, and its rows.

    ``total`` is how many rows there are. ``batches`` makes them anew each time, in Arrow batches of ``schema``. The
    texts of ``json_columns`` are JSON themselves, which formats of JSON nest and the others keep as text.
    """

    name: str
    created: str
    total: int
    schema: pa.Schema
    batches: Callable[[], Iterator[pa.RecordBatch]]
    json_columns: tuple[str, ...] = ()


def slices(frame: pd.DataFrame, most: int | None) -> Iterator[pd.DataFrame]:
    """The frame's first ``most`` rows (None: all), a batch at a time."""
    rows = len(frame) if most is None else min(most, len(frame))
    for start in range(0, rows, ROWS_IN_BATCH):
        yield frame.iloc[start : min(start + ROWS_IN_BATCH, rows)]


def text_array(texts: Sequence[str | None] | pd.Series[Any]) -> pa.Array:
    """Texts as Arrow holds them; what UTF-8 has no form for, from a file name that is not UTF-8, is escaped."""
    try:
        array = pa.array(texts, from_pandas=True)
    except UnicodeEncodeError:
        array = pa.array([None if text is None else _escaped(text) for text in texts], pa.string())
    return array if array.type == pa.string() else array.cast(pa.string())


def _escaped(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode()
