"""Findings in batches are the findings one by one, many times faster."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mopsctl.auditing.examine import audit
from mopsctl.auditing.options import AuditOptions
from mopsctl.engine.finding_batches import SCHEMA
from mopsctl.findings import Finding
from mopsctl.results import AuditResult, Most

EXPORTS = Path(__file__).parents[2] / "examples" / "exports" / "leads.csv"


def flat(finding: Finding) -> dict[str, object]:
    place = finding.location
    found = {name: getattr(finding, name, None) for name in SCHEMA.names}
    return {**found, "path": place.path, "sheet": place.sheet, "line": place.line}


def rows(result: AuditResult, most: Most) -> list[dict[str, object]]:
    return [row for batch in result.batches(most) for row in batch.to_pylist()]


@pytest.mark.parametrize("redact", [False, True])
def test_both_ways_tell_the_same(redact: bool) -> None:
    result = audit(EXPORTS, None, AuditOptions(as_of=date(2026, 10, 31), redact=redact))
    assert rows(result, None) == [flat(finding) for finding in result.stream(None)]
    assert len(rows(result, None)) == result.findings_total > 1000


def test_so_many_of_one_rule_and_so_many_of_another() -> None:
    result = audit(EXPORTS, None, AuditOptions(as_of=date(2026, 10, 31)))
    first, second = [rule for rule in result.rules if rule.failed > 3][:2]
    most = {(first.id, first.object): 2, (second.id, second.object): 3}
    assert [row["rule"] for row in rows(result, most)] == [first.id] * 2 + [second.id] * 3
    assert [flat(finding) for finding in result.stream(most)] == rows(result, most)
