"""``mopsctl rules suggest`` as a user has it."""

from __future__ import annotations

import json
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_what_is_printed_is_a_configuration(mopsctl: Run, contacts: Path, tmp_path: Path) -> None:
    done = mopsctl("rules", "suggest", contacts)
    assert done.returncode == 0
    (tmp_path / "mopsctl.yaml").write_text(done.stdout, encoding="utf-8")
    assert mopsctl("rules", "test", "--require-examples").returncode == 0
    found = json.loads(mopsctl("audit", contacts, "-f", "json", "--fail-on", "never").stdout)
    assert {finding["value"] for finding in found["findings"]} == {"B20", "Golld", ""}


def test_a_file_is_private_and_its_ending_chooses_the_format(
    mopsctl: Run, contacts: Path, tmp_path: Path
) -> None:
    path = tmp_path / "learned.json"
    done = mopsctl("rules", "suggest", contacts, "-o", path)
    assert (done.returncode, done.stdout) == (0, "")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert json.loads(path.read_text(encoding="utf-8"))["command"] == "rules suggest"


def test_the_source_is_never_written_over(mopsctl: Run, contacts: Path) -> None:
    before = contacts.read_text(encoding="utf-8")
    assert mopsctl("rules", "suggest", contacts, "-o", contacts).returncode == 2
    assert contacts.read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("--min-support", "1.5", "give a share from 0.5 to below 1"),
        ("--min-records", "0", "give a number of records"),
        ("-f", "toml", "yaml or json"),
    ],
)
def test_a_mistake_is_one_sentence(mopsctl: Run, contacts: Path, option: str, value: str, words: str) -> None:
    done = mopsctl("rules", "suggest", contacts, option, value)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_the_options_say_the_defaults_of_the_library(mopsctl: Run) -> None:
    from mopsctl.suggesting import options

    shown = mopsctl("rules", "suggest", "--help").stdout
    for default in (options.MIN_SUPPORT, options.MIN_RECORDS, options.EXAMPLES):
        assert f"[default: {default}" in shown
