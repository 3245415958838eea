"""Pairs that must and must not be found, each with its reason: ``cases/*.yaml``.

A case has ``records`` in canonical fields and what is expected of them:

- ``duplicate``: in one group, in whatever band; ``auto``, ``review``, ``job-change``: so, and in that band;
- ``not_auto``: found or not, but not to be merged without a look; ``not_duplicate``: in no group together;
- ``link``, ``no_link``: a person and the account that they belong to;
- ``groups``: records that are together, and apart from those of the other groups; ``links``: pairs that are linked.

All the cases of a file are searched in one go, amid 2,000 made people.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest
import yaml

from .background import fill_cells, write

FOLDER = Path(__file__).parent / "cases"


@dataclass(frozen=True, slots=True)
class Case:
    topic: str
    number: int
    name: str
    of_object: str
    records: tuple[dict[str, str], ...]
    expect: str | None
    groups: tuple[tuple[str, ...], ...]
    links: tuple[tuple[str, str], ...]
    fill: tuple[dict[str, Any], ...]

    def placed(self) -> Iterator[tuple[str, dict[str, str]]]:
        """The object of each record, and the record with an id that no other case has."""
        for record in self.records:
            cells = {name: value for name, value in record.items() if name != "object"}
            yield record.get("object", self.of_object), {**cells, "id": self.id_of(record["id"])}

    def id_of(self, letter: str) -> str:
        return f"{self.topic}-{self.number:02d}-{letter}"

    def ids(self) -> list[str]:
        return [self.id_of(record["id"]) for record in self.records]


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, by record ids: the group and band of each, the band of each pair, and links."""

    groups: dict[str, tuple[str, str]]
    bands: dict[frozenset[str], str]
    links: frozenset[frozenset[str]]

    def together(self, one: str, other: str) -> bool:
        return one in self.groups and self.groups[one][0] == self.groups.get(other, ("", ""))[0]

    def band(self, one: str, other: str) -> str | None:
        """The band of the pair, else that of the group which both are in; None where they are apart."""
        direct = self.bands.get(frozenset((one, other)))
        return direct or (self.groups[one][1] if self.together(one, other) else None)


def _case(topic: str, number: int, said: dict[str, Any]) -> Case:
    assert said["why"], "a case says why"
    assert ("expect" in said) + ("groups" in said) + ("links" in said) == 1
    return Case(
        topic=topic,
        number=number,
        name=said["name"],
        of_object=said.get("object", "contact"),
        records=tuple(said["records"]),
        expect=said.get("expect"),
        groups=tuple(map(tuple, said.get("groups", ()))),
        links=tuple((one, other) for one, other in said.get("links", ())),
        fill=tuple(said.get("fill", ())),
    )


@cache
def cases() -> tuple[Case, ...]:
    return tuple(
        _case(path.stem, number, said)
        for path in sorted(FOLDER.glob("*.yaml"))
        # Every cell is text: 07700 is no number, and no is no boolean.
        for number, said in enumerate(yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader), start=1)
    )


@pytest.fixture(scope="session")
def found_in(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Found]:
    """What a search of all the cases of a topic found; searched once."""

    @cache
    def search(topic: str) -> Found:
        folder = tmp_path_factory.mktemp(topic)
        write_topic(folder, [case for case in cases() if case.topic == topic])
        return find(folder)

    return search


def write_topic(folder: Path, of_topic: list[Case]) -> None:
    placed = [pair for case in of_topic for pair in case.placed()]
    fill = [cells for case in of_topic for cells in fill_cells(case.fill)]
    for of_object in {"contact", *(of_object for of_object, _ in placed)}:
        records = [record for placed_object, record in placed if placed_object == of_object]
        write(folder, of_object, records, fill if of_object == "contact" else ())


def find(folder: Path) -> Found:
    from mopsctl.auditing.dedupe import find_duplicates

    duplicates = find_duplicates(folder)
    groups, pairs, records = duplicates.groups, duplicates.pairs, duplicates.records
    members = zip(records.ids(groups["record"]), groups["group"], groups["band"], strict=True)
    sides = zip(records.ids(pairs["left"]), records.ids(pairs["right"]), strict=True)
    bands = dict(zip(map(frozenset, sides), zip(pairs["band"], pairs["link"], strict=True), strict=True))
    return Found(
        groups={record: (group, band) for record, group, band in members},
        bands={pair: band for pair, (band, is_link) in bands.items() if not is_link},
        links=frozenset(pair for pair, (_, is_link) in bands.items() if is_link),
    )


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.topic}: {case.name}")
def test_case(case: Case, found_in: Callable[[str], Found]) -> None:
    found = found_in(case.topic)
    if case.expect:
        for one, other in combinations(case.ids(), 2):
            _check_pair(found, one, other, case.expect)
    for group in case.groups:
        for one, other in combinations(map(case.id_of, group), 2):
            assert found.together(one, other), f"{one} and {other} are one: band {found.band(one, other)}"
    for group, elsewhere in combinations(case.groups, 2):
        for one, other in product(map(case.id_of, group), map(case.id_of, elsewhere)):
            assert not found.together(one, other), f"{one} and {other} are two: band {found.band(one, other)}"
    if case.links:
        wanted = {frozenset(map(case.id_of, link)) for link in case.links}
        assert {link for link in found.links if link & set(case.ids())} == wanted


def _check_pair(found: Found, one: str, other: str, expect: str) -> None:
    band, together = found.band(one, other), found.together(one, other)
    match expect:
        case "duplicate":
            assert together, f"{one} and {other} are one"
        case "not_duplicate":
            assert not together, f"{one} and {other} are two: band {band}"
        case "not_auto":
            assert band != "auto"
        case "link" | "no_link":
            assert (frozenset((one, other)) in found.links) == (expect == "link")
            assert not together, "a person is no duplicate of an account"
        case _:
            assert band == expect


def test_every_case_has_its_own_name() -> None:
    named = [(case.topic, case.name) for case in cases()]
    assert len(named) == len(set(named))
    assert {case.expect for case in cases()} <= {
        *("duplicate", "not_duplicate", "auto", "review", "job-change", "not_auto", "link", "no_link", None)
    }
