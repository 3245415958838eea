"""Every rule kind on the cases in ``cases/<kind>.yaml``, through the engine; anyone can add a case there.

A file is a list of groups: ``about``, ``rule`` (its keys), ``as_of``, ``default_country`` and
``placeholders`` where they matter, ``good`` examples, and ``bad`` ones, each with the ``message`` and the
``suggestion`` (none where it is left out) that the user reads. Examples have the forms of a rule's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mopsctl.engine.examples import example_tables
from mopsctl.engine.kinds import Scope
from mopsctl.engine.located import Located, load_yaml
from mopsctl.engine.registry import kinds
from mopsctl.engine.rule import Rule, make_rule
from mopsctl.engine.trial import try_rule
from mopsctl.findings import Finding

CASES = Path(__file__).parent / "cases"


def _groups() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(CASES.glob("*.yaml")):
        for group in load_yaml(path.read_text(encoding="utf-8"), path.name):
            yield f"{path.stem}: {group['about']}", group


def _cases(side: str) -> list[Any]:
    return [
        pytest.param(group, case, id=f"{name}: {case['example'] if side == 'bad' else case!r}")
        for name, group in _groups()
        for case in group.get(side, [])
    ]


def _rule(group: dict[str, Any]) -> Rule:
    written = Located("case", 1)
    written.update({"id": "case", "object": "contact", **group["rule"]})
    return make_rule(written, kinds())


def _judge(group: dict[str, Any], example: Any) -> Finding | None:
    rule = _rule(group)
    tables = example_tables(rule, example)
    scope = Scope(date.fromisoformat(group.get("as_of", "2026-06-30")), group.get("default_country"))
    trial = try_rule(rule, tables.rows, tables.others, scope, group.get("placeholders"))
    assert trial.not_checked is None
    assert set(trial.findings) <= {len(tables.rows) - 1}, "only the last record of a table may be found"
    return trial.findings.get(len(tables.rows) - 1)


@pytest.mark.parametrize(("group", "example"), _cases("good"))
def test_what_keeps_to_the_rule_is_not_found(group: dict[str, Any], example: Any) -> None:
    finding = _judge(group, example)
    assert finding is None, f"found although it keeps to the rule: {finding.message}"


@pytest.mark.parametrize(("group", "case"), _cases("bad"))
def test_what_breaks_the_rule_is_found_and_explained(group: dict[str, Any], case: dict[str, Any]) -> None:
    finding = _judge(group, case["example"])
    assert finding is not None, "not found although it breaks the rule"
    assert finding.message == case["message"]
    assert finding.suggestion == case.get("suggestion")


def test_every_installed_kind_has_cases() -> None:
    assert {path.stem for path in CASES.glob("*.yaml")} == set(kinds())


def test_every_kind_has_good_and_bad_cases() -> None:
    for side in ("good", "bad"):
        assert {group["rule"]["kind"] for _, group in _groups() if group.get(side)} == set(kinds()), side
