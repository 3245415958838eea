"""Cases of a rule kind in YAML, judged through the engine: for the tests of whoever writes a kind.

A file is a list of groups: ``about``, ``rule`` (its keys), ``as_of``, ``default_country`` and
``placeholders`` where they matter, ``good`` examples, and ``bad`` ones, each with the ``message`` and the
``suggestion`` (none where it is left out) that the user reads. Examples have the forms of a rule's own. Those
of a group stand in one table, unless the rule compares records.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from mopsctl.engine.examples import ExampleTables, example_tables
from mopsctl.engine.kinds import Scope, TableKind
from mopsctl.engine.located import Located, load_yaml
from mopsctl.engine.registry import kinds
from mopsctl.engine.rule import Example, Rule, make_rule
from mopsctl.engine.trial import try_rule
from mopsctl.findings import Finding

DAY = "2026-06-30"
"""On which a group is judged that names no other day."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a user reads of a record that breaks a rule."""

    message: str
    suggestion: str | None


@dataclass(frozen=True, slots=True)
class Case:
    """An example; ``expected`` is None where it keeps to the rule."""

    example: Example
    expected: Said | None


@dataclass(frozen=True, slots=True)
class CaseGroup:
    """Cases of one rule."""

    about: str
    rule: Rule
    scope: Scope
    cases: tuple[Case, ...]
    placeholders: dict[str, list[str]] = field(default_factory=dict)


def case_groups(path: Path) -> list[CaseGroup]:
    """The groups of a file.

    :raises ConfigError: for a rule that cannot be, and text that is not YAML.
    """
    return [_group(written) for written in load_yaml(path.read_text(encoding="utf-8"), path.name)]


def judged(group: CaseGroup) -> list[Said | None]:
    """What the user reads of each case, None where nothing is found.

    :raises ValueError: where the rule is not checked at all, or finds a record that no case is about.
    """
    tables = [example_tables(group.rule, case.example) for case in group.cases]
    if isinstance(group.rule.kind, TableKind):
        return [_last(group, example) for example in tables]
    found = _findings(group, ExampleTables([row for example in tables for row in example.rows]))
    return [_said(found.get(place)) for place in range(len(tables))]


def failing_cases(path: Path) -> list[str]:
    """A sentence for each case of a file that does not come out as it says."""
    return [complaint for group in case_groups(path) for complaint in _complaints(group)]


def _complaints(group: CaseGroup) -> Iterator[str]:
    for case, said in zip(group.cases, judged(group), strict=True):
        if said != case.expected:
            yield f"{group.about}: {case.example!r} gives {said}, not {case.expected}"


def _group(written: Located) -> CaseGroup:
    usual = Located(*_place(written["rule"]))
    usual.update({"id": "case", "object": "contact"})
    good = [Case(example, None) for example in written.get("good", [])]
    bad = [
        Case(case["example"], Said(case["message"], case.get("suggestion")))
        for case in written.get("bad", [])
    ]
    scope = Scope(date.fromisoformat(written.get("as_of", DAY)), written.get("default_country"))
    placeholders: dict[str, list[str]] = written.get("placeholders", {})
    return CaseGroup(
        written["about"],
        make_rule(usual.merged(written["rule"]), kinds()),
        scope,
        (*good, *bad),
        placeholders,
    )


def _place(mapping: Located) -> tuple[str, int]:
    file, _, line = mapping.place.rpartition(":")
    return file, int(line)


def _last(group: CaseGroup, tables: ExampleTables) -> Said | None:
    """What is said of the last record, the only one that may be found."""
    found = _findings(group, tables)
    last = len(tables.rows) - 1
    if not set(found) <= {last}:
        raise ValueError(f"{group.about}: a record before the last one is found, too")
    return _said(found.get(last))


def _findings(group: CaseGroup, tables: ExampleTables) -> dict[int, Finding]:
    trial = try_rule(group.rule, tables.rows, tables.others, group.scope, group.placeholders)
    if trial.not_checked is not None:
        raise ValueError(f"{group.about}: {trial.not_checked}")
    return trial.findings


def _said(finding: Finding | None) -> Said | None:
    return None if finding is None else Said(finding.message, finding.suggestion)
