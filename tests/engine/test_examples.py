"""A rule's own examples are tests of it, and each that does not behave is named in a sentence."""

from __future__ import annotations

from pathlib import Path

from mopsctl.config import load_config
from mopsctl.engine.examples import check_examples
from mopsctl.engine.rule import Rule


def rule_of(text: str, folder: Path) -> Rule:
    path = folder / "mopsctl.yaml"
    path.write_text(f"rules:\n  - {{id: own, {text}}}\n", encoding="utf-8")
    return load_config(path).rules["own"]


def test_examples_that_hold_say_nothing(tmp_path: Path) -> None:
    rule = rule_of(
        "object: lead, kind: one_of, field: rating, values: [Hot], examples: {good: [hot], bad: [Tepid]}",
        tmp_path,
    )
    assert check_examples(rule) == []


def test_a_rule_without_examples_says_nothing(tmp_path: Path) -> None:
    assert check_examples(rule_of("object: lead, kind: required, field: email", tmp_path)) == []


def test_each_example_that_does_not_behave_is_named(tmp_path: Path) -> None:
    rule = rule_of(
        "object: lead, kind: one_of, field: rating, values: [Hot], examples: {good: [Hot, Warm], bad: [Cold, hot]}",
        tmp_path,
    )
    assert check_examples(rule) == [
        "the good example \"Warm\" breaks the rule: Rating 'Warm' is not one of Hot",
        'the bad example "hot" keeps to the rule',
    ]


def test_a_bad_example_outside_the_condition_is_named(tmp_path: Path) -> None:
    rule = rule_of(
        "object: lead, kind: required, field: phone, where: \"lifecycle_stage = 'MQL'\", "
        "examples: {bad: [{phone: '', lifecycle_stage: Lead}]}",
        tmp_path,
    )
    assert check_examples(rule) == [
        'the bad example {"phone": "", "lifecycle_stage": "Lead"} keeps to the rule'
    ]


def test_of_a_list_the_last_is_meant(tmp_path: Path) -> None:
    rule = rule_of(
        "object: lead, kind: unique, field: email, examples: {good: [[a@acme.com, a@acme.com, b@acme.com]], "
        "bad: [[a@acme.com, b@acme.com, A@acme.com]]}",
        tmp_path,
    )
    assert check_examples(rule) == []


def test_examples_of_a_list_do_not_meet_each_other(tmp_path: Path) -> None:
    rule = rule_of(
        "object: lead, kind: unique, field: email, examples: {good: [a@acme.com, a@acme.com]}", tmp_path
    )
    assert check_examples(rule) == []


def test_values_that_yaml_reads_as_something_else_are_texts_again(tmp_path: Path) -> None:
    """Unquoted dates, numbers and yes are what people write."""
    rule = rule_of(
        "object: opportunity, kind: expression, condition: close_date = '2026-06-30' and amount = 5 and is_won, "
        "examples: {good: [{close_date: 2026-06-30, amount: 5, is_won: yes}], "
        "bad: [{close_date: 2026-07-01, amount: 5.0, is_won: true}]}",
        tmp_path,
    )
    assert check_examples(rule) == []


def test_the_day_of_the_examples_is_fixed_by_as_of(tmp_path: Path) -> None:
    rule = rule_of(
        "object: lead, kind: freshness, field: created_date, max_age_days: 30, "
        "examples: {as_of: 1999-12-31, good: [1999-12-24], bad: [1999-10-01]}",
        tmp_path,
    )
    assert check_examples(rule) == []


def test_the_configurations_own_placeholders_and_country_count(tmp_path: Path) -> None:
    junk = rule_of("object: lead, kind: required, field: company, examples: {bad: [Our Test]}", tmp_path)
    assert check_examples(junk) == ['the bad example "Our Test" keeps to the rule']
    assert check_examples(junk, placeholders={"company": ["our test"]}) == []
    phone = rule_of("object: lead, kind: phone, field: phone, examples: {bad: [415-701-23]}", tmp_path)
    assert check_examples(phone, default_country="US") == []


def test_a_rule_for_any_table_is_tried_on_one(tmp_path: Path) -> None:
    rule = rule_of("object: '*', kind: required, field: SKU, examples: {good: [A1], bad: ['']}", tmp_path)
    assert check_examples(rule) == []


def test_a_look_up_without_its_table_cannot_be_judged(tmp_path: Path) -> None:
    rule = rule_of(
        "object: contact, kind: reference, field: account_id, to: account, examples: {bad: [A9]}", tmp_path
    )
    assert check_examples(rule) == [
        "the examples cannot be judged: there is no table of account with id in this source to look it up in"
    ]
