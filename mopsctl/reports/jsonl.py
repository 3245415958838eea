"""JSON Lines: one finding a line, for pipes."""

from __future__ import annotations

from typing import IO

from mopsctl.reports.finding_record import chosen_findings, finding_record, json_text
from mopsctl.reports.options import ReportOptions
from mopsctl.results import AuditResult


def write(result: AuditResult, out: IO[str], options: ReportOptions) -> None:
    """Write every finding as an object on a line of its own."""
    for finding in chosen_findings(result, options):
        out.write(json_text(finding_record(finding)) + "\n")
