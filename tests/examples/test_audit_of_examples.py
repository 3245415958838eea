"""What the audit must find in the example company, fault by fault; faults_to_rules.yaml says by which rule."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from mopsctl.auditing.examine import audit
from mopsctl.auditing.options import AuditOptions
from mopsctl.results import AuditResult

AS_OF = date(2026, 10, 31)
TABLE: dict[str, dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("faults_to_rules.yaml").read_text(encoding="utf-8")
)
FOUND = [
    (fault, place, rule) for fault, places in TABLE["found_by"].items() for place, rule in places.items()
]
Found = dict[tuple[str, str], set[str]]


@pytest.fixture(scope="module")
def result(examples: Path) -> AuditResult:
    return audit(examples / "exports", examples / "mopsctl.yaml", AuditOptions(as_of=AS_OF))


@pytest.fixture(scope="module")
def found(result: AuditResult) -> Found:
    """By rule and object: the ids of all records that break the rule."""
    ids: Found = defaultdict(set)
    for finding in result.stream(None):
        ids[finding.rule, finding.object].add(finding.record_id or "")
    return ids


def entries_of(expected: dict[str, Any], fault: str) -> dict[str, dict[str, Any]]:
    """The fault's entries in expected.yaml by file and field."""
    return {f"{e['file']} {e['field']}": e for e in expected["faults"] if e["fault"] == fault}


@pytest.mark.parametrize(("fault", "place", "rule"), FOUND, ids=[f"{f} in {p}" for f, p, _ in FOUND])
def test_rule_finds_every_record_with_the_fault(
    fault: str, place: str, rule: str, expected: dict[str, Any], result: AuditResult, found: Found
) -> None:
    entry = entries_of(expected, fault)[place]
    report = next(r for r in result.rules if r.id == rule and r.object == entry["object"])
    assert report.failed >= entry["count"]
    assert set(entry["records"]) <= found[rule, entry["object"]]


def test_every_fault_is_found_or_said_to_be_beyond_the_rules(expected: dict[str, Any]) -> None:
    listed = {
        (fault, place)
        for part in ("found_by", "advised")
        for fault in TABLE[part]
        for place in TABLE[part][fault]
    }
    faults = {(e["fault"], f"{e['file']} {e['field']}") for e in expected["faults"]}
    assert listed <= faults
    assert {fault for fault, _ in faults - listed} == set(TABLE["beyond_the_rules"])


def test_advice_names_fields_to_retire(result: AuditResult) -> None:
    said = {(item.kind, field) for item in result.advice if item.object == "contact" for field in item.fields}
    wanted = {
        (kind, place.split()[1]) for places in TABLE["advised"].values() for place, kind in places.items()
    }
    assert wanted <= said


def test_seven_years_without_cleaning_show_in_the_score(result: AuditResult) -> None:
    scores = {part.object: part.score for part in result.scorecard.objects}
    assert result.scorecard.score is not None
    assert 70 < result.scorecard.score < 90
    assert min(scores, key=scores.__getitem__) == "lead"
    assert scores["contact"] < 90
    assert scores["account"] < 90


def test_bought_lists_and_hubspot_are_worse_than_referrals_and_salesforce(result: AuditResult) -> None:
    sources = {
        item.value: item.score or 0.0
        for report in result.segments
        if (report.object, report.field) == ("lead", "lead_source")
        for item in report.values
    }
    assert sources["Partner Referral"] > sources["Trade Show"] + 5
    assert sources["Partner Referral"] > sources["Purchased List"] + 5
    usable = {(f.path.rsplit("/", 1)[-1], f.field): f.usable / f.rows for f in result.fields}
    for field in ("last_name", "title", "phone", "country"):
        assert usable["hubspot-crm-exports-all-contacts.csv", field] < usable["contacts.csv", field] - 0.1
