"""What a text must not hold is not spread by the report that finds it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from mopsctl.auditing.examine import audit
from mopsctl.config import load_config
from mopsctl.reports.formats import format_for, write_report
from mopsctl.reports.options import ReportOptions
from mopsctl.results import AuditResult

SECRETS = ("4111 1111 1111 1111", "DE89 3704 0044 0532 0130 00", "536-90-4399", "Sommer2026!", "12/03/1980")


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> AuditResult:
    path: Path = tmp_path_factory.mktemp("secrets") / "mopsctl.yaml"
    path.write_text("extends: mopsctl:gdpr", encoding="utf-8")
    labels = ("card", "IBAN", "SSN", "password:", "DOB")
    notes = [f"{label} {secret}" for label, secret in zip(labels, SECRETS, strict=True)]
    frame = pd.DataFrame(
        {
            "Id": [f"003Qm000000000{i}" for i in range(len(notes))],
            "LastName": "Reyes",
            "Email": "dana.reyes@acme.com",
            "Description": notes,
        }
    )
    return audit(frame, load_config(path))


def test_every_secret_is_found(result: AuditResult) -> None:
    assert [finding.message for finding in result.stream(None)] == [
        "Description holds a card number ending in 1111",
        "Description holds a bank account number (IBAN)",
        "Description holds a US Social Security number",
        "Description holds a password",
        "Description holds a date of birth",
    ]


def test_no_finding_shows_one(result: AuditResult) -> None:
    for finding in result.stream(None):
        shown = f"{finding.value} {finding.message} {finding.suggestion}"
        assert not any(secret in shown for secret in SECRETS)
        assert "•••" in str(finding.value)
        assert "[removed]" in str(finding.suggestion)


@pytest.mark.parametrize("ending", ["json", "jsonl", "html", "txt", "csv"])
def test_no_report_shows_one(result: AuditResult, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"report.{ending}"
    write_report(result, format_for(path), path, ReportOptions())
    shown = path.read_text(encoding="utf-8")
    assert "Description" in shown
    assert not any(secret in shown for secret in SECRETS)
