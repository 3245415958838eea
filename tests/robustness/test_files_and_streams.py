"""What lies around a run: pipes, closed and full streams, reports and exports in one folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from mopsctl.auditing.examine import profile
from mopsctl.errors import UsageError
from mopsctl.sources.header import mend_headers

MOPSCTL = str(Path(sys.executable).parent / "mopsctl")
CONTACTS = """\
Contact ID,First Name,Last Name,Email
0035i00000Aa1BcAAJ,Ana,Lopez,ana.lopez@northgate-foods.com
0035i00000Aa1BdAAJ,Ben,Osei,ben.osei@northgate-foods.com
"""
Shell = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def exports(tmp_path: Path) -> Path:
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "contacts.csv").write_text(CONTACTS, encoding="utf-8")
    return folder


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """Runs a line of bash in which ``mopsctl`` is the console script."""

    def run(line: str, **environment: str) -> subprocess.CompletedProcess[str]:
        known = {key: value for key, value in os.environ.items() if key != "MOPSCTL_DEBUG"}
        return subprocess.run(
            ["bash", "-c", f'mopsctl() {{ "{MOPSCTL}" "$@"; }}; {line}'],
            cwd=tmp_path, env={**known, **environment}, capture_output=True, text=True, encoding="utf-8",
            stdin=subprocess.DEVNULL, timeout=60, check=False,
        )  # fmt: skip

    return run


@pytest.mark.parametrize("option", ["-o", "--rejects"])
@pytest.mark.parametrize("source", ["exports/contacts.csv", "exports"])
def test_a_report_never_takes_the_place_of_its_source(
    exports: Path, shell: Shell, option: str, source: str
) -> None:
    done = shell(f"ln -s exports/contacts.csv link.csv; mopsctl audit {source} {option} link.csv")
    assert done.returncode == 2
    assert "link.csv is part of the source" in done.stderr
    assert (exports / "contacts.csv").read_text() == CONTACTS


def test_reports_among_the_exports_are_no_exports_and_may_be_written_again(
    exports: Path, shell: Shell
) -> None:
    outputs = " ".join(f"-o exports/r.{ending}" for ending in ("csv", "json", "jsonl", "txt", "html"))
    line = f"mopsctl audit exports -q --fail-on never {outputs} --rejects exports/rejects.csv"
    (exports / "odd.csv").write_text("Email,Name\na@b.com,A\nonly\n" + "c@d.com,C\n" * 3)
    for _ in range(2):
        assert shell(line).returncode == 0
    report = json.loads((exports / "r.json").read_text())
    assert [source["path"] for source in report["source"]] == ["contacts.csv", "odd.csv"]
    assert {file["path"] for file in report["unread"] if file["expected"]} >= {
        "r.csv",
        "r.json",
        "r.jsonl",
        "r.txt",
    }


def test_two_reports_in_one_file_are_refused(exports: Path, shell: Shell) -> None:
    done = shell("mopsctl audit exports -o a.csv --rejects ./a.csv")
    assert done.returncode == 2
    assert "named twice" in done.stderr


def test_a_pipe_in_a_folder_does_not_hang(exports: Path) -> None:
    os.mkfifo(exports / "pipe.csv")
    started = time.monotonic()
    result = profile(exports)
    assert time.monotonic() - started < 20
    assert [(file.path, file.reason.split(",")[0]) for file in result.unread] == [
        ("pipe.csv", "is a pipe or device")
    ]


def test_an_empty_source_is_not_the_working_directory(exports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(exports)
    with pytest.raises(UsageError, match="empty text"):
        profile("")


@pytest.mark.parametrize(
    ("line", "code", "says"),
    [
        ("mopsctl audit - -q <&-", 3, "standard input is empty"),
        ("mopsctl audit exports -q --fail-on never <&-", 0, ""),
        ("mopsctl audit exports -q --fail-on never -o a.json >&-", 0, ""),
        ("mopsctl audit exports --fail-on never 2>&-", 0, ""),
        ("mopsctl audit exports -q > /dev/full", 2, "cannot write to standard output: No space left on device"),
        ("mopsctl audit exports -q -f json > /dev/full", 2, "cannot write to standard output"),
        ("mopsctl audit nothing.csv 2> /dev/full", 3, ""),
        ("mopsctl audit exports -o /dev/full", 2, "give it one of the endings"),
        ("mkdir gone; cd gone; rmdir ../gone; mopsctl audit \"$OLDPWD/exports\" -q --fail-on never", 0, ""),
    ],
)  # fmt: skip
def test_streams_that_are_closed_or_full(
    exports: Path, shell: Shell, line: str, code: int, says: str
) -> None:
    done = shell(line)
    assert (done.returncode, done.stderr.count("\n")) == (code, 1 if says else 0), done.stderr
    assert says in done.stderr


def test_a_terminal_of_few_characters_shows_what_it_can(exports: Path, shell: Shell) -> None:
    for line in ("audit exports -q -v --fail-on never", "rules explain contact-email-valid", "rules list"):
        done = shell(f"mopsctl {line}", PYTHONIOENCODING="ascii")
        assert (done.returncode, done.stderr) == (0, "")


def test_the_list_of_rules_ends_quietly_with_its_reader(shell: Shell) -> None:
    done = shell("mopsctl rules list | true; exit ${PIPESTATUS[0]}")
    assert (done.returncode, done.stderr) == (141, "")


def test_rules_from_elsewhere_cannot_write_to_the_terminal(tmp_path: Path, shell: Shell) -> None:
    (tmp_path / "mopsctl.yaml").write_text(
        'rules: [{id: a, object: contact, kind: required, field: email, title: "x\\e[2J", why: "y\\a\\e]0;z\\a"}]\n'
    )
    for line in ("rules list", "rules explain a"):
        shown = shell(f"mopsctl {line}").stdout
        assert "x" in shown
        assert not {"\x1b", "\a"} & set(shown)


def test_ten_thousand_columns_of_one_name() -> None:
    started = time.monotonic()
    headers, _ = mend_headers(["Amount"] * 10_000)
    assert len(set(headers)) == 10_000
    assert time.monotonic() - started < 2


@pytest.mark.parametrize("name", ["json", "csv", "parquet", "xlsx"])
def test_a_report_ends_quietly_with_its_reader(exports: Path, shell: Shell, name: str) -> None:
    done = shell(f"mopsctl audit exports -q --fail-on never -f {name} | sleep 0; exit ${{PIPESTATUS[0]}}")
    assert (done.returncode, done.stderr) == (141, "")
