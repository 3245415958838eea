"""The example company's files: the same each time, well formed but for the damage that they confess."""

from __future__ import annotations

import csv
import re
import string
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd

SUFFIX = string.ascii_uppercase + "012345"
PREFIXES = {
    "accounts.csv": "001",
    "contacts.csv": "003",
    "users.csv": "005",
    "opportunities.csv": "006",
    "campaigns.csv": "701",
    "leads.csv": "00Q",
    "campaign_members.csv": "00v",
}


def test_generator_writes_the_committed_files(examples: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, examples / "make_examples.py", tmp_path], check=True, timeout=120)
    made = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file())
    assert len(made) == 11
    for path in made:
        assert (tmp_path / path).read_bytes() == (examples / path).read_bytes(), path


def test_exports_are_small_enough_to_ship(examples: Path) -> None:
    assert sum(path.stat().st_size for path in (examples / "exports").iterdir()) < 2_500_000


def test_record_counts(exports: dict[str, pd.DataFrame], expected: dict[str, Any]) -> None:
    assert {entry["file"]: entry["records"] for entry in expected["files"]} == {
        file: len(frame) for file, frame in exports.items()
    }


def test_ids_are_salesforce_ids(exports: dict[str, pd.DataFrame]) -> None:
    for file, prefix in PREFIXES.items():
        ids = exports[file]["Id"]
        assert ids.is_unique
        assert ids.str.fullmatch(rf"{prefix}[0-9A-Za-z]{{15}}").all()
        assert (ids.str[:15].map(suffix) == ids.str[15:]).all()


def suffix(id15: str) -> str:
    """Return the checksum that makes an id case-safe, counted bit by bit."""
    flags = ["1" if char in string.ascii_uppercase else "0" for char in id15]
    return "".join(SUFFIX[int("".join(reversed(flags[at : at + 5])), 2)] for at in (0, 5, 10))


def test_suffix_of_a_published_id() -> None:
    """The account that Salesforce's REST API Developer Guide creates in its example."""
    assert suffix("001D000000IqhSL") == "IAZ"


def test_the_damage_is_there(examples: Path, expected: dict[str, Any]) -> None:
    with (examples / "exports" / "leads.csv").open(encoding="utf-8", newline="") as stream:
        header, *rows = csv.reader(stream)
    longer = [row for row in rows if len(row) > len(header)]
    shorter = [row for row in rows if 1 < len(row) < len(header)]
    footer = [row[0] for row in rows if len(row) == 1]
    assert [entry["rows"] for entry in expected["damage"]] == [len(longer), len(shorter), len(footer)]
    assert longer[0][3:5] == ["Ostrevane Media", " Inc."]
    assert footer[1].startswith("Copyright")
    assert rows.index(longer[0]) < rows.index(shorter[0]) < len(rows) - len(footer) - 1


def test_readme_names_every_fault_with_its_count(examples: Path, expected: dict[str, Any]) -> None:
    rows = re.findall(
        r"^\| ([a-z-]+) \| (\S+) \| (.+?) \| ([\d,]+) \|", (examples / "README.md").read_text("utf-8"), re.M
    )
    told = sorted((fault, file, field, int(count.replace(",", ""))) for fault, file, field, count in rows)
    said = sorted(
        (entry["fault"], entry["file"], entry["field"], entry["count"]) for entry in expected["faults"]
    )
    assert told == said


def test_each_record_is_in_one_cluster(clusters: pd.DataFrame, exports: dict[str, pd.DataFrame]) -> None:
    assert clusters["id"].is_unique
    assert (clusters.groupby("cluster")["id"].count() > 1).all()
    known = {record for frame in exports.values() for record in frame.iloc[:, 0]}
    assert set(clusters["id"]) <= known
