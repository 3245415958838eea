"""Every rule kind on the cases in ``cases/<kind>.yaml``, through the engine; anyone can add a case there.

`mopsctl.testing` says what is in such a file.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from mopsctl.engine.registry import kinds
from mopsctl.testing import Case, Said, case_groups, judged

CASES = Path(__file__).parent / "cases"
GROUPS = [group for path in sorted(CASES.glob("*.yaml")) for group in case_groups(path)]


@dataclass(frozen=True)
class Place:
    """Where a case stands."""

    group: int
    place: int

    @property
    def case(self) -> Case:
        return GROUPS[self.group].cases[self.place]

    def __str__(self) -> str:
        group = GROUPS[self.group]
        return f"{group.rule.kind.name}: {group.about}: {self.case.example!r}"


def _places(good: bool) -> list[Place]:
    return [
        Place(number, place)
        for number, group in enumerate(GROUPS)
        for place, case in enumerate(group.cases)
        if (case.expected is None) is good
    ]


@cache
def _judged(group: int) -> list[Said | None]:
    return judged(GROUPS[group])


@pytest.mark.parametrize("at", _places(good=True), ids=str)
def test_what_keeps_to_the_rule_is_not_found(at: Place) -> None:
    assert _judged(at.group)[at.place] is None


@pytest.mark.parametrize("at", _places(good=False), ids=str)
def test_what_breaks_the_rule_is_found_and_explained(at: Place) -> None:
    assert _judged(at.group)[at.place] == at.case.expected


@pytest.mark.parametrize("good", [True, False])
def test_every_installed_kind_has_cases(good: bool) -> None:
    covered = {GROUPS[at.group].rule.kind.name for at in _places(good)}
    assert covered == set(kinds())
