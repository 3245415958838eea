"""Every rule kind on the cases in ``cases/<kind>.yaml``, through the engine; anyone can add a case there.

A file is a list of groups: ``about``, ``rule`` (its keys), ``as_of``, ``default_country`` and
``placeholders`` where they matter, ``good`` examples, and ``bad`` ones, each with the ``message`` and the
``suggestion`` (none where it is left out) that the user reads. Examples have the forms of a rule's own. Those
of a group stand in one table, unless the rule compares records.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from mopsctl.engine.examples import ExampleTables, example_tables
from mopsctl.engine.kinds import Scope, TableKind
from mopsctl.engine.located import Located, load_yaml
from mopsctl.engine.registry import kinds
from mopsctl.engine.rule import Rule, make_rule
from mopsctl.engine.trial import try_rule
from mopsctl.findings import Finding

CASES = Path(__file__).parent / "cases"
GROUPS: list[dict[str, Any]] = [
    group
    for path in sorted(CASES.glob("*.yaml"))
    for group in load_yaml(path.read_text(encoding="utf-8"), path.name)
]


@dataclass(frozen=True)
class Case:
    """One example of a group; ``expected`` is what the user reads where it breaks the rule."""

    group: int
    place: int
    example: Any
    expected: dict[str, Any] | None

    def __str__(self) -> str:
        group = GROUPS[self.group]
        return f"{group['rule']['kind']}: {group['about']}: {self.example!r}"


def _cases() -> Iterator[Case]:
    for number, group in enumerate(GROUPS):
        good, bad = group.get("good", []), group.get("bad", [])
        for place, example in enumerate(good):
            yield Case(number, place, example, None)
        for place, expected in enumerate(bad, start=len(good)):
            yield Case(number, place, expected["example"], expected)


ALL = list(_cases())


def _rule(group: dict[str, Any]) -> Rule:
    written = Located("case", 1)
    written.update({"id": "case", "object": "contact", **group["rule"]})
    return make_rule(written, kinds())


def _judge(group: dict[str, Any], rule: Rule, tables: ExampleTables) -> dict[int, Finding]:
    scope = Scope(date.fromisoformat(group.get("as_of", "2026-06-30")), group.get("default_country"))
    trial = try_rule(rule, tables.rows, tables.others, scope, group.get("placeholders"))
    assert trial.not_checked is None
    return trial.findings


@cache
def _findings(number: int) -> list[Finding | None]:
    """The finding of each example of a group, None where it keeps to the rule."""
    group, rule = GROUPS[number], _rule(GROUPS[number])
    examples = [example_tables(rule, case.example) for case in ALL if case.group == number]
    if not isinstance(rule.kind, TableKind):
        found = _judge(group, rule, ExampleTables([row for tables in examples for row in tables.rows]))
        return [found.get(place) for place in range(len(examples))]
    judged = [(_judge(group, rule, tables), len(tables.rows) - 1) for tables in examples]
    assert all(set(found) <= {last} for found, last in judged), "only the last record may be found"
    return [found.get(last) for found, last in judged]


@pytest.mark.parametrize("case", [case for case in ALL if case.expected is None], ids=str)
def test_what_keeps_to_the_rule_is_not_found(case: Case) -> None:
    finding = _findings(case.group)[case.place]
    assert finding is None, f"found although it keeps to the rule: {finding.message}"


@pytest.mark.parametrize("case", [case for case in ALL if case.expected is not None], ids=str)
def test_what_breaks_the_rule_is_found_and_explained(case: Case) -> None:
    finding = _findings(case.group)[case.place]
    assert finding is not None, "not found although it breaks the rule"
    assert case.expected is not None
    assert finding.message == case.expected["message"]
    assert finding.suggestion == case.expected.get("suggestion")


@pytest.mark.parametrize("side", ["good", "bad"])
def test_every_installed_kind_has_cases(side: str) -> None:
    assert {group["rule"]["kind"] for group in GROUPS if group.get(side)} == set(kinds())
