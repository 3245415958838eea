"""CSV: one finding a row, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from typing import IO

from mopsctl.findings import Finding
from mopsctl.reports.finding_record import chosen_findings
from mopsctl.reports.options import ReportOptions
from mopsctl.results import AuditResult
from mopsctl.safe_cell import neutralise

COLUMNS = (
    "path",
    "sheet",
    "line",
    "object",
    "record_id",
    "rule",
    "severity",
    "dimension",
    "field",
    "value",
    "message",
    "suggestion",
    "confidence",
    "fingerprint",
)
Cell = str | int | float | None


def write(result: AuditResult, out: IO[str], options: ReportOptions) -> None:
    """Write a header and a row a finding; lines end as RFC 4180 has it, which also quotes a lone CR."""
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(_row(finding) for finding in chosen_findings(result, options))


def _row(finding: Finding) -> list[Cell]:
    place = finding.location
    cells: tuple[Cell, ...] = (
        place.path,
        place.sheet,
        place.line,
        finding.object,
        finding.record_id,
        finding.rule,
        finding.severity.value,
        finding.dimension.value,
        finding.field,
        finding.value,
        finding.message,
        finding.suggestion,
        finding.confidence,
        finding.fingerprint,
    )
    return [_safe(cell) if isinstance(cell, str) else cell for cell in cells]


def _safe(text: str) -> str:
    """A cell that no spreadsheet runs and that UTF-8 can carry."""
    return neutralise(text if text.isascii() else text.encode("utf-8", "backslashreplace").decode())
