"""What is found does not depend on the order of records, on that of columns, or on how files are cut."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from mopsctl.auditing.dedupe import find_duplicates
from mopsctl.config import Config

from .background import Maker
from .headers import HEADERS

Rows = Sequence[Mapping[str, str]]
RECORDS = 350
THINGS = {
    "id": "Key",
    "name": "Title",
    "company": "Publisher",
    "city": "Town",
    "postal_code": "Shelf",
    "phone": "Code",
}
"""Columns that no CRM has."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Groups by their members and pairs by their ends, with what is said of them."""

    groups: Mapping[frozenset[str], str]
    records: Mapping[str, tuple[float, str]]
    pairs: Mapping[frozenset[str], tuple[float, str, str]]


def answer(source: Path) -> Answer:
    found = find_duplicates(source, Config())
    ids = found.records.ids(range(len(found.records)))
    groups, records, pairs = found.groups, {}, {}
    members = groups.groupby("group")["record"].agg(lambda places: frozenset(ids[place] for place in places))
    for row in groups.itertuples():
        records[ids[row.record]] = (row.score, row.scenario)
    for row in found.pairs.itertuples():
        pairs[frozenset([ids[row.left], ids[row.right]])] = (row.score, row.scenario, row.band)
    return Answer({members[name]: name for name in members.index}, records, pairs)


def write(path: Path, headers: Mapping[str, str], rows: Rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(headers.values())
        writer.writerows([row.get(name, "") for name in headers] for row in rows)


def contacts(seed: int) -> tuple[Mapping[str, str], Rows]:
    rows = Maker(seed).people(RECORDS, "C")
    return {
        name: HEADERS["contact"][name] for name in HEADERS["contact"] if any(row.get(name) for row in rows)
    }, rows


def companies(seed: int) -> tuple[Mapping[str, str], Rows]:
    rows = Maker(seed).accounts("A")
    return HEADERS["account"], rows


def things(seed: int) -> tuple[Mapping[str, str], Rows]:
    rows = Maker(seed).accounts("T")[-RECORDS:]
    return THINGS, [{**row, "company": row.get("industry", "")} for row in rows]


@pytest.mark.parametrize(("made", "seed"), [(contacts, 1), (contacts, 2), (companies, 3), (things, 4)])
def test_order_and_cutting_change_nothing(
    tmp_path: Path, made: Callable[[int], tuple[Mapping[str, str], Rows]], seed: int
) -> None:
    headers, rows = made(seed)
    random = Random(seed)
    write(tmp_path / "records.csv", headers, rows)
    expected = answer(tmp_path / "records.csv")
    assert len(expected.groups) > 5

    shuffled = random.sample(list(rows), len(rows))
    turned = dict(random.sample(list(headers.items()), len(headers)))
    (tmp_path / "shuffled").mkdir()
    write(tmp_path / "shuffled" / "records.csv", headers, shuffled)
    (tmp_path / "turned").mkdir()
    write(tmp_path / "turned" / "records.csv", turned, shuffled)
    folder = tmp_path / "cut"
    folder.mkdir()
    for number in range(3):
        write(folder / f"records-{number}.csv", headers, shuffled[number::3])
    for other in ("shuffled/records.csv", "turned/records.csv", *(["cut"] if made is not things else [])):
        found = answer(tmp_path / other)
        assert found.groups == expected.groups, other
        assert found.records == expected.records, other
        assert found.pairs == expected.pairs, other
