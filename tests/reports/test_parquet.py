"""Parquet: every finding with its types, in groups that fit in memory, and what was audited in the metadata."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from mopsctl.engine.finding_batches import SCHEMA
from mopsctl.reports.formats import FORMATS
from mopsctl.reports.options import ReportOptions
from mopsctl.results import AuditResult

Written = Callable[..., bytes]


@pytest.fixture
def written() -> Written:
    def write(result: AuditResult, **options: Any) -> bytes:
        out = io.BytesIO()
        FORMATS["parquet"].writer()(result, out, ReportOptions(**options))
        return out.getvalue()

    return write


def read(data: bytes) -> pa.Table:
    return pq.read_table(io.BytesIO(data))


def test_every_finding_is_a_row_with_its_place(quillmere: AuditResult, written: Written) -> None:
    rows = read(written(quillmere)).to_pylist()
    assert len(rows) == quillmere.findings_total
    for row, finding in zip(rows, quillmere.stream(None), strict=True):
        assert (row["path"], row["line"]) == (finding.location.path, finding.location.line)
        assert (row["rule"], row["fingerprint"]) == (finding.rule, finding.fingerprint)
        assert (row["value"], row["suggestion"]) == (finding.value, finding.suggestion)


def test_columns_have_the_types_that_are_promised(quillmere: AuditResult, written: Written) -> None:
    table = read(written(quillmere))
    assert table.schema.remove_metadata() == SCHEMA
    assert table.schema.field("line").type == pa.int64()
    assert table.schema.field("confidence").type == pa.float64()
    assert pa.types.is_dictionary(table.schema.field("rule").type)


def test_the_file_says_what_was_audited(quillmere: AuditResult, written: Written) -> None:
    said = json.loads(read(written(quillmere)).schema.metadata[b"mopsctl"])
    assert said["mopsctl"] == quillmere.version
    assert said["summary"]["findings"] == quillmere.findings_total
    assert said["source"] == "exports"


def test_nothing_found_is_a_table_without_rows(quillmere: AuditResult, written: Written) -> None:
    nothing = replace(quillmere, rules=[], batches=lambda most: iter(()))
    table = read(written(nothing))
    assert len(table) == 0
    assert table.schema.names == SCHEMA.names


@pytest.mark.parametrize("limit", [0, 1, 7])
def test_a_limit_holds_for_all_and_a_sample_for_each_rule(
    limit: int, quillmere: AuditResult, written: Written
) -> None:
    assert len(read(written(quillmere, limit=limit))) == limit
    failed = [rule for rule in quillmere.rules if rule.failed]
    assert len(read(written(quillmere, sample=1))) == len(failed)


def test_many_batches_become_few_groups(quillmere: AuditResult, written: Written) -> None:
    [one] = list(quillmere.batches({(quillmere.rules[0].id, quillmere.rules[0].object): 1}))
    many = replace(quillmere, batches=lambda most: iter([one] * 500))
    assert pq.ParquetFile(io.BytesIO(written(many))).metadata.num_row_groups == 1


def test_the_same_findings_are_the_same_bytes(quillmere: AuditResult, written: Written) -> None:
    later = replace(quillmere, created="2027-01-01T00:00:00+00:00", seconds=99.0)
    assert written(quillmere) == written(later)
