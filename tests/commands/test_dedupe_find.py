"""``mopsctl dedupe find``: what it writes and where, and what it says to a mistake."""

from __future__ import annotations

import csv
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from mopsctl.reports.schema_duplicates import duplicates_schema

Run = Callable[..., subprocess.CompletedProcess[str]]
PEOPLE = """\
Contact ID,First Name,Last Name,Email,Phone,Lead Source
1,Dana,Reyes,dana.reyes@acme.com,+1 415 701 2311,Web
2,Dana,Reyes,dana.reyes@acme.com,(415) 701-2311,=HYPERLINK("http://x")
3,Omar,Haddad,omar.haddad@corp.com,+1 212 701 2412,Web
"""


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE)
    return path


def test_one_run_writes_every_report_that_is_asked_for(mopsctl: Run, people: Path) -> None:
    ended = mopsctl(
        "dedupe", "find", people, "-o", "d.html", "-o", "g.csv", "-o", "d.xlsx", "--pairs", "p.csv"
    )
    assert ended.returncode == 0
    assert ended.stdout == ""
    assert [line for line in ended.stderr.splitlines() if ":" in line][-4:] == [
        "Report: d.html", "Report: g.csv", "Report: d.xlsx", "Pairs: p.csv",
    ]  # fmt: skip
    with (people.parent / "g.csv").open(newline="") as stream:
        groups = list(csv.DictReader(stream))
    assert [row["record_id"] for row in groups] == ["1", "2"]
    with (people.parent / "p.csv").open(newline="") as stream:
        [pair] = csv.DictReader(stream)
    assert (pair["id_a"], pair["id_b"]) == ("1", "2")
    assert "email" in json.loads(pair["evidence"])


def test_standard_output_is_nothing_but_the_report(mopsctl: Run, people: Path) -> None:
    ended = mopsctl("dedupe", "find", people, "-f", "json", "-q")
    report = json.loads(ended.stdout)
    jsonschema.validate(report, duplicates_schema())
    assert report["summary"]["records_to_merge"] == 1
    assert ended.stderr == ""


def test_what_is_at_stake_is_said(mopsctl: Run, people: Path) -> None:
    ended = mopsctl("dedupe", "find", people, "-q", "--cost-per-record", "2.5", "--currency", "USD")
    assert "2.50 USD" in ended.stdout


def test_a_redacted_report_names_nobody(mopsctl: Run, people: Path) -> None:
    for form in ("text", "html", "json", "markdown"):
        ended = mopsctl("dedupe", "find", people, "-q", "-f", form, "--redact")
        assert ended.returncode == 0
        assert not any(word in ended.stdout for word in ("Reyes", "dana", "701-2311"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-f", "jsn"], "unknown format 'jsn'"),
        (["-f", "sarif"], "unknown format 'sarif'"),
        (["-o", "groups.doc"], "give it one of the endings .txt"),
        (["--pairs", "pairs.html"], "give a file of data one of the endings .csv"),
        (["-o", "x.csv", "--pairs", "x.csv"], "x.csv is named twice"),
        (["-o", "people.csv"], "people.csv is part of the source"),
        (["-o", "none/g.csv"], "there is no folder"),
        (["--cost-per-record", "inf"], "give a number"),
        (["--only", "contcat"], "did you mean 'contact'?"),
        (["--only", "lead"], "there is contact"),
    ],
)
def test_a_mistake_is_one_sentence(arguments: list[str], said: str, mopsctl: Run, people: Path) -> None:
    ended = mopsctl("dedupe", "find", people, *arguments)
    assert ended.returncode == 2
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr
    assert people.read_text() == PEOPLE


def test_an_export_without_records_has_every_report(mopsctl: Run, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE.splitlines(keepends=True)[0])
    for ending in ("html", "md", "txt", "json", "xlsx", "csv"):
        ended = mopsctl("dedupe", "find", path, "-o", f"out.{ending}", "-q")
        assert (ended.returncode, ended.stderr) == (0, "")
        assert (tmp_path / f"out.{ending}").stat().st_size


def test_who_belongs_to_an_account_is_no_reason_for_duplicates(mopsctl: Run, tmp_path: Path) -> None:
    exports = tmp_path / "exports"
    exports.mkdir()
    (exports / "people.csv").write_text(PEOPLE)
    (exports / "accounts.csv").write_text("Id,Name,Website\n1,Acme,acme.com\n2,Corp,corp.com\n")
    assert mopsctl("dedupe", "find", exports, "-o", "o.txt", "-o", "o.html", "-o", "o.md").returncode == 0
    text = (tmp_path / "o.txt").read_text()
    assert "3 links lead from people to the account" in text
    for ending in ("txt", "html", "md"):
        said = (tmp_path / f"o.{ending}").read_text()
        assert "same-email" in said
        assert "same-domain" not in said


def test_what_chance_hardly_gives_is_said_in_plain_figures(mopsctl: Run, people: Path) -> None:
    told = mopsctl("dedupe", "explain", people, "1", "2").stdout
    assert "fewer than 0.001" in " ".join(told.split())
    assert "e-0" not in told


def test_names_that_all_begin_alike_make_no_duplicates(mopsctl: Run, tmp_path: Path) -> None:
    path = tmp_path / "rounds.csv"
    words = [
        "alder",
        "birch",
        "cedar",
        "dogwood",
        "elm",
        "fir",
        "ginkgo",
        "hazel",
        "ivy",
        "juniper",
        "larch",
        "maple",
    ]
    rows = [
        f"Series {'AB'[n % 2]} - {one}{other},{n * 37_000 + 1_000_000},USD,Stage {n % 3}"
        for n, (one, other) in enumerate((one, other) for one in words for other in words if one != other)
    ]
    path.write_text("\n".join(["Round Name,Money Raised,Currency,Stage", *rows]))
    ended = mopsctl("dedupe", "find", path, "-q", "-f", "json")
    assert json.loads(ended.stdout)["summary"]["duplicate_rate"] < 0.05
