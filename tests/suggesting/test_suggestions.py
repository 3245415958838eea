"""What a suggestion says, what it hides, and what is not suggested at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from mopsctl.config import load_config
from mopsctl.suggesting.options import SuggestOptions
from mopsctl.suggesting.suggest import suggest_rules
from mopsctl.suggesting.write import as_json, as_yaml


@pytest.fixture(autouse=True)
def _no_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _rules(text: str) -> dict[str, dict[str, Any]]:
    return {rule["id"]: rule for rule in yaml.safe_load(text)["rules"]}


def test_each_rule_shows_its_support_and_what_breaks_it(contacts: Path) -> None:
    shown = as_yaml(suggest_rules(contacts))
    assert "199 of 200 records (99.5 %) have this form" in shown
    assert f"{contacts}:22: Badge 'B20'" in shown
    assert f"{contacts}:32: Tier 'Golld'" in shown
    badge = _rules(shown)["contact-badge-form"]
    assert (badge["pattern"], badge["examples"]["bad"]) == ("BX-[0-9]{4}", ["B20"])


def test_without_examples_no_record_is_shown(contacts: Path) -> None:
    shown = as_yaml(suggest_rules(contacts, options=SuggestOptions(examples=0)))
    assert "B20" not in shown
    assert "1 record breaks it." in shown


def test_json_holds_the_same_rules_with_their_figures(contacts: Path) -> None:
    suggestions = suggest_rules(contacts)
    data = json.loads(as_json(suggestions))
    assert [one["rule"] for one in data["suggestions"]] == list(_rules(as_yaml(suggestions)).values())
    badge = next(one for one in data["suggestions"] if one["rule"]["id"] == "contact-badge-form")
    assert (badge["checked"], badge["failed"], badge["breakers"][0]["location"]["line"]) == (200, 1, 22)
    assert 0.95 < badge["support"] < 0.995


def test_redacted_suggestions_name_nobody(contacts: Path) -> None:
    suggestions = suggest_rules(contacts, options=SuggestOptions(redact=True, everything=True))
    assert "contact-badge-form" in {rule.id for rule in suggestions.rules}
    for shown in (as_yaml(suggestions), as_json(suggestions), repr(suggestions)):
        assert not [word for word in ("Zedna", "Quorxo", "zedna", "vilma", "B20") if word in shown]


def test_what_rules_in_force_say_is_left_out(contacts: Path) -> None:
    default = {rule.id for rule in suggest_rules(contacts).rules}
    everything = {rule.id for rule in suggest_rules(contacts, options=SuggestOptions(everything=True)).rules}
    assert "contact-email-unique-2" in everything
    assert default < everything


def test_a_rule_that_was_turned_off_is_not_suggested_again(contacts: Path, tmp_path: Path) -> None:
    off = "rules: [{id: tiers, object: contact, kind: one_of, field: Tier, values: [Gold], enabled: false}]"
    (tmp_path / "own.yaml").write_text(off, encoding="utf-8")
    learned = suggest_rules(contacts, load_config(tmp_path / "own.yaml")).rules
    assert "Tier" not in {field for rule in learned for field in rule.proposal.fields}


def test_a_share_that_few_records_show_is_not_sure(contacts: Path) -> None:
    learned = suggest_rules(contacts, options=SuggestOptions(min_support=0.99)).rules
    assert not [rule for rule in learned if rule.failed]
