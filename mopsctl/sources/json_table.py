"""JSON records as a table: nested objects become columns with dotted names, lists stay JSON text."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pyarrow as pa

from mopsctl.errors import SourceError
from mopsctl.progress import Progress
from mopsctl.sources.header import name_columns
from mopsctl.sources.input_file import InputFile
from mopsctl.sources.json_stream import Item, Number, json_items, json_lines
from mopsctl.sources.problem_log import ProblemLog
from mopsctl.sources.row_batches import rows_to_batch
from mopsctl.sources.table import ProblemKind, SourceTable

BATCH_CELLS = 500_000
_HUBSPOT_PREFIX = "properties."


def open_json(source: InputFile, lines: bool, progress: Progress) -> SourceTable:
    """The file's records; ``lines`` for JSON Lines. A record's line is its line there, else its ordinal.

    The file is read twice, first for the names of its columns. Raises SourceError where it has no records.
    """
    items = json_lines if lines else json_items
    progress.step(f"Looking through {source.name}")
    keys: dict[str, None] = {}
    broken = ""
    for item in items(source):
        record = _record(item)
        if isinstance(record, str):
            broken = broken or item.broken
        else:
            keys.update(dict.fromkeys(record))
    if not keys:
        raise SourceError(f"{source.name} has no records" + (f" ({broken})" if broken else ""))
    log = ProblemLog(source.name)
    raw = [_header(key, keys) for key in keys]
    return SourceTable(
        path=source.name,
        headers=name_columns(raw, len(raw), None, log),
        raw_headers=list(keys),
        batches=_batches(items, source, list(keys), log, progress),
        format="jsonl" if lines else "json",
        problems=log.problems,
        counts=log.counts,
    )


def _record(item: Item) -> dict[str, str | None] | str:
    """A record's cells, or why the item is none."""
    if item.broken or not isinstance(item.value, dict):
        return item.broken or "not an object"
    try:
        return flattened(item.value)
    except RecursionError:
        return "it is nested too deep"


def _shown(value: Any) -> str:
    try:
        return _json(value)
    except RecursionError:
        return ""


def flattened(record: dict[str, Any], prefix: str = "") -> dict[str, str | None]:
    """A record's values as text by dotted name: null is None, lists are JSON, numbers keep their digits."""
    cells: dict[str, str | None] = {}
    for key, value in record.items():
        if isinstance(value, dict) and value:
            cells.update(flattened(value, f"{prefix}{key}."))
        else:
            cells[prefix + key] = _text(value)
    return cells


def _text(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else _json(value)


def _json(value: Any) -> str:
    """A value as JSON with its numbers' own digits."""
    if isinstance(value, Number):
        return value
    if isinstance(value, list):
        return f"[{', '.join(map(_json, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_json(key)}: {_json(inner)}' for key, inner in value.items())}}}"
    return json.dumps(value, ensure_ascii=False)


def _header(key: str, keys: dict[str, None]) -> str:
    """HubSpot's API puts a record's fields under "properties"; they go by their own names if these are free."""
    own = key.removeprefix(_HUBSPOT_PREFIX)
    return key if own in keys else own


def _batches(
    items: Callable[[InputFile], Iterator[Item]],
    source: InputFile,
    keys: list[str],
    log: ProblemLog,
    progress: Progress,
) -> Iterator[pa.RecordBatch]:
    progress.step(f"Reading {source.name}", unit="records")
    size = max(1, BATCH_CELLS // len(keys))
    rows: list[list[str | None]] = []
    places: list[int] = []
    for item in items(source):
        cells = _record(item)
        if isinstance(cells, str):
            log.add(ProblemKind.REJECTED, item.place, cells, item.text or _shown(item.value))
            continue
        if item.mended:
            log.add(ProblemKind.REPAIRED, item.place, item.mended)
        rows.append([cells.get(key) for key in keys])
        places.append(item.place)
        if len(rows) == size:
            yield rows_to_batch(rows, places, len(keys))
            progress.advance(size)
            rows, places = [], []
    if rows:
        yield rows_to_batch(rows, places, len(keys))
