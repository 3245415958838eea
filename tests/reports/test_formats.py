"""Formats are chosen by name or ending, and written whole, private and unchanged."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from mopsctl.errors import UsageError
from mopsctl.reports.formats import FORMATS, format_for, write_report
from mopsctl.reports.options import ReportOptions
from mopsctl.results import AuditResult


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("html", "html"),
        ("JSON", "json"),
        ("audit.html", "html"),
        ("out/Audit.HTM", "html"),
        (Path("findings.csv"), "csv"),
        ("findings.ndjson", "jsonl"),
        ("page.txt", "text"),
        ("report.v2.json", "json"),
    ],
)
def test_a_name_or_an_ending_chooses_the_format(wanted: str | Path, name: str) -> None:
    assert format_for(wanted).name == name


def test_a_wrong_name_is_answered_with_the_nearest_right_one() -> None:
    with pytest.raises(UsageError, match="unknown report format 'htlm', did you mean 'html'"):
        format_for("htlm")


def test_a_wrong_ending_is_answered_with_the_endings_there_are() -> None:
    with pytest.raises(UsageError, match=r"'audit\.pdf'.*\.html.*\.csv"):
        format_for("audit.pdf")


def test_a_file_named_like_a_format_needs_an_ending() -> None:
    with pytest.raises(UsageError):
        format_for(Path("json"))


@pytest.mark.parametrize("name", list(FORMATS))
def test_a_report_is_written_private_and_in_place_of_the_old_one(
    name: str, quillmere: AuditResult, tmp_path: Path
) -> None:
    path = tmp_path / "report"
    path.write_text("the old one")
    write_report(quillmere, FORMATS[name], path, ReportOptions())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "lead-source-required" in path.read_text(encoding="utf-8")
    assert [entry.name for entry in tmp_path.iterdir()] == ["report"]


def test_a_report_that_breaks_off_leaves_the_old_file(quillmere: AuditResult, tmp_path: Path) -> None:
    def broken(limit: int | None) -> object:
        raise RuntimeError

    path = tmp_path / "report.json"
    path.write_text("the old one")
    quillmere.stream = broken  # type: ignore[assignment]
    with pytest.raises(RuntimeError):
        write_report(quillmere, FORMATS["json"], path, ReportOptions())
    assert path.read_text() == "the old one"
    assert [entry.name for entry in tmp_path.iterdir()] == ["report.json"]


def test_data_on_standard_output_is_utf8_whatever_the_locale() -> None:
    program = """
import importlib.util, sys, yaml
spec = importlib.util.spec_from_file_location("company", sys.argv[1])
company = importlib.util.module_from_spec(spec)
spec.loader.exec_module(company)
from mopsctl.reports.formats import FORMATS, write_report
from mopsctl.reports.options import ReportOptions
data = yaml.safe_load(open(sys.argv[2], encoding="utf-8"))
data["rules"][0]["values"] = [["Zoë Müller", "Ünïcode"]]
write_report(company.build_audit(data), FORMATS["json"], None, ReportOptions(sample=1))
"""
    here = Path(__file__).parent
    files = [str(here / "conftest.py"), str(here / "quillmere.yaml")]
    done = subprocess.run(
        [sys.executable, "-c", program, *files],
        capture_output=True,
        check=True,
        env={"PYTHONIOENCODING": "latin-1"},
    )
    report = json.loads(done.stdout.decode("utf-8"))
    assert report["findings"][0]["value"] == "Zoë Müller"
