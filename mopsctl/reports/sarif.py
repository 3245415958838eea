"""SARIF 2.1.0: findings for code scanning and for editors that show such files.

The format is that of the OASIS standard (SARIF 2.1.0, Errata 01); what GitHub takes of it is in its "SARIF support
for code scanning": 25,000 results a run, 20 tags a rule. Beyond the results that it takes the gravest are written,
and a notification of the tool says how many are not. A suggestion is a property and no ``fix``: a fix would have to
name the characters that it replaces, and a finding knows only its line.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO, Any
from urllib.parse import quote

from mopsctl.findings import Finding, Severity
from mopsctl.reports.accepted_words import accepted_words
from mopsctl.reports.figures import plural
from mopsctl.reports.finding_record import json_text
from mopsctl.reports.gravest import gravest_count, gravest_findings
from mopsctl.reports.options import ReportOptions
from mopsctl.reports.sarif_rules import LEVELS, rule_descriptors
from mopsctl.reports.source_file import source_file
from mopsctl.reports.visible import visible
from mopsctl.results import AuditResult

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST_RESULTS = 25_000
BASE = "SRCROOT"
BASES = {BASE: {"description": {"text": "The folder in which mopsctl ran."}}}

Json = dict[str, Any]


def write(result: AuditResult, out: IO[str], options: ReportOptions) -> None:
    """Write one log of one run; its results are written one by one."""
    rules = rule_descriptors(result)
    run = {
        "tool": {"driver": {"name": "mopsctl", "version": result.version, "rules": rules}},
        "invocations": [_invocation(result, gravest_count(result, options, MOST_RESULTS))],
        "originalUriBaseIds": BASES,
        "artifacts": [_artifact(result, path) for path in dict.fromkeys(s.path for s in result.sources)],
        "properties": _properties(result),
    }
    out.write(f'{{"$schema": "{SCHEMA}", "version": "2.1.0", "runs": [{{\n')
    for key, value in run.items():
        out.write(f'"{key}": {json_text(value)},\n')
    out.write('"results": [')
    for number, line in enumerate(_results(result, options, rules)):
        out.write(f"{',' if number else ''}\n{line}")
    out.write("]\n}]}\n")


def _results(result: AuditResult, options: ReportOptions, rules: list[Json]) -> Iterator[str]:
    indices = {rule["id"]: index for index, rule in enumerate(rules)}
    places: dict[str, Json] = {}
    for finding in gravest_findings(result, options, MOST_RESULTS):
        path = finding.location.path
        if path not in places:
            places[path] = _artifact_location(result, path)
        yield json_text(_result(finding, indices[finding.rule], places[path]))


def _result(finding: Finding, index: int, artifact: Json) -> Json:
    place: Json = {"artifactLocation": artifact}
    if finding.location.line:
        place["region"] = {"startLine": finding.location.line}
    return {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": LEVELS[finding.severity],
        "message": {"text": visible(finding.message)},
        "locations": [{"physicalLocation": place, "logicalLocations": [_record(finding)]}],
        # GitHub tells results of two runs apart by this name; ours survives a re-ordered export.
        "partialFingerprints": {"primaryLocationLineHash": finding.fingerprint},
        "properties": _known(
            object=finding.object,
            recordId=finding.record_id,
            field=finding.field,
            value=finding.value,
            suggestion=finding.suggestion,
            confidence=finding.confidence,
            dimension=finding.dimension.value,
        ),
    }


def _record(finding: Finding) -> Json:
    """The record as a logical location: ``contact/003…/email``, in its sheet where there is one."""
    parts = (finding.location.sheet, finding.object, finding.record_id, finding.field)
    return {"fullyQualifiedName": "/".join(visible(part) for part in parts if part), "kind": "member"}


def _known(**properties: Any) -> Json:
    return {key: value for key, value in properties.items() if value is not None}


def _artifact(result: AuditResult, path: str) -> Json:
    encodings = {source.encoding for source in result.sources if source.path == path and source.encoding}
    artifact: Json = {"location": _artifact_location(result, path), "roles": ["analysisTarget"]}
    return {**artifact, "encoding": encodings.pop()} if len(encodings) == 1 else artifact


def _artifact_location(result: AuditResult, path: str) -> Json:
    named = source_file(result, path)
    encoded = quote(named.encode("utf-8", "surrogateescape"))
    if PurePosixPath(named).is_absolute():
        return {"uri": f"file://{encoded}"}
    return {"uri": encoded, "uriBaseId": BASE}


def _invocation(result: AuditResult, written: int) -> Json:
    """How the run went: what was left out, which files could not be read, which rules were not checked."""
    told = [_notification("note", text) for text in _cut(result, written)]
    told += [_notification("error", visible(failure.message)) for failure in result.failures]
    told += [
        _notification("error", f"{visible(file.path)}: {visible(file.reason)}")
        for file in result.unread
        if not file.expected
    ]
    untried = [
        {**_notification("note", visible(skipped.reason)), "associatedRule": {"id": skipped.rule}}
        for skipped in result.not_checked
    ]
    return {
        "executionSuccessful": not result.failures,
        "endTimeUtc": result.created.replace("+00:00", "Z"),
        "toolExecutionNotifications": told,
        "toolConfigurationNotifications": untried,
    }


def _cut(result: AuditResult, written: int) -> Iterator[str]:
    if result.findings_total > written:
        counts = f"{written:,} of {plural(result.findings_total, 'finding')}"
        yield f"This file holds {counts}, the gravest first; the other formats hold all."
    yield from accepted_words(result)


def _notification(level: str, text: str) -> Json:
    return {"level": level, "message": {"text": text}}


def _properties(result: AuditResult) -> Json:
    card = result.scorecard
    score = None if card.score is None else round(card.score, 6)
    counts = {severity.value: result.count(severity) for severity in Severity}
    return {
        **_known(score=score, grade=card.grade, asOf=result.as_of.isoformat(), redacted=result.redacted),
        "findings": result.findings_total,
        **counts,
    }
