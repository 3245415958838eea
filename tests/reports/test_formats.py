"""Formats are chosen by name or ending, and written whole, private and unchanged."""

from __future__ import annotations

import io
import json
import re
import stat
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any, get_args

import pandas as pd
import pyarrow.parquet as pq
import pytest

from mopsctl.auditing.examine import audit
from mopsctl.auditing.options import AuditOptions
from mopsctl.commands.options import Formats
from mopsctl.errors import UsageError
from mopsctl.reports.formats import FORMATS, format_for, write_report
from mopsctl.reports.options import ReportOptions
from mopsctl.results import AuditResult
from mopsctl.sources.own_report import is_own_report


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
        ("audit.md", "markdown"),
        ("audit.sarif", "sarif"),
        ("audit.sarif.json", "sarif"),
        ("test-results.xml", "junit"),
        ("gl-code-quality-report.json", "gitlab"),
        ("audit.codequality.json", "gitlab"),
        ("Audit.XLSX", "xlsx"),
        (Path("out/findings.parquet"), "parquet"),
        ("github", "github"),
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


@pytest.mark.parametrize("name", [".sarif", ".json", ".xlsx"])
def test_a_file_that_is_all_ending_has_none(name: str) -> None:
    with pytest.raises(UsageError, match="no report format"):
        format_for(Path(name))


@pytest.mark.parametrize("name", ["json", "xlsx", "parquet", "sarif", "markdown", "junit", "github"])
def test_a_redacted_audit_is_redacted_in_every_format(name: str, tmp_path: Path) -> None:
    record = "003Kt0000000001AAA,Waldburga,Zuckschwerdt,waldburga@@zuckschwerdt.com\n"
    (tmp_path / "contacts.csv").write_text("Contact ID,First Name,Last Name,Email\n" + record)
    result = audit(tmp_path, None, AuditOptions(redact=True, select=("contact-email-valid",)))
    path = tmp_path / "report"
    write_report(result, FORMATS[name], path, ReportOptions())
    data = path.read_bytes()
    if name == "xlsx":
        with zipfile.ZipFile(path) as archive:
            data = b"".join(archive.read(member) for member in archive.namelist())
    if name == "parquet":
        data = str(pq.read_table(path).to_pylist()).encode()
    assert b"contact-email-valid" in data
    assert b"uckschwerdt" not in data
    assert b"aldburga" not in data


@pytest.mark.parametrize("name", list(FORMATS))
def test_a_report_is_written_private_and_in_place_of_the_old_one(
    name: str, quillmere: AuditResult, tmp_path: Path
) -> None:
    path = tmp_path / "report"
    path.write_text("the old one")
    write_report(quillmere, FORMATS[name], path, ReportOptions())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    written = path.read_bytes()
    assert len(written) > 1000
    assert b"the old one" not in written
    if not FORMATS[name].binary:
        assert "contact-email-valid" in written.decode("utf-8")
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


@pytest.mark.parametrize("name", list(FORMATS))
def test_a_report_is_known_again_and_is_no_export(name: str, quillmere: AuditResult, tmp_path: Path) -> None:
    path = tmp_path / f"report{next(iter(FORMATS[name].endings), '.log')}"
    write_report(quillmere, FORMATS[name], path, ReportOptions())
    assert is_own_report(path)


@pytest.mark.parametrize("data", [b"PAR1", b"PK\x03\x04", b"PK", b"[\n{}]", b"::notice title=x"])
def test_what_only_begins_like_a_report_is_none(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "export"
    path.write_bytes(data)
    assert not is_own_report(path)


def test_the_workbook_and_table_of_somebody_else_are_exports(tmp_path: Path) -> None:
    frame = pd.DataFrame({"Email": ["a@b.com"]})
    frame.to_parquet(tmp_path / "a.parquet")
    frame.to_excel(tmp_path / "a.xlsx", index=False)
    assert not is_own_report(tmp_path / "a.parquet")
    assert not is_own_report(tmp_path / "a.xlsx")


def test_the_format_of_the_guide_works(quillmere: AuditResult) -> None:
    guide = Path(__file__).parents[2] / "docs" / "output-formats.md"
    [code] = re.findall(r"^```python\n(.*?)^```", guide.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    module: dict[str, Any] = {}
    exec(code, module)
    out = io.StringIO()
    module["write"](quillmere, out, ReportOptions())
    rule = quillmere.rules[0]
    assert f"{rule.id}\t{rule.failed}\n" in out.getvalue()


def test_every_format_is_in_the_guide_and_the_help() -> None:
    guide = Path(__file__).parents[2] / "docs" / "output-formats.md"
    text = guide.read_text(encoding="utf-8")
    help_text = str(get_args(Formats)[1].help)
    for name, form in FORMATS.items():
        assert f"| `{name}` |" in text
        assert all(f"`{ending}`" in text for ending in form.endings)
        assert name in help_text


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
