"""The JSON report keeps its contract: the shape of the schema, everything in it, one finding at a time."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from mopsctl.findings import Finding, Location, Scorecard, Severity
from mopsctl.reports.formats import FORMATS
from mopsctl.reports.options import ReportOptions
from mopsctl.reports.schema import finding_schema, report_schema
from mopsctl.results import AuditResult


@pytest.fixture
def strict_schema() -> dict[str, Any]:
    """The report's schema with every object closed, so that a key it does not name is an error."""

    def closed(schema: Any) -> Any:
        if isinstance(schema, list):
            return [closed(item) for item in schema]
        if not isinstance(schema, dict):
            return schema
        inner = {key: closed(value) for key, value in schema.items()}
        return {**inner, "additionalProperties": False} if "required" in schema else inner

    strict: dict[str, Any] = closed(report_schema())
    return strict


def test_the_report_is_what_it_was(
    quillmere: AuditResult, rendered: Callable[..., str], golden: Callable[[str, str], None]
) -> None:
    golden("report.json", rendered(quillmere, "json", sample=1))


def test_the_report_has_the_keys_of_its_schema_and_no_other(
    quillmere: AuditResult, rendered: Callable[..., str], strict_schema: dict[str, Any]
) -> None:
    Draft202012Validator.check_schema(report_schema())
    Draft202012Validator(strict_schema).validate(json.loads(rendered(quillmere, "json")))


def test_the_schema_refuses_a_report_without_its_findings(
    quillmere: AuditResult, rendered: Callable[..., str]
) -> None:
    report = json.loads(rendered(quillmere, "json", sample=0))
    del report["findings"]
    assert not Draft202012Validator(report_schema()).is_valid(report)


def test_an_audit_of_nothing_is_a_report_too(
    quillmere: AuditResult, rendered: Callable[..., str], strict_schema: dict[str, Any]
) -> None:
    empty = replace(
        quillmere,
        scorecard=Scorecard(None, "–", ()),
        sources=[],
        rules=[],
        fields=[],
        stream=lambda limit: iter(()),
    )
    report = json.loads(rendered(empty, "json"))
    Draft202012Validator(strict_schema).validate(report)
    assert report["findings"] == []
    assert report["summary"]["score"] is None


def test_the_summary_counts_what_is_listed(quillmere: AuditResult, rendered: Callable[..., str]) -> None:
    report = json.loads(rendered(quillmere, "json"))
    assert len(report["findings"]) == report["summary"]["findings"] == quillmere.findings_total
    for severity in Severity:
        listed = sum(finding["severity"] == severity.value for finding in report["findings"])
        assert report["summary"][severity.value] == listed


def test_a_sample_shortens_the_list_and_no_count(
    quillmere: AuditResult, rendered: Callable[..., str]
) -> None:
    whole, sampled = (json.loads(rendered(quillmere, "json", sample=n)) for n in (None, 2))
    assert whole["summary"] == sampled["summary"]
    assert whole["rules"] == sampled["rules"]
    assert len(sampled["findings"]) == sum(min(rule.failed, 2) for rule in quillmere.rules)


def test_a_limit_is_the_most_findings_in_all(quillmere: AuditResult, rendered: Callable[..., str]) -> None:
    assert len(json.loads(rendered(quillmere, "json", limit=7))["findings"]) == 7


def test_findings_are_written_as_they_come(quillmere: AuditResult) -> None:
    """A million findings are never in memory together: each is on its way out before the next is drawn."""
    out = io.StringIO()
    seen: list[int] = []

    def stream(limit: int | None) -> Iterator[Finding]:
        first = quillmere.rules[0].examples[0]
        for number in range(3):
            seen.append(out.getvalue().count('"fingerprint": "stream-'))
            yield replace(first, fingerprint=f"stream-{number}")

    quillmere.stream = stream
    FORMATS["json"].writer()(quillmere, out, ReportOptions())
    assert seen == [0, 1, 2]


def test_a_file_name_that_is_not_utf8_still_makes_valid_json(
    quillmere: AuditResult, rendered: Callable[..., str]
) -> None:
    odd = replace(quillmere.rules[0].examples[0], location=Location("caf\udce9.csv", 3))
    quillmere.stream = lambda limit: iter([odd])
    for name in ("json", "jsonl"):
        text = rendered(quillmere, name)
        text.encode("utf-8")
        record = json.loads(text)
        finding = record["findings"][0] if name == "json" else record
        assert finding["location"]["path"] == "caf\udce9.csv"


def test_each_line_of_jsonl_is_a_finding(quillmere: AuditResult, rendered: Callable[..., str]) -> None:
    lines = rendered(quillmere, "jsonl").splitlines()
    validator = Draft202012Validator(finding_schema())
    for line in lines:
        validator.validate(json.loads(line))
    assert [json.loads(line) for line in lines] == json.loads(rendered(quillmere, "json"))["findings"]
