"""The file of rejects: everything needed to find the place, nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import stat

import pytest

from mopsctl.errors import UsageError
from mopsctl.sources.rejects import write_rejects
from mopsctl.sources.table import ProblemKind, ReadProblem

PROBLEMS = [
    ReadProblem("a.csv", 7, ProblemKind.REJECTED, "5 cells where the header has 4", '=HYPERLINK("x"),b\nc'),
    ReadProblem("b.xlsx", None, ProblemKind.NOTE, "the sheet is hidden", "", "Old"),
]


def test_rejects_say_where_and_why(tmp_path):
    write_rejects(tmp_path / "rejects.csv", PROBLEMS)
    with (tmp_path / "rejects.csv").open(newline="", encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert rows[0] == {
        "file": "a.csv",
        "line": "7",
        "sheet": "",
        "kind": "rejected",
        "reason": "5 cells where the header has 4",
        "text": '\'=HYPERLINK("x"),b\nc',
    }
    assert rows[1]["sheet"] == "Old"
    assert rows[1]["line"] == ""


def test_rejects_are_private(tmp_path):
    write_rejects(tmp_path / "rejects.csv", PROBLEMS)
    assert stat.S_IMODE((tmp_path / "rejects.csv").stat().st_mode) == 0o600


def test_a_folder_that_does_not_exist_is_a_usage_error(tmp_path):
    with pytest.raises(UsageError, match=r"cannot write .*rejects\.csv"):
        write_rejects(tmp_path / "nowhere" / "rejects.csv", PROBLEMS)
