"""GitLab's Code Quality report: a JSON list of issues, which merge requests show beside the lines they are at.

The keys and severities are those of GitLab's documentation ("Code Quality report format").
"""

from __future__ import annotations

from collections import Counter
from typing import IO, Any

from mopsctl.findings import Finding, Severity
from mopsctl.reports.finding_record import chosen_findings, json_text
from mopsctl.reports.options import ReportOptions
from mopsctl.reports.source_file import source_file
from mopsctl.reports.visible import visible
from mopsctl.results import AuditResult

SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.INFO: "info"}


def write(result: AuditResult, out: IO[str], options: ReportOptions) -> None:
    """Write an issue a finding, each on a line of its own."""
    files: dict[str, str] = {}
    seen: Counter[str] = Counter()
    out.write("[")
    for number, finding in enumerate(chosen_findings(result, options)):
        path = finding.location.path
        if path not in files:
            files[path] = visible(source_file(result, path))
        seen[finding.fingerprint] += 1
        out.write(f"{',' if number else ''}\n{json_text(_issue(finding, files[path], seen))}")
    out.write("\n]\n")


def _issue(finding: Finding, path: str, seen: Counter[str]) -> dict[str, Any]:
    # GitLab drops an issue whose fingerprint it has had: a record that stands in two files, say.
    times = seen[finding.fingerprint]
    return {
        "description": visible(finding.message),
        "check_name": finding.rule,
        "fingerprint": finding.fingerprint if times == 1 else f"{finding.fingerprint}-{times}",
        "severity": SEVERITIES[finding.severity],
        "location": {"path": path, "lines": {"begin": finding.location.line or 1}},
    }
