"""An audit of an invented company, put together by hand, and golden files to hold reports against."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import yaml

from mopsctl.auditing.recommend import recommendations
from mopsctl.engine.finding_batches import SCHEMA
from mopsctl.engine.score import scorecard, with_points
from mopsctl.findings import Dimension, Finding, Location, Metric, Severity
from mopsctl.reports.formats import FORMATS
from mopsctl.reports.options import ReportOptions
from mopsctl.results import (
    AuditResult,
    CompletenessBand,
    FieldAdvice,
    FieldReport,
    Most,
    NotCheckedReport,
    RuleReport,
    SegmentReport,
    SegmentValue,
    SourceReport,
    UnreadFile,
)
from mopsctl.schema.model import Evidence
from mopsctl.sources.table import ProblemKind, ReadProblem

HERE = Path(__file__).parent
EXAMPLES = 5
LOSS = {Severity.ERROR: 0.6, Severity.WARNING: 0.3, Severity.INFO: 0.0}
"""What a failure takes from a record's share of a dimension here."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")


@pytest.fixture
def quillmere() -> AuditResult:
    """The audit of a company of four objects; its scores and points come from the real formula."""
    data = yaml.safe_load((HERE / "quillmere.yaml").read_text(encoding="utf-8"))
    return build_audit(data)


@pytest.fixture
def rendered() -> Callable[..., str]:
    """Writes a result in a format and gives the text: ``rendered(result, "json", sample=2)``."""

    def render(result: AuditResult, name: str, **options: Any) -> str:
        out = io.StringIO(newline="")
        FORMATS[name].writer()(result, out, ReportOptions(**options))
        return out.getvalue()

    return render


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Holds a text against a file in ``golden/``, or writes that file where ``--update-golden`` is given."""

    def check(name: str, text: str) -> None:
        path = HERE / "golden" / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(text.encode())
        assert text == path.read_bytes().decode()

    return check


def build_audit(data: dict[str, Any]) -> AuditResult:
    sources = [_source(raw) for raw in data["sources"]]
    paths = {source.object: source.path for source in sources}
    rules = [_rule(raw, paths[raw["object"]]) for raw in data["rules"]]
    rows = {source.object: source.rows for source in sources}
    card = scorecard(rules, rows)
    scored = with_points(rules, card)
    return AuditResult(
        version="0.1.0",
        created="2026-11-24T09:30:00+00:00",
        as_of=date(2026, 11, 24),
        source="exports",
        seconds=1.9,
        scorecard=card,
        sources=sources,
        unread=[UnreadFile(**raw) for raw in data["unread"]],
        problems=[ReadProblem(**{**raw, "kind": ProblemKind(raw["kind"])}) for raw in data["problems"]],
        rules=scored,
        not_checked=[NotCheckedReport(**raw) for raw in data["not_checked"]],
        fields=[_field(raw, rows, paths) for raw in data["fields"]],
        segments=[_segment(raw) for raw in data["segments"]],
        bands=[
            CompletenessBand(name, 10 * i, 10 * i + 10, number)
            for name, numbers in data["bands"].items()
            for i, number in enumerate(numbers)
        ],
        advice=[FieldAdvice(**{**raw, "fields": tuple(raw["fields"])}) for raw in data["advice"]],
        recommendations=recommendations(scored),
        metrics=[Metric(*raw) for raw in data["metrics"]],
        stream=lambda most: _all_findings(scored, most),
        batches=lambda most: as_batches(_all_findings(scored, most)),
    )


def _source(raw: dict[str, Any]) -> SourceReport:
    counts = {ProblemKind(kind): number for kind, number in raw.get("counts", {}).items()}
    evidence = tuple(Evidence(*reason) for reason in raw["evidence"])
    defaults = {"sheet": None, "known": True, "format": "csv", "encoding": "utf-8", "delimiter": ","}
    return SourceReport(**{**defaults, "header_line": 1, **raw, "counts": counts, "evidence": evidence})


def _rule(raw: dict[str, Any], path: str) -> RuleReport:
    severity, dimension = Severity(raw["severity"]), Dimension(raw["dimension"])
    examples = tuple(_finding(raw, path, index) for index in range(min(raw["failed"], EXAMPLES)))
    return RuleReport(
        id=raw["id"],
        title=raw["title"],
        kind=raw["kind"],
        object=raw["object"],
        dimension=dimension,
        severity=severity,
        fields=tuple(raw["fields"]),
        tags=tuple(raw.get("tags", ())),
        why=raw.get("why"),
        fix=raw.get("fix"),
        effort=raw.get("effort"),
        checked=raw["checked"],
        failed=raw["failed"],
        weight=LOSS[severity],
        points=0.0,
        loss=LOSS[severity] * raw["failed"],
        examples=examples,
    )


def _finding(raw: dict[str, Any], path: str, index: int) -> Finding:
    seen = raw["values"][index % len(raw["values"])]
    value, message, suggestion = (*seen, None)[:3]
    return Finding(
        rule=raw["id"],
        severity=Severity(raw["severity"]),
        dimension=Dimension(raw["dimension"]),
        object=raw["object"],
        record_id=f"003Kt00001{index:05d}",
        field=raw["fields"][0],
        value=value,
        message=message,
        suggestion=suggestion,
        confidence=0.9 if suggestion else None,
        location=Location(path, 17 + 31 * index),
        fingerprint=f"{hash_of(raw['id']):012x}{index:04x}",
    )


def hash_of(text: str) -> int:
    return int.from_bytes(text.encode()[-6:], "big")


def _all_findings(rules: list[RuleReport], wanted: Most) -> Iterator[Finding]:
    for rule in rules:
        limit = wanted.get((rule.id, rule.object), 0) if isinstance(wanted, Mapping) else wanted
        most = rule.failed if limit is None else min(rule.failed, limit)
        for index in range(most):
            first = rule.examples[index % len(rule.examples)]
            place = replace(first.location, line=17 + 31 * index)
            yield replace(first, location=place, fingerprint=f"{first.fingerprint[:-4]}{index:04x}")


def as_batches(findings: Iterable[Finding]) -> Iterator[pa.RecordBatch]:
    for finding in findings:
        flat = {name: getattr(finding, name, None) for name in SCHEMA.names}
        place = finding.location
        row = {**flat, "path": place.path, "sheet": place.sheet, "line": place.line}
        yield pa.RecordBatch.from_pylist([row], schema=SCHEMA)


def _field(raw: list[Any], rows: dict[str, int], paths: dict[str, str]) -> FieldReport:
    object_name, name, header, kind, filled, usable, distinct, top = raw
    return FieldReport(
        object=object_name,
        path=paths[object_name],
        field=name,
        header=header,
        mapped=name != header,
        kind=kind,
        rows=rows[object_name],
        filled=filled,
        usable=usable,
        distinct=distinct,
        min_length=1,
        max_length=40,
        top_values=tuple((str(value), number) for value, number in top.items()),
        patterns=(("Aa", filled),),
    )


def _segment(raw: dict[str, Any]) -> SegmentReport:
    values = tuple(SegmentValue(str(name), *figures) for name, figures in raw["values"].items())
    return SegmentReport(**{**raw, "values": values})
