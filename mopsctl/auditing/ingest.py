"""From a source to the tables of a workspace: read, recognise, store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import pyarrow as pa

from mopsctl.auditing.configured import keys_for, read_options
from mopsctl.auditing.options import AuditOptions
from mopsctl.config import Config
from mopsctl.engine.segments import has_segment
from mopsctl.errors import UsageError
from mopsctl.nearest import did_you_mean
from mopsctl.progress import Progress, Silent
from mopsctl.schema.detect import detect, override
from mopsctl.schema.guess import guess_kind
from mopsctl.schema.headers import header_key
from mopsctl.schema.model import Detection, ValueKind
from mopsctl.sources.frames import frame_table
from mopsctl.sources.open import open_source
from mopsctl.sources.table import LINE_COLUMN, FileFailure, ReadOptions, SourceTable
from mopsctl.workspace import Workspace

if TYPE_CHECKING:
    import pandas as pd

SAMPLE_ROWS = 1_000


def ingest(
    workspace: Workspace,
    source: str | Path | pd.DataFrame,
    options: AuditOptions,
    config: Config,
    progress: Progress | None = None,
    stdin: BinaryIO | None = None,
) -> list[FileFailure]:
    """Fill a workspace with the tables of a source.

    :returns: the files that gave no table, with the reason.
    :raises SourceError: where nothing could be read.
    :raises UsageError: for a ``--map`` or a ``--by`` that fits no table.
    """
    return ingest_all(workspace, [source], options, config, progress, stdin)[0]


def ingest_all(
    workspace: Workspace,
    sources: Sequence[str | Path | pd.DataFrame],
    options: AuditOptions,
    config: Config,
    progress: Progress | None = None,
    stdin: BinaryIO | None = None,
) -> tuple[list[FileFailure], dict[str, int]]:
    """Fill a workspace with the tables of several sources, see `ingest`.

    :returns: besides, by table, how many records the sources before the last one have.
    """
    progress = progress or Silent()
    failures: list[FileFailure] = []
    before: dict[str, int] = {}
    for source in sources:
        before = {table.name: table.rows for table in workspace.tables}
        failures += _filled(workspace, source, options, config, progress, stdin)
    _check_mapping(workspace, options.mapping)
    _check_segments(workspace, options.by)
    return failures, before


def _filled(
    workspace: Workspace,
    source: str | Path | pd.DataFrame,
    options: AuditOptions,
    config: Config,
    progress: Progress,
    stdin: BinaryIO | None,
) -> list[FileFailure]:
    failures: list[FileFailure] = []
    for item in _items(source, options.read, config, progress, stdin):
        if isinstance(item, FileFailure):
            failures.append(item)
            continue
        _store(workspace, item, source, options, config)
    return failures


def _check_mapping(workspace: Workspace, mapping: Mapping[str, str]) -> None:
    headers = {header for table in workspace.tables for header in table.headers}
    for name, header in mapping.items():
        if header_key(header) not in {header_key(known) for known in headers}:
            hint = did_you_mean(header, sorted(headers))
            raise UsageError(f"--map {name}={header}: no table has a column {header!r}{hint}")


def _check_segments(workspace: Workspace, names: Iterable[str]) -> None:
    tables = workspace.tables
    for name in names:
        if not any(has_segment(table, name) for table in tables):
            known = {field for table in tables for field in (*table.mapping, *table.headers)}
            raise UsageError(
                f"--by {name}: no table has a field or column {name!r}{did_you_mean(name, sorted(known))}"
            )


def _items(
    source: str | Path | pd.DataFrame,
    read: ReadOptions,
    config: Config,
    progress: Progress,
    stdin: BinaryIO | None,
) -> Iterable[SourceTable | FileFailure]:
    if not isinstance(source, str | Path):
        return [frame_table(source)]

    def options_for(name: str) -> ReadOptions:
        return read_options(read, keys_for(name, source, config.sources))

    return open_source(source, options_for, progress, stdin)


def _store(
    workspace: Workspace,
    table: SourceTable,
    source: str | Path | pd.DataFrame,
    options: AuditOptions,
    config: Config,
) -> None:
    head, batches = _peek(table.batches)
    sample = head.to_pandas()
    detection = detect(table.headers, table.path, table.sheet, sample)
    keys = keys_for(table.path, source, config.sources) if isinstance(source, str | Path) else None
    if keys is not None:
        detection = _overridden(detection, table, keys.object, keys.origin, keys.map)
    detection = _overridden(detection, table, options.object, None, options.mapping)
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
    known = {header_key(header) for header in table.headers}
    here = {field: header for field, header in mapping.items() if header_key(header) in known}
    return override(detection, table.headers, name, origin, here)
