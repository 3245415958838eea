"""Parquet files: every column as text, row group by row group."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pyarrow as pa

from mopsctl.errors import SourceError
from mopsctl.progress import Progress
from mopsctl.sources.archive import seekable
from mopsctl.sources.column_text import column_text
from mopsctl.sources.header import name_columns
from mopsctl.sources.input_file import InputFile
from mopsctl.sources.problem_log import ProblemLog
from mopsctl.sources.row_batches import with_lines
from mopsctl.sources.table import SourceTable

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

BATCH_ROWS = 50_000


def open_parquet(source: InputFile, progress: Progress) -> SourceTable:
    """The file's table; a record's line is its ordinal.

    Raises SourceError where the file is damaged or encrypted.
    """
    import pyarrow.parquet as pq

    try:
        content = pq.ParquetFile(source.path or seekable(source.open()))
    except (pa.ArrowException, OSError) as error:
        raise SourceError(f"{source.name} is not a whole Parquet file: write it again ({error})") from error
    log = ProblemLog(source.name)
    raw = list(content.schema_arrow.names)
    return SourceTable(
        path=source.name,
        headers=name_columns(raw, len(raw), None, log),
        raw_headers=raw,
        batches=_batches(content, source.name, progress),
        format="parquet",
        problems=log.problems,
        counts=log.counts,
    )


def _batches(content: ParquetFile, name: str, progress: Progress) -> Iterator[pa.RecordBatch]:
    progress.step(f"Reading {name}", total=content.metadata.num_rows, unit="rows")
    first = 1
    for batch in content.iter_batches(batch_size=BATCH_ROWS):
        columns = [column_text(column) for column in batch.columns]
        names = [f"c{position}" for position in range(len(columns))]
        lines = range(first, first + batch.num_rows)
        yield with_lines(pa.RecordBatch.from_arrays(columns, names), lines)
        first += batch.num_rows
        progress.advance(batch.num_rows)
