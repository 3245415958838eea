"""A typed Arrow column as the texts that a person would write."""

from __future__ import annotations

import json

import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.sources.cell_text import number_text


def column_text(column: pa.Array) -> pa.Array:
    """A column's values as text, null where they are null; nested ones as JSON, dates in ISO form."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        return column_text(column.dictionary_decode())
    if pa.types.is_floating(kind):
        return pa.array([None if v is None else number_text(v) for v in column.to_pylist()], pa.string())
    if pa.types.is_timestamp(kind):
        texts = [None if value is None else value.isoformat() for value in column.to_pylist()]
        return pa.array(texts, pa.string())
    if pa.types.is_nested(kind):
        texts = [
            None if v is None else json.dumps(v, ensure_ascii=False, default=str) for v in column.to_pylist()
        ]
        return pa.array(texts, pa.string())
    try:
        return pc.cast(column, pa.string())
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        return pa.array([None if v is None else str(v) for v in column.to_pylist()], pa.string())
