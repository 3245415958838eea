"""Rules as SARIF describes them (``reportingDescriptor``): once each, whatever the objects they were checked on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mopsctl.findings import Severity
from mopsctl.reports.visible import visible
from mopsctl.results import AuditResult, RuleReport

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
PROBLEM_SEVERITIES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
"""GitHub's own names, by which it lets alerts be filtered."""
MOST_TAGS = 20
"""GitHub refuses a file with a rule of more tags."""

Json = dict[str, Any]


def rule_descriptors(result: AuditResult) -> list[Json]:
    """A descriptor a rule, in the order of the rules; their positions are the ``ruleIndex`` of results."""
    by_id: dict[str, list[RuleReport]] = {}
    for rule in result.rules:
        by_id.setdefault(rule.id, []).append(rule)
    return [_descriptor(reports) for reports in by_id.values()]


def _descriptor(reports: list[RuleReport]) -> Json:
    rule = reports[0]
    tags = [rule.dimension.value, *(report.object for report in reports), *rule.tags]
    return {
        "id": rule.id,
        "shortDescription": {"text": visible(rule.title)},
        "fullDescription": {"text": visible(rule.why or rule.title)},
        "help": {
            "text": "\n\n".join(f"{name}: {text}" for name, text in _advice(rule)),
            "markdown": "\n\n".join(f"**{name}**: {text}" for name, text in _advice(rule)),
        },
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {
            "tags": list(dict.fromkeys(tags))[:MOST_TAGS],
            "kind": rule.kind,
            "problem.severity": PROBLEM_SEVERITIES[rule.severity],
        },
    }


def _advice(rule: RuleReport) -> Iterator[tuple[str, str]]:
    """What to know about a rule, with a name each."""
    yield "Checks", visible(rule.title)
    if rule.why:
        yield "Why it matters", visible(rule.why)
    if rule.fix:
        yield "How to fix it", visible(rule.fix)
    yield "More", f"mopsctl rules explain {rule.id}"
