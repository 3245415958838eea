"""The workbook's sheet of findings: a row a finding, the first one of each rule linked to the rule."""

from __future__ import annotations

from collections.abc import Mapping

from mopsctl.reports.figures import count, plural
from mopsctl.reports.gravest import gravest_count, gravest_findings
from mopsctl.reports.options import ReportOptions
from mopsctl.reports.places import place
from mopsctl.reports.words import field_words, object_words
from mopsctl.reports.xlsx_book import MOST_ROWS, Column, Table
from mopsctl.results import AuditResult

FINDINGS = 100_000
"""As many as people can work through; the data formats hold all."""

FINDING_COLUMNS = (
    Column("Severity", 10),
    Column("Rule", 30),
    Column("Object", 14),
    Column("Record ID", 22),
    Column("Field", 18),
    Column("Value", 30),
    Column("What is wrong", 70),
    Column("Suggestion", 30),
    Column("Confidence", 11, "share"),
    Column("File", 26),
    Column("Line", 9, "line"),
    Column("Fingerprint", 20, "soft"),
)
RULE = 1


def most_findings(options: ReportOptions) -> int:
    """How many findings the sheet may hold."""
    return FINDINGS if options.limit is None else min(options.limit, MOST_ROWS - 2)


def findings_note(result: AuditResult, options: ReportOptions) -> str | None:
    """How many findings are left out, where any are."""
    written = gravest_count(result, options, most_findings(options))
    missing = result.findings_total - written
    if not missing:
        return None
    return (
        f"{count(written)} of {plural(result.findings_total, 'finding')}: the gravest first, spread over the rules; "
        f"{count(missing)} are left out here. A report in CSV, JSON or Parquet holds all."
    )


def write_findings(
    table: Table, result: AuditResult, options: ReportOptions, rules: Mapping[tuple[str, str], int]
) -> dict[tuple[str, str], int]:
    """Write the rows; tells in which one (0-based) the findings of each rule and object begin.

    ``rules`` are the rows of the sheet of rules. Only first findings are links: Excel takes 65,530 a sheet.
    """
    firsts: dict[tuple[str, str], int] = {}
    objects = {rule.object: object_words(rule.object) for rule in result.rules}
    for finding in gravest_findings(result, options, most_findings(options)):
        where = finding.location
        row = table.add((
            finding.severity.value,
            finding.rule,
            objects[finding.object],
            finding.record_id,
            finding.field and field_words(finding.object, finding.field),
            finding.value,
            finding.message,
            finding.suggestion,
            finding.confidence,
            place(where.path, None, where.sheet),
            where.line,
            finding.fingerprint,
        ))  # fmt: skip
        key = finding.rule, finding.object
        if firsts.setdefault(key, row) == row:
            table.link(RULE, f"'Rules'!B{rules[key] + 1}", finding.rule, "To the rule")
    table.finish()
    return firsts
