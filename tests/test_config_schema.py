"""The schema that editors check mopsctl.yaml by accepts and refuses what the loader does."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator, Draft202012Validator

from mopsctl.config import load_config
from mopsctl.config_keys import ConfigKeys
from mopsctl.config_schema import config_schema
from mopsctl.engine.located import load_yaml
from mopsctl.engine.registry import kinds
from mopsctl.engine.rule import RuleKeys
from mopsctl.errors import ConfigError
from mopsctl.matching.match_keys import ObjectMatchKeys, ScenarioKeys

ROOT = Path(__file__).parents[1]
SCHEMA = config_schema()
PACKS = [entry for entry in files("mopsctl.rules.packs").iterdir() if entry.name.endswith(".yaml")]
RULE = "{id: a-rule, object: contact, "
GOOD = {
    "nothing but a pack": "extends: mopsctl:b2b",
    "a file and a pack": "extends: [mopsctl:b2b, ./team.yaml]",
    "a change of a rule": "extends: mopsctl:b2b\nrules: [{id: contact-activity-recent, max_age_days: 90}]",
    "a rule that is turned off": "extends: mopsctl:b2b\nrules: [{id: contact-email-valid, enabled: false}]",
    "a header of the source": f"rules: [{RULE}kind: required, field: Renewal_Date__c}}]",
    "a table of one's own": "rules: [{id: a-rule, object: webinar_badges, kind: required, field: email}]",
    "several objects": "rules: [{id: a-rule, object: [contact, lead], kind: unique, fields: [email, phone]}]",
    "examples of every form": (
        f"rules: [{RULE}kind: required, field: title, examples: "
        "{as_of: 2026-06-30, good: [VP, 1, true, {title: VP}, [VP, CEO]], bad: ['', null]}}]"
    ),
    "sources": "sources: [{path: exports/*.csv, origin: hubspot, header_row: 0, map: {email: Mail}}]",
    "a suppression": (
        "extends: mopsctl:b2b\nsuppressions:\n"
        "- {rule: [contact-*, hygiene], reason: Being migrated, until: 2030-01-31, object: contact, where: email = ''}"
    ),
    "a suppression of one record": (
        "extends: mopsctl:b2b\nsuppressions: [{rule: contact-email-valid, reason: Being migrated, records: 17}]"
    ),
    "placeholders": "extends: mopsctl:b2b\nplaceholders: {'*': [ask sales], company: [Us]}\ndefault_country: DE",
    "match rules": (
        "match: {contact: [{id: names, compare: {last_name: same, first_name: [fuzzy, initial], "
        "'email|phone': fuzzy}, auto: 0.99, review: 0.5, band: job-change}]}"
    ),
    "match rules with what holds for all": (
        "match: {account: {rules: [{id: any}], auto: 0.995, review: 0.6, rate: 0.2, largest_group: 30, "
        "weights: {name: {same: 0.6, differs: 0.05}}}}"
    ),
    "match rules of a table of one's own": "match: {webinar_badges: [{id: mail, compare: {email: same}}]}",
}
BAD = {
    "a key that is none": "rulez: []",
    "a kind that is none": f"rules: [{RULE}kind: requird, field: email}}]",
    "a key of another kind": f"rules: [{RULE}kind: required, field: email, pattern: x}}]",
    "a key that the kind needs": f"rules: [{RULE}kind: date_order, earlier: created_date}}]",
    "no object": "rules: [{id: a-rule, kind: required, field: email}]",
    "no id": "rules: [{object: contact, kind: required, field: email}]",
    "an id with blanks": "rules: [{id: A rule, object: contact, kind: required, field: email}]",
    "a severity that is none": f"rules: [{RULE}kind: required, field: email, severity: fatal}}]",
    "a dimension that is none": f"rules: [{RULE}kind: required, field: email, dimension: beauty}}]",
    "a weight beyond the scale": f"rules: [{RULE}kind: required, field: email, weight: 101}}]",
    "a number below its least": f"rules: [{RULE}kind: freshness, field: created_date, max_age_days: 0}}]",
    "a word for a list": f"rules: [{RULE}kind: one_of, field: title, values: VP}}]",
    "an empty field": f"rules: [{RULE}kind: required, field: ''}}]",
    "no field at all": f"rules: [{RULE}kind: required}}]",
    "two ways at once": f"rules: [{RULE}kind: required, field: email, any_of: [phone]}}]",
    "a rule that is a word": "rules: [contact-email-valid]",
    "rules that are no list": "rules: {id: a-rule}",
    "a change of nothing known": "extends: mopsctl:b2b\nrules: [{id: contact-email-valid, colour: red}]",
    "a suppression without a reason": "extends: mopsctl:b2b\nsuppressions: [{rule: contact-email-valid}]",
    "a suppression with another key": "extends: mopsctl:b2b\nsuppressions: [{rule: lead-*, reason: x, till: 1}]",
    "a source without a path": "sources: [{origin: hubspot}]",
    "a negative header row": "sources: [{path: x.csv, header_row: -1}]",
    "match rules without an object": "match: [{id: names, compare: {last_name: same}}]",
    "a match rule without an id": "match: {contact: [{compare: {last_name: same}}]}",
    "a key that match rules lack": "match: {contact: [{id: names, compair: {last_name: same}}]}",
    "a word for no comparison": "match: {contact: [{id: names, compare: {last_name: fuzy}}]}",
    "no way to compare": "match: {contact: [{id: names, compare: {last_name: []}}]}",
    "a threshold above 1": "match: {contact: [{id: names, auto: 99}]}",
    "a band that is no choice": "match: {contact: [{id: names, band: auto}]}",
    "a key that no object's match has": "match: {contact: {rules: [], treshold: 0.9}}",
    "a weight that is no share": "match: {contact: {weights: {email: {same: 16}}}}",
    "groups of one": "match: {contact: {largest_group: 1}}",
    "examples of no side": f"rules: [{RULE}kind: required, field: email, examples: {{fine: [x]}}}}]",
}


def complaints(text: str) -> list[str]:
    """What the schema says against a configuration; days are texts there, as in an editor.

    An editor that knows draft 7 only says the same.
    """
    data = json.loads(json.dumps(load_yaml(text, "text"), default=str))
    said, older = (
        [f"{error.json_path}: {error.message}" for error in validator(SCHEMA).iter_errors(data)]
        for validator in (Draft202012Validator, Draft7Validator)
    )
    assert said == older
    return said


def test_it_is_a_schema_of_old_and_new_drafts() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    Draft7Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
def test_our_packs_keep_to_it(pack: Any) -> None:
    assert complaints(pack.read_text(encoding="utf-8")) == []


def test_the_example_company_keeps_to_it() -> None:
    assert complaints((ROOT / "examples" / "mopsctl.yaml").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD)
def test_what_the_loader_takes_it_takes(text: str, tmp_path: Path) -> None:
    (tmp_path / "team.yaml").write_text("rules: []\n")
    (tmp_path / "mopsctl.yaml").write_text(text)
    load_config(tmp_path / "mopsctl.yaml")
    assert complaints(text) == []


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_what_the_loader_refuses_it_refuses(text: str, tmp_path: Path) -> None:
    (tmp_path / "mopsctl.yaml").write_text(text)
    with pytest.raises(ConfigError):
        load_config(tmp_path / "mopsctl.yaml")
    assert complaints(text)


def test_a_mistake_is_told_where_it_is() -> None:
    assert complaints(f"rules: [{RULE}kind: length, field: title, mix: 3}}]") == [
        "$.rules[0]: Additional properties are not allowed ('mix' was unexpected)"
    ]


def test_a_mistake_in_a_match_rule_is_told_where_it_is() -> None:
    (said,) = complaints("match: {contact: [{id: names, compare: {last_name: fuzy}}]}")
    assert said.startswith("$.match.contact[0].compare.last_name: 'fuzy' is not one of ['same', ")


def test_every_key_is_explained() -> None:
    assert all(SCHEMA["properties"][key]["description"] for key in ConfigKeys.model_fields)
    common = SCHEMA["$defs"]["rule_keys"]["properties"]
    assert all(common[key]["description"] for key in RuleKeys.model_fields)
    for name in kinds():
        kind = SCHEMA["$defs"][f"kind.{name}"]
        assert kind["description"]
        for key, of_key in kind["properties"].items():
            assert "$ref" in of_key or of_key["description"], f"{name}: {key}"


def test_every_key_of_match_rules_is_explained() -> None:
    for name, model in (("match_rule", ScenarioKeys), ("object_match", ObjectMatchKeys)):
        keys = SCHEMA["$defs"][name]["properties"]
        assert set(keys) == set(model.model_fields)
        assert all(key["description"] for key in keys.values())


def test_every_kind_is_offered_with_what_it_checks() -> None:
    offered = {
        kind["const"]: kind["description"]
        for kind in SCHEMA["$defs"]["rule_keys"]["properties"]["kind"]["oneOf"]
    }
    assert set(offered) == set(kinds())
    assert offered["length"] == "The value must not be shorter or longer than stated."
