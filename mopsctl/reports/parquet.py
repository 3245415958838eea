"""Parquet: the findings as a table for warehouses and notebooks, a row a finding, written as they are found.

Columns and types are those of ``mopsctl.engine.finding_batches.SCHEMA``. The file's own metadata says under
``mopsctl`` what was audited: a JSON object of version, command, source, day, score, grade, and counts of findings.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq

from mopsctl.engine.finding_batches import SCHEMA
from mopsctl.reports.finding_record import json_text
from mopsctl.reports.json import report_head
from mopsctl.reports.options import ReportOptions
from mopsctl.results import AuditResult

ROWS_IN_GROUP = 200_000
REPEATED = [name for name in SCHEMA.names if name not in ("record_id", "line", "fingerprint")]
"""Columns whose values come again, so that a dictionary of them pays."""
SAID = ("schema", "command", "mopsctl", "as_of", "redacted", "summary")
"""What the file's metadata takes from the head of the JSON report."""


def write(result: AuditResult, out: IO[bytes], options: ReportOptions) -> None:
    """Write row groups of some 200,000 findings, compressed with Zstandard; no more are in memory."""
    schema = SCHEMA.with_metadata({"mopsctl": json_text(_said(result)).encode()})
    with pq.ParquetWriter(out, schema, compression="zstd", use_dictionary=REPEATED) as writer:
        for group in _groups(_chosen(result, options)):
            writer.write_table(group.replace_schema_metadata(schema.metadata), row_group_size=ROWS_IN_GROUP)


def _said(result: AuditResult) -> dict[str, object]:
    head = report_head(result)
    return {"source": result.source, **{key: head[key] for key in SAID}}


def _chosen(result: AuditResult, options: ReportOptions) -> Iterator[pa.RecordBatch]:
    """The findings that the options leave: at most ``sample`` a rule and table, at most ``limit`` in all."""
    left = options.limit
    for batch in result.batches(options.sample):
        taken = batch if left is None else batch.slice(0, left)
        if left is not None:
            left -= len(taken)
        if len(taken):
            yield taken
        if left == 0:
            return


def _groups(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.Table]:
    """The batches gathered to tables that are worth a row group; one is empty where there is no finding."""
    gathered: list[pa.RecordBatch] = []
    rows = 0
    for batch in batches:
        gathered.append(batch)
        rows += len(batch)
        if rows >= ROWS_IN_GROUP:
            yield _table(gathered)
            gathered, rows = [], 0
    if gathered:
        yield _table(gathered)


def _table(batches: list[pa.RecordBatch]) -> pa.Table:
    """One dictionary a column for all batches, or the file would hold their texts unshared."""
    return pa.Table.from_batches(batches, SCHEMA).unify_dictionaries().combine_chunks()
