"""From a source to the tables of a workspace: read, recognise, store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatch
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import pyarrow as pa

from mopsctl.config import Config, SourceKeys
from mopsctl.errors import UsageError
from mopsctl.progress import Progress, Silent
from mopsctl.schema.detect import detect, override
from mopsctl.schema.guess import guess_kind
from mopsctl.schema.model import Detection, ValueKind
from mopsctl.schema.nearest import did_you_mean
from mopsctl.sources.frames import frame_table
from mopsctl.sources.open import open_source
from mopsctl.sources.table import LINE_COLUMN, FileFailure, ReadOptions, SourceTable
from mopsctl.workspace import Workspace, fold_header

if TYPE_CHECKING:
    import pandas as pd

SAMPLE_ROWS = 1_000


@dataclass(frozen=True, slots=True)
class Said:
    """What the user says of the source by hand: ``mapping`` leads from canonical field to header."""

    object: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    read: ReadOptions = ReadOptions()


def ingest(
    workspace: Workspace,
    source: str | Path | pd.DataFrame,
    said: Said,
    config: Config,
    progress: Progress | None = None,
    stdin: BinaryIO | None = None,
) -> list[FileFailure]:
    """Fill a workspace with the tables of a source.

    :returns: the files that gave no table, with the reason.
    :raises SourceError: where nothing could be read. :raises UsageError: for a ``--map`` that fits no table.
    """
    progress = progress or Silent()
    failures: list[FileFailure] = []
    headers: set[str] = set()
    for item in _items(source, said.read, progress, stdin):
        if isinstance(item, FileFailure):
            failures.append(item)
            continue
        headers.update(item.headers)
        _store(workspace, item, said, config)
    for name, header in said.mapping.items():
        if fold_header(header) not in {fold_header(known) for known in headers}:
            hint = did_you_mean(header, sorted(headers))
            raise UsageError(f"--map {name}={header}: no table has a column {header!r}{hint}")
    return failures


def _items(
    source: str | Path | pd.DataFrame, read: ReadOptions, progress: Progress, stdin: BinaryIO | None
) -> Iterable[SourceTable | FileFailure]:
    if isinstance(source, str | Path):
        return open_source(source, read, progress, stdin)
    return [frame_table(source)]


def _store(workspace: Workspace, table: SourceTable, said: Said, config: Config) -> None:
    head, batches = _peek(table.batches)
    sample = head.to_pandas()
    detection = detect(table.headers, table.path, table.sheet, sample)
    keys = _configured(table, config)
    if keys is not None:
        detection = _overridden(detection, table, keys.object, keys.origin, keys.map)
    detection = _overridden(detection, table, said.object, None, said.mapping)
    stored = workspace.add(table, detection, batches)
    if len(stored.parts) == 1:
        stored.guessed = _guessed(sample, set(detection.mapping.values()))


def _guessed(sample: pd.DataFrame, mapped: set[int]) -> dict[int, ValueKind]:
    columns = [name for name in sample.columns if name != LINE_COLUMN]
    return {p: guess_kind(sample[name]) for p, name in enumerate(columns) if p not in mapped}


def _peek(batches: Iterator[pa.RecordBatch]) -> tuple[pa.Table, Iterator[pa.RecordBatch]]:
    """The first records of a stream, and the whole stream."""
    first = next(batches, None)
    if first is None:
        return pa.table({}), iter(())
    return pa.Table.from_batches([first.slice(0, SAMPLE_ROWS)]), chain([first], batches)


def _overridden(
    detection: Detection, table: SourceTable, name: str | None, origin: str | None, mapping: Mapping[str, str]
) -> Detection:
    folded = {fold_header(header): header for header in table.headers}
    here = {
        key: folded[fold_header(header)] for key, header in mapping.items() if fold_header(header) in folded
    }
    return override(detection, table.headers, name, origin, here)


def _configured(table: SourceTable, config: Config) -> SourceKeys | None:
    """What mopsctl.yaml says of a table's file: the last entry whose path fits."""
    if config.path is None:
        return None
    found = None
    for keys in config.sources:
        pattern = keys.path.rstrip("/")
        if (
            fnmatch(table.path, pattern)
            or table.path.startswith(f"{pattern}/")
            or Path(table.path).match(pattern)
        ):
            found = keys
    return found
