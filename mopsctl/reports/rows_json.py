"""Rows as JSON: a list of objects, or one object a line."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import IO

import pyarrow as pa

from mopsctl.reports.finding_record import json_text
from mopsctl.reports.rows import Rows


def write(rows: Rows, out: IO[str]) -> None:
    """Write one object a line."""
    for batch in rows.batches():
        out.writelines(f"{text}\n" for text in json_objects(batch, rows.json_columns))


def write_list(rows: Rows, out: IO[str]) -> None:
    """Write a list with one object a line."""
    separator = "[\n"
    for batch in rows.batches():
        for text in json_objects(batch, rows.json_columns):
            out.write(separator + text)
            separator = ",\n"
    out.write("[]\n" if separator == "[\n" else "\n]\n")


def json_objects(batch: pa.RecordBatch, json_columns: tuple[str, ...]) -> Iterator[str]:
    """Each row as a JSON object on one line, the columns that are JSON themselves last."""
    plain = batch.select([name for name in batch.schema.names if name not in json_columns])
    texts = map(json_text, plain.to_pylist())
    for name in json_columns:
        texts = map(partial(_with, name), texts, batch.column(name).to_pylist())
    return texts


def _with(name: str, text: str, value: str | None) -> str:
    """The text of an object with one more member, whose value is JSON."""
    return f'{text[:-1]}, "{name}": {value or "null"}}}'
