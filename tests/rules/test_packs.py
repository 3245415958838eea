"""What a user may expect of the packs that are shipped."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from mopsctl.config import load_config, load_pack
from mopsctl.engine.conditions import fields_of
from mopsctl.engine.examples import check_examples
from mopsctl.engine.located import load_yaml
from mopsctl.engine.rule import OTHER_OBJECT, Rule
from mopsctl.findings import Dimension, Severity
from mopsctl.schema.objects import objects

PACKS = sorted(entry.name for entry in files("mopsctl.rules.packs").iterdir() if entry.name.endswith(".yaml"))
DEFAULT = load_config(None).rules
RULES = {
    rule.id: rule
    for pack in PACKS
    for rule in load_pack(f"mopsctl:{pack.removesuffix('.yaml')}").rules.values()
}
OF_KNOWN_OBJECTS = [rule for rule in RULES.values() if OTHER_OBJECT not in rule.objects and not rule.origins]
"""Rules for one system may also name its own headers, which tests/rules/test_vendor_packs.py looks up."""

every_rule = pytest.mark.parametrize("rule", RULES.values(), ids=RULES)


@pytest.mark.parametrize("pack", PACKS)
def test_a_pack_can_be_extended_alone(pack: str, tmp_path: Path) -> None:
    path = tmp_path / "mopsctl.yaml"
    path.write_text(f"extends: mopsctl:{pack.removesuffix('.yaml')}", encoding="utf-8")
    assert set(load_config(path).rules) <= set(RULES)
    assert load_config(path).rules or load_config(path).match


def test_no_rule_stands_in_two_packs() -> None:
    texts = {pack: files("mopsctl.rules.packs").joinpath(pack).read_text("utf-8") for pack in PACKS}
    packs = [load_yaml(text, pack) for pack, text in texts.items()]
    written = [rule["id"] for pack in packs for rule in pack.get("rules", [])]
    assert sorted(written) == sorted(set(written))
    assert set(written) == set(RULES)


@pytest.mark.parametrize("pack", ["salesforce", "hubspot", "marketo", "pardot", "gdpr"])
def test_a_pack_for_some_adds_to_the_default_pack(pack: str) -> None:
    assert set(load_pack(f"mopsctl:{pack}").rules) - set(DEFAULT)


@every_rule
def test_a_rule_explains_itself(rule: Rule) -> None:
    keys = rule.keys
    assert keys.title and keys.why and keys.fix and keys.effort and keys.source and keys.tags
    assert keys.why.endswith(".")
    assert keys.fix.endswith(".")
    assert not keys.title.endswith(".")
    assert len(keys.title) <= 60


@every_rule
def test_a_rule_does_what_its_examples_say(rule: Rule) -> None:
    assert rule.keys.examples.good
    assert rule.keys.examples.bad
    assert check_examples(rule) == []


@pytest.mark.parametrize("rule", OF_KNOWN_OBJECTS, ids=lambda rule: str(rule.id))
def test_a_rule_names_canonical_objects_and_fields(rule: Rule) -> None:
    used = {*rule.fields, *rule.kind.optional_fields(rule.params)}
    used.update(fields_of(rule.where) if rule.where is not None else [])
    for name in rule.objects:
        known = objects()[name].fields
        assert used <= set(known), f"{name} has no {used - set(known)}"


def test_every_dimension_and_severity_is_used() -> None:
    assert {rule.dimension for rule in RULES.values()} == set(Dimension)
    assert {rule.severity for rule in RULES.values()} == set(Severity)


def test_titles_tell_rules_of_an_object_apart() -> None:
    for name in {name for rule in DEFAULT.values() for name in rule.objects}:
        titles = [rule.title for rule in DEFAULT.values() if rule.judges(name)]
        assert len(titles) == len(set(titles)), name
