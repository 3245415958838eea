"""Findings as Arrow batches, for millions of them: what is said of equal values is made once and shared."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.engine.table_run import Outcome, TableRun
from mopsctl.engine.violations import FindingReader, Told, findings_query
from mopsctl.findings import Finding

NAME = pa.dictionary(pa.int32(), pa.string())
SCHEMA = pa.schema(
    [
        ("rule", NAME),
        ("severity", NAME),
        ("dimension", NAME),
        ("object", NAME),
        ("record_id", pa.string()),
        ("field", NAME),
        ("value", pa.string()),
        ("message", pa.string()),
        ("suggestion", pa.string()),
        ("confidence", pa.float64()),
        ("path", NAME),
        ("sheet", NAME),
        ("line", pa.int64()),
        ("fingerprint", pa.string()),
    ]
)
"""A row a finding: the keys of `Finding`, its location flattened into path, sheet and line (1-based)."""

APART, NOTHING = "\x1f", "\x1e"
"""Between the texts of a key, and for the lack of one."""


def read_batches(
    reader: FindingReader, run: TableRun, outcome: Outcome, limit: int | None = None
) -> Iterator[pa.RecordBatch]:
    """The findings of a rule on a table in the order of its records, the first ``limit`` or all."""
    if not outcome.reported or limit == 0:
        return
    for rows in reader.workspace.stream_arrow(findings_query(run, outcome, limit)):
        yield _batch(reader, outcome, rows)


def batch_of(findings: Sequence[Finding]) -> pa.RecordBatch:
    """Findings that are there already as a batch of the same shape."""
    rows = []
    for finding in findings:
        place = {
            "path": finding.location.path,
            "sheet": finding.location.sheet,
            "line": finding.location.line,
        }
        rows.append({**asdict(finding), **place})
    columns = [pa.array([row[name] for row in rows], SCHEMA.field(name).type) for name in SCHEMA.names]
    return pa.record_batch(columns, schema=SCHEMA)


def _batch(reader: FindingReader, outcome: Outcome, rows: pa.RecordBatch) -> pa.RecordBatch:
    part, line, record_id, mark, detail, *texts = rows.columns
    rule, table = outcome.rule, outcome.table
    with _no_collection():
        told, which = _told(reader, outcome, detail, texts)
    sources = [place.source for place in table.parts]
    name = next(iter(outcome.fields), None)
    columns = [
        _constant(rule.id, len(rows)),
        _constant(rule.severity.value, len(rows)),
        _constant(rule.dimension.value, len(rows)),
        _constant(table.object, len(rows)),
        _shown_ids(reader, outcome, record_id),
        _constant(name, len(rows)),
        pa.array([said.value for said in told], pa.string()).take(which),
        pa.array([said.message for said in told], pa.string()).take(which),
        pa.array([said.suggestion for said in told], pa.string()).take(which),
        pa.array([said.confidence for said in told], pa.float64()).take(which),
        pa.array([source.path for source in sources], pa.string()).take(part).dictionary_encode(),
        pa.array([source.sheet for source in sources], pa.string()).take(part).dictionary_encode(),
        line.cast(pa.int64()),
        mark,
    ]
    return pa.record_batch(columns, schema=SCHEMA)


def _told(
    reader: FindingReader, outcome: Outcome, detail: pa.Array, texts: Sequence[pa.Array]
) -> tuple[list[Told], pa.Array]:
    """What is said of each distinct combination of values and detail, and for each row which it is."""
    keys = [pc.fill_null(column.cast(pa.string()), NOTHING) for column in (detail, *texts)]
    which = pc.binary_join_element_wise(*keys, APART).dictionary_encode().indices
    firsts = pa.table({"which": which, "at": pa.array(range(len(which)))}).group_by("which").aggregate(
        [("at", "min")]
    ).sort_by("which")["at_min"]  # fmt: skip
    distinct = pa.table([detail, *texts], names=[str(i) for i in range(len(texts) + 1)]).take(firsts)
    rows = zip(*(column.to_pylist() for column in distinct.columns), strict=True)
    broken = [(dict(zip(outcome.fields, values, strict=True)), why) for why, *values in rows]
    return reader.tell(outcome, broken), which


@contextmanager
def _no_collection() -> Iterator[None]:
    """Let the garbage collector rest: it would look through all that is alive, again and again, for no cycle."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _shown_ids(reader: FindingReader, outcome: Outcome, ids: pa.Array) -> pa.Array:
    known = pc.if_else(pc.equal(ids, ""), None, ids.cast(pa.string()))
    if reader.mask is None:
        return known
    shown: list[Any] = [text and reader.shown_id(outcome.table, text) for text in known.to_pylist()]
    return pa.array(shown, pa.string())


def _constant(text: str | None, rows: int) -> pa.Array:
    if text is None:
        return pa.nulls(rows, NAME)
    return pa.DictionaryArray.from_arrays(pa.repeat(pa.scalar(0, pa.int32()), rows), pa.array([text]))
