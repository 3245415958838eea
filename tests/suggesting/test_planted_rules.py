"""Rules planted in an export are found, with their parameters and the records that break them, and no false ones."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from mopsctl.auditing.examine import audit
from mopsctl.config import Config, load_config
from mopsctl.suggesting.fragment import fragment, rule_keys
from mopsctl.suggesting.options import SuggestOptions
from mopsctl.suggesting.proposal import LearnedRule
from mopsctl.suggesting.suggest import suggest_rules

PLANTED: dict[str, dict[str, Any]] = {
    "code": {"kind": "pattern", "field": "Sub No", "pattern": "SUB-[0-9]{5}-[A-Z]{2}"},
    "plan": {"kind": "one_of", "field": "Plan", "values": {"Basic", "Professional", "Team", "Enterprise"}},
    "region": {"kind": "determines", "field": "Region", "determinant": "Market"},
    "seats": {"kind": "range", "field": "Seats", "max": 500},
    "discount": {"kind": "range", "field": "Discount", "min": 0},
    "dates": {"kind": "date_order", "earlier": "Begins", "later": "Ends"},
    "reason": {"kind": "required", "field": "Reason", "where": "\"Status\" = 'Cancelled'"},
    "address": {"kind": "email", "field": "Billing Mail"},
    "ship": {"kind": "expression", "condition": '"Bill To" = "Ship To"'},
    "signed": {"kind": "range", "field": "Signed", "min": "2019-01-01"},
    "segment": {"kind": "required", "field": "Segment"},
    "token": {"kind": "unique", "field": "Token"},
}
ALSO_TRUE: list[dict[str, Any]] = [
    {"kind": "unique", "field": "Sub No"},
    {"kind": "pattern", "field": "Token", "pattern": "[a-f0-9]{16}"},
    {"kind": "country", "field": "Bill To"},
    {"kind": "country", "field": "Ship To"},
    *({"kind": "one_of", "field": field} for field in ("Market", "Region", "Status", "Segment", "Reason")),
]
"""What the generator's code says besides."""


@pytest.fixture(scope="session")
def learned(planted: Any, tmp_path_factory: pytest.TempPathFactory) -> tuple[LearnedRule, ...]:
    path = planted.write(tmp_path_factory.mktemp("planted") / "subscriptions.csv")
    return suggest_rules(path, Config(), SuggestOptions(examples=100)).rules


def _says(rule: LearnedRule, wanted: dict[str, Any]) -> bool:
    keys = rule_keys(rule)
    said = {name: set(value) if isinstance(value, list) else value for name, value in keys.items()}
    is_narrower = "where" in keys and "where" not in wanted
    return not is_narrower and all(said.get(name) == value for name, value in wanted.items())


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_rule_is_found_once_with_its_parameters(
    name: str, learned: tuple[LearnedRule, ...]
) -> None:
    assert [rule.id for rule in learned if _says(rule, PLANTED[name])] != []
    assert len([rule for rule in learned if _says(rule, PLANTED[name])]) == 1


@pytest.mark.parametrize("name", PLANTED)
def test_the_records_that_break_it_are_the_planted_ones(
    name: str, planted: Any, learned: tuple[LearnedRule, ...]
) -> None:
    rule = next(rule for rule in learned if _says(rule, PLANTED[name]))
    assert rule.failed == len(planted.breakers[name])
    assert sum(breaker.records for breaker in rule.breakers) == rule.failed
    assert {breaker.line for breaker in rule.breakers} <= planted.breakers[name]


def test_precision_and_recall(learned: tuple[LearnedRule, ...]) -> None:
    true = [*PLANTED.values(), *ALSO_TRUE]
    right = [rule for rule in learned if any(_says(rule, wanted) for wanted in true)]
    found = [wanted for wanted in PLANTED.values() if any(_says(rule, wanted) for rule in learned)]
    false = [rule.id for rule in learned if rule not in right]
    assert (len(right) / len(learned), len(found) / len(PLANTED)) == (1.0, 1.0), false


def test_the_order_of_the_records_does_not_matter(
    planted: Any, learned: tuple[LearnedRule, ...], tmp_path: Path
) -> None:
    order = list(range(len(planted.rows)))
    random.Random(7).shuffle(order)
    path = planted.write(tmp_path / "subscriptions.csv", order)
    shuffled = suggest_rules(path, Config(), SuggestOptions(examples=100)).rules
    assert [rule_keys(rule) for rule in shuffled] == [rule_keys(rule) for rule in learned]


def test_as_a_configuration_the_rules_find_as_many_records_as_they_say(
    planted: Any, learned: tuple[LearnedRule, ...], tmp_path: Path
) -> None:
    path = planted.write(tmp_path / "subscriptions.csv")
    (tmp_path / "mopsctl.yaml").write_text(fragment(learned), encoding="utf-8")
    result = audit(path, load_config(tmp_path / "mopsctl.yaml"))
    assert {rule.id: (rule.checked, rule.failed) for rule in result.rules} == {
        rule.id: (rule.checked, rule.failed) for rule in learned
    }
