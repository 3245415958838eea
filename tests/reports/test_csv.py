"""The CSV report: a row a finding, read back as it was, and nothing in it that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace

import pytest

from mopsctl.findings import Finding
from mopsctl.results import AuditResult


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture
def finding(quillmere: AuditResult) -> Finding:
    return quillmere.rules[0].examples[0]


def test_the_report_is_what_it_was(
    quillmere: AuditResult, rendered: Callable[..., str], golden: Callable[[str, str], None]
) -> None:
    golden("report.csv", rendered(quillmere, "csv", sample=2))


def test_every_finding_is_a_row_that_leads_to_its_line(
    quillmere: AuditResult, rendered: Callable[..., str]
) -> None:
    read = rows(rendered(quillmere, "csv"))
    assert len(read) == quillmere.findings_total
    for row, finding in zip(read, quillmere.stream(None), strict=True):
        assert (row["path"], row["line"]) == (finding.location.path, str(finding.location.line))
        assert (row["rule"], row["fingerprint"]) == (finding.rule, finding.fingerprint)


@pytest.mark.parametrize(
    "value", ['=HYPERLINK("http://x")', "@SUM(A1)", "+49 30 1234567", "-cmd|' /C calc'!A0", "\t=1"]
)
def test_what_a_spreadsheet_would_run_is_text(
    value: str, quillmere: AuditResult, finding: Finding, rendered: Callable[..., str]
) -> None:
    quillmere.stream = lambda limit: iter([replace(finding, value=value, suggestion=value)])
    [row] = rows(rendered(quillmere, "csv"))
    assert row["value"] == row["suggestion"] == "'" + value


@pytest.mark.parametrize(
    "value", ["-3.5", "a, b", 'say "so"', "two\nlines", "old\rmac", "both\r\n", "  padded ", "0017"]
)
def test_a_value_is_read_back_as_it_was(
    value: str, quillmere: AuditResult, finding: Finding, rendered: Callable[..., str]
) -> None:
    quillmere.stream = lambda limit: iter([replace(finding, value=value)])
    [row] = rows(rendered(quillmere, "csv"))
    assert row["value"] == value


def test_a_file_name_that_is_not_utf8_is_shown_escaped(
    quillmere: AuditResult, finding: Finding, rendered: Callable[..., str]
) -> None:
    odd = replace(finding, location=replace(finding.location, path="caf\udce9.csv"))
    quillmere.stream = lambda limit: iter([odd])
    [row] = rows(rendered(quillmere, "csv").encode("utf-8").decode())
    assert row["path"] == r"caf\udce9.csv"
