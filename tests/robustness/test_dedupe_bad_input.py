"""Sources that nobody would wish for: the search for duplicates ends, and says something sensible."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random

import pytest

from mopsctl.auditing.dedupe import DedupeOptions, find_duplicates
from mopsctl.auditing.options import AuditOptions
from mopsctl.matching.duplicates import Duplicates

HEADERS = ("Contact ID", "First Name", "Last Name", "Email", "Account Name", "Mailing City")
ANN = ("Ann", "Marchetti", "ann.marchetti@lagunaglass.com", "Laguna Glass", "Trieste")
BEN = ("Ben", "Okonjo", "ben.okonjo@harborfreightlines.com", "Harbor Freight Lines", "Lagos")


def written(
    folder: Path, rows: Iterable[Sequence[str]], headers: Sequence[str] = HEADERS, name: str = "contacts.csv"
) -> Path:
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([headers, *rows])
    return path


def numbered(people: Iterable[Sequence[str]]) -> list[tuple[str, ...]]:
    return [(f"C{number}", *person) for number, person in enumerate(people)]


def strangers(count: int) -> list[tuple[str, ...]]:
    """People who have nothing in common."""
    letters = Random(1)
    words = ["".join(letters.choices("abdefgiklmnoprstu", k=9)).title() for _ in range(4 * count)]
    rows = zip(words[::4], words[1::4], words[2::4], words[3::4], strict=True)
    return [(one, other, f"{one}.{other}@{firm}.com".lower(), firm, city) for one, other, firm, city in rows]


def groups_of(found: Duplicates) -> list[list[str]]:
    """The record ids of each group."""
    ids = found.groups.assign(id=found.records.ids(found.groups["record"]))
    return sorted(sorted(group) for _, group in ids.groupby("group")["id"])


@pytest.mark.parametrize("rows", [[], numbered([ANN])], ids=["no record", "one record"])
def test_too_few_records_to_compare(tmp_path: Path, rows: list[tuple[str, ...]]) -> None:
    found = find_duplicates(written(tmp_path, rows))
    assert len(found.pairs) == len(found.groups) == 0


def test_two_records(tmp_path: Path) -> None:
    assert groups_of(find_duplicates(written(tmp_path, numbered([ANN, ANN])))) == [["C0", "C1"]]
    assert groups_of(find_duplicates(written(tmp_path, numbered([ANN, BEN])))) == []


def test_every_record_is_the_same(tmp_path: Path) -> None:
    found = find_duplicates(written(tmp_path, numbered([ANN] * 10)))
    assert [len(group) for group in groups_of(found)] == [10]
    assert set(found.groups["band"]) == {"auto"}
    assert len(found.pairs) == 45
    explained = found.explain(3, 7)
    assert explained.score == found.pairs["score"].iloc[0]
    assert explained.not_compared is None
    assert "the same in all that is compared" in explained.keys


def test_thousands_of_copies_are_one_group_that_is_looked_at(tmp_path: Path) -> None:
    found = find_duplicates(written(tmp_path, numbered([*[ANN] * 3_000, BEN])))
    assert [len(group) for group in groups_of(found)] == [3_000]
    assert set(found.groups["band"]) == {"review"}
    assert found.groups["reason"].str.contains("larger than any that is merged unseen").all()
    # Each is joined with one of them, not with each of the others: that would be millions of pairs.
    assert len(found.pairs) == 2_999


def test_identical_accounts_with_a_name_and_a_web_site_only(tmp_path: Path) -> None:
    headers = ("Account ID", "Account Name", "Website", "Industry")
    rows = [(f"A{number}", "Laguna Glass", "lagunaglass.com", "Glass") for number in range(12)]
    found = find_duplicates(written(tmp_path, rows, headers, "accounts.csv"))
    assert [len(group) for group in groups_of(found)] == [12]
    assert set(found.groups["band"]) == {"auto"}


def test_copies_are_found_whatever_their_order(tmp_path: Path) -> None:
    slip = ("Ann", "Marcheti", *ANN[2:])
    records = numbered([ANN, BEN, ANN, slip, BEN, ANN, *strangers(300)])
    found = find_duplicates(written(tmp_path, records))
    backwards = find_duplicates(written(tmp_path, records[::-1], name="contacts_2.csv"))
    assert groups_of(found) == groups_of(backwards) == [["C0", "C2", "C3", "C5"], ["C1", "C4"]]
    assert sorted(found.groups["group"]) == sorted(backwards.groups["group"])
    assert sorted(found.pairs["score"]) == sorted(backwards.pairs["score"])


def test_many_people_behind_one_mailbox_stay_apart(tmp_path: Path) -> None:
    people = [(one, other, "info@lagunaglass.com", "Laguna Glass", "") for one, other, *_ in strangers(700)]
    found = find_duplicates(written(tmp_path, numbered(people)))
    assert groups_of(found) == []
    assert any(key.split or key.not_compared for key in found.keys)


def test_nothing_but_a_city_or_first_name_makes_no_duplicates(tmp_path: Path) -> None:
    cities = [("", "", "", "", "Trieste")] * 40 + [("", "", "", "", "Lagos")] * 40
    names = [("Ann", "", "", "", "")] * 40
    assert groups_of(find_duplicates(written(tmp_path, numbered([*cities, *names, BEN])))) == []


def test_all_cells_are_empty(tmp_path: Path) -> None:
    found = find_duplicates(written(tmp_path, numbered([("", "", "", "", "")] * 50)))
    assert len(found.groups) == 0
    assert any("no column can be compared" in note for note in found.notes)


def test_no_column_that_says_anything(tmp_path: Path) -> None:
    rows = [(f"{number}", "2026-01-01") for number in range(30)]
    found = find_duplicates(written(tmp_path, rows, ("Id", "Created Date"), "things.csv"))
    assert len(found.groups) == 0
    assert any("can be compared" in note for note in found.notes)


def test_one_column_only(tmp_path: Path) -> None:
    names = ["Giacomo Belvedere-Rossini", "giacomo belvedere-rossini", "Ingrid Aaltonen", "Takeshi Murakawa"]
    found = find_duplicates(written(tmp_path, [(name,) for name in names], ("Full Name",)))
    assert all(len(group) <= 2 for group in groups_of(found))
    assert "auto" not in set(found.groups["band"])


def test_ids_that_are_missing_are_said_and_records_named_by_their_line(tmp_path: Path) -> None:
    path = written(tmp_path, [ANN, ANN, BEN], HEADERS[1:])
    found = find_duplicates(path)
    assert groups_of(found) == [[f"{path}:2", f"{path}:3"]]
    assert any("no id column" in note for note in found.notes)


def test_repeated_ids_are_said_and_not_taken_for_one_record(tmp_path: Path) -> None:
    found = find_duplicates(written(tmp_path, [("C1", *ANN), ("C1", *BEN), ("C2", *ANN)]))
    assert len(found.records) == 3
    assert any("contact C1 (2 records)" in note for note in found.notes)
    assert [sorted(group) for group in groups_of(found)] == [["C1", "C2"]]


ODD = {
    "a megabyte": "x" * 1_000_000,
    "emoji": "Ann 👩‍💻🏳️‍🌈",
    "right to left": "\u202eمحمد\u202c",
    "control characters": "Ann\x07\x7f",
    "NUL": "Ann\x00Marchetti",
    "combining marks": "A" + "\u0301" * 500,
    "lone line ends": "Ann\r\nMarchetti\n",
    "a formula": "=cmd|' /C calc'!A0",
}


@pytest.mark.parametrize("value", ODD.values(), ids=ODD.keys())
def test_odd_values_in_every_field(tmp_path: Path, value: str) -> None:
    odd = (value, value, value, value, value)
    found = find_duplicates(written(tmp_path, numbered([ANN, ANN, odd, odd, BEN, *strangers(60)])))
    assert ["C0", "C1"] in groups_of(found)
    assert not any({"C0", "C4"} & set(group) and {"C2", "C3"} & set(group) for group in groups_of(found))
    found.explain(0, 2)


def test_three_thousand_columns(tmp_path: Path) -> None:
    more = [f"Custom {number}" for number in range(3_000)]
    rows = [(*person, *(f"v{number}" for number in range(3_000))) for person in numbered([ANN, ANN, BEN])]
    assert groups_of(find_duplicates(written(tmp_path, rows, (*HEADERS, *more)))) == [["C0", "C1"]]


def test_an_object_that_nobody_knows(tmp_path: Path) -> None:
    kinds = ("booster pump", "pneumatic cylinder", "ball valve", "drive", "level sensor", "gearbox", "filter")
    makers = ("Grundfos", "Festo", "Danfoss", "Wilo", "Siemens", "Bosch")
    goods = [f"{maker} {kind} {len(maker)}{len(kind)}" for maker in makers for kind in kinds]
    rows = [(str(number), name, f"98{number * 7919:07d}") for number, name in enumerate(goods)]
    rows.append(("again", goods[0].upper(), rows[0][2]))
    found = find_duplicates(written(tmp_path, rows, ("Id", "Article", "Maker Number"), "articles.csv"))
    assert groups_of(found) == [["0", "again"]]


def test_what_is_called_contacts_and_is_not(tmp_path: Path) -> None:
    rows = [("1", "Pump", "12.50"), ("2", "Valve", "8.10"), ("3", "Pump", "12.50")]
    path = written(tmp_path, rows, ("Id", "Article", "Price"), "articles.csv")
    found = find_duplicates(path, options=DedupeOptions(AuditOptions(object="contact")))
    assert found.counts == {"contact": 3}
    assert found.records.ids(found.groups["record"].to_numpy(int)) == [
        "1",
        "3",
    ]  # the same in all that they have


def test_the_command_ends_well_where_there_is_nothing_to_find(tmp_path: Path) -> None:
    path = written(tmp_path, [])
    script = Path(sys.executable).parent / "mopsctl"
    ended = subprocess.run(
        [script, "dedupe", "find", path, "-o", "g.csv", "--pairs", "p.csv", "-q"],
        cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert (ended.returncode, ended.stderr) == (0, "")
    assert (tmp_path / "g.csv").read_text(encoding="utf-8").startswith("group_id,record_id")
    assert (tmp_path / "p.csv").read_text(encoding="utf-8").startswith("id_a,id_b")
