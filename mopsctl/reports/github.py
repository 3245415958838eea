"""GitHub Actions: workflow commands that put findings beside the lines of a pull request.

The commands and their escaping are those of GitHub's "Workflow commands" and of its toolkit (``command.ts``). A step
shows at most ten annotations of each level, so the gravest ten are written, and one notice that sums everything up.
"""

from __future__ import annotations

from collections import Counter
from typing import IO

from mopsctl.findings import Finding, Severity
from mopsctl.reports.figures import plural, score
from mopsctl.reports.gravest import gravest_findings
from mopsctl.reports.options import ReportOptions
from mopsctl.reports.source_file import source_file
from mopsctl.reports.visible import visible
from mopsctl.reports.words import SEVERITIES
from mopsctl.results import AuditResult

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
SHOWN = 10
"""What GitHub shows of each level in a step."""


def write(result: AuditResult, out: IO[str], options: ReportOptions) -> None:
    """Write a command a line: the summary first, then errors, warnings and notices."""
    out.write(_summary(result))
    for failure in result.failures[:SHOWN]:
        out.write(_command("error", {"title": "mopsctl could not check everything"}, failure.message))
    room = Counter(dict.fromkeys(Severity, SHOWN))
    room[Severity.INFO] -= 1
    room[Severity.ERROR] -= len(result.failures[:SHOWN])
    titles = {rule.id: rule.title for rule in result.rules}
    for severity in Severity:
        # One severity at a time: a place that errors leave free is none for warnings.
        rules = [rule for rule in result.rules if rule.severity is severity]
        for finding in gravest_findings(result, options, room[severity], rules):
            out.write(_annotation(result, finding, titles[finding.rule]))


def _summary(result: AuditResult) -> str:
    card = result.scorecard
    title = f"mopsctl {result.command}"
    if card.score is not None:
        title = f"{title}: score {score(card.score)} of 100, grade {card.grade}"
    counts = ", ".join(plural(result.count(severity), *SEVERITIES[severity]) for severity in Severity)
    rows = plural(sum(source.rows for source in result.sources), "record")
    shown = f"; the gravest {SHOWN} of each are annotated" if result.findings_total > SHOWN else ""
    return _command("notice", {"title": title}, f"{counts} in {rows}{shown}")


def _annotation(result: AuditResult, finding: Finding, title: str) -> str:
    place = finding.location
    properties = {"file": source_file(result, place.path)}
    if place.line:
        properties["line"] = str(place.line)
    properties["title"] = f"{finding.rule}: {title}"
    message = finding.message
    if finding.suggestion is not None:
        message = f"{message} → {finding.suggestion}"
    return _command(COMMANDS[finding.severity], properties, message)


def _command(name: str, properties: dict[str, str], message: str) -> str:
    given = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {given}::{_data(message)}\n"


def _data(text: str) -> str:
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
