"""What is learned of single fields and pairs of fields, each from a small frame."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import yaml

from mopsctl.config import Config
from mopsctl.suggesting.fragment import fragment, rule_keys
from mopsctl.suggesting.options import SuggestOptions
from mopsctl.suggesting.suggest import suggest_rules

ROWS = 400
OPTIONS = SuggestOptions(as_of=date(2026, 11, 1))


def _rules(columns: dict[str, list[str]], kind: str) -> list[dict[str, Any]]:
    learned = suggest_rules(pd.DataFrame(columns), Config(), OPTIONS).rules
    return [rule_keys(rule) for rule in learned if rule.proposal.kind == kind]


def _other_than(values: list[str], **places: str) -> list[str]:
    """The values, with others at some places (named p3, p7)."""
    spoilt = list(values)
    for place, value in places.items():
        spoilt[int(place[1:])] = value
    return spoilt


def test_a_list_that_fades_out_is_open() -> None:
    values = [f"v{place}" for place in range(40) for _ in range(40 - place)]
    assert _rules({"Tag": values}, "one_of") == []


def test_numbers_are_no_picklist() -> None:
    assert _rules({"Rounds": [str(n % 6) for n in range(ROWS)]}, "one_of") == []


def test_spellings_of_one_value_are_one_value() -> None:
    values = _other_than(
        ["Trade Show", "Web", "Food & Beverage"] * 140, p3="Tradeshow", p5="Food &amp; Beverage"
    )
    assert set(_rules({"Source": values}, "one_of")[0]["values"]) == {"Trade Show", "Web", "Food & Beverage"}


def test_a_text_out_of_all_proportion_has_a_greatest_length() -> None:
    values = _other_than([f"{'x' * (n % 17)}note {n}" for n in range(ROWS)], p9="y" * 900)
    assert [rule["max"] for rule in _rules({"Remark": values}, "length")] == [30]


def test_a_field_is_required_where_another_is_filled() -> None:
    deals = [("", "new", "more")[n % 3] for n in range(ROWS)]
    signers = _other_than([f"p{n % 7} x" if deal else "" for n, deal in enumerate(deals)], p4="")
    rules = _rules({"Kind of deal": deals, "Signer": signers}, "required")
    assert {rule["field"]: rule["where"] for rule in rules} == {"Signer": '"Kind of deal" is not null'}


def test_stamps_that_go_on_until_today_lie_in_the_past() -> None:
    days = pd.date_range("2026-08-01", "2026-10-31").strftime("%Y-%m-%d").tolist() * 5
    rules = _rules(
        {"Seen": _other_than(days, p3="2031-01-01"), "Was": [d.replace("26", "19") for d in days]},
        "date_order",
    )
    assert [(rule["earlier"], rule["later"]) for rule in rules] == [("Seen", "today")]


def test_a_domain_stands_for_a_company() -> None:
    mails = [f"p{n}@firm{n % 9}.com" for n in range(ROWS)]
    firms = _other_than([("Firm%d Inc." if n % 2 else "FIRM%d") % (n % 9) for n in range(ROWS)], p8="Initech")
    frame = pd.DataFrame({"Email": mails, "Company": firms, "First Name": "Ann", "Last Name": "Ito"})
    learned = suggest_rules(frame, Config(), SuggestOptions(object="contact")).rules
    rule = next(rule for rule in learned if rule.proposal.kind == "determines")
    assert (rule.proposal.params["by"], rule.failed) == ("domain", 1)


def test_no_state_determines_its_city() -> None:
    places = {
        "State": ["Bavaria", "Hesse"] * 200,
        "City": ["Munich", "Kassel"] * 200,
        "Last Name": ["Ito"] * ROWS,
    }
    learned = suggest_rules(pd.DataFrame(places), Config(), SuggestOptions(object="contact")).rules
    pairs = [rule.proposal.fields for rule in learned if rule.proposal.kind == "determines"]
    assert pairs == [("state", "city")]


def test_values_cannot_break_out_of_a_comment() -> None:
    values = _other_than([f"AB-{n:04d}" for n in range(ROWS)], p7="x\nrules: [] # \u2028\x85y: [")
    learned = suggest_rules(pd.DataFrame({"Code": values}), Config(), OPTIONS).rules
    written = yaml.safe_load(fragment(learned, ["from a\nrules: evil"]))
    assert [rule["id"] for rule in written["rules"]] == [rule.id for rule in learned]
