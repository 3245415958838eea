"""Every mistake in a rule file is one sentence: file, line, what is wrong, and the nearest right word."""

from __future__ import annotations

from pathlib import Path

import pytest

from mopsctl.config import load_config
from mopsctl.errors import ConfigError

RULE = "rules:\n  - id: contact-email\n    object: contact\n    kind: required\n    field: email\n"

MISTAKES = {
    "unknown kind": (
        RULE.replace("required", "requird"),
        "{path}:4: unknown kind 'requird', did you mean 'required'?",
    ),
    "no kind": (
        "rules:\n  - id: contact-fax\n    object: contact\n    field: fax\n",
        "{path}:2: rule 'contact-fax' needs a 'kind', or the id of a rule to change",
    ),
    "unknown key of a rule": (
        RULE + "    severty: error\n",
        "{path}:6: kind 'required' has no key 'severty', did you mean 'severity'?",
    ),
    "key of another kind": (
        RULE + "    max_age_days: 3\n",
        "{path}:6: kind 'required' has no key 'max_age_days'",
    ),
    "unknown key of the configuration": (
        "rule:\n  - id: x\n",
        "{path}:1: unknown key 'rule', did you mean 'rules'?",
    ),
    "key given twice": (
        RULE + "    field: phone\n",
        "{path}:6: the key 'field' is given twice",
    ),
    "id given twice": (
        RULE + RULE.removeprefix("rules:\n"),
        "{path}:6: the rule 'contact-email' is already defined at {path}:2",
    ),
    "no id": (
        "rules:\n  - object: contact\n    kind: required\n",
        "{path}:2: a rule needs an 'id'",
    ),
    "id that is none": (
        RULE.replace("contact-email", "Contact Email"),
        "{path}:2: 'id' of rule 'Contact Email'",
    ),
    "rule that is no mapping": (
        "rules:\n  - contact-email\n",
        "{path}:1: a rule is a mapping with 'id', 'object' and 'kind'",
    ),
    "missing parameter": (
        RULE.replace("required", "freshness"),
        "{path}:2: rule 'contact-email' needs 'max_age_days'",
    ),
    "neither field nor any_of": (
        RULE.replace("    field: email\n", ""),
        "{path}:2: rule 'contact-email': give either 'field' or 'any_of'",
    ),
    "wrong type": (
        RULE + "    weight: heavy\n",
        "{path}:6: 'weight' of rule 'contact-email': should be a valid number",
    ),
    "wrong choice": (
        RULE + "    severity: fatal\n",
        "{path}:6: 'severity' of rule 'contact-email': should be 'error', 'warning' or 'info', not 'fatal'",
    ),
    "number out of range": (
        RULE + "    weight: -1\n",
        "{path}:6: 'weight' of rule 'contact-email': should be greater than or equal to 0, not -1",
    ),
    "list where a word belongs": (
        RULE + "    tags: hygiene\n",
        "{path}:6: 'tags' of rule 'contact-email': should be a list, not 'hygiene'",
    ),
    "too short a list": (
        RULE.replace("kind: required\n    field: email", "kind: sequence\n    dates: [mql_date]"),
        "{path}:5: 'dates' of rule 'contact-email': give at least 2, not ['mql_date']",
    ),
    "nothing where a list belongs": (
        "rules:\n",
        "{path}:1: 'rules' of the configuration: should be a list, and is empty",
    ),
    "word where a mapping belongs": (
        RULE + "    examples: x\n",
        "{path}:6: 'examples' of rule 'contact-email': should be a mapping, not 'x'",
    ),
    "day that there is not": (
        RULE + "    examples: {as_of: 2026-02-31}\n",
        "{path}:6: '2026-02-31' cannot be read (day is out of range for month); put it in quotes",
    ),
    "word where a day belongs": (
        RULE + "    examples: {as_of: tomorrow}\n",
        "{path}:6: 'examples.as_of' of rule 'contact-email': should be a day such as 2026-12-31, not 'tomorrow'",
    ),
    "number without end": (
        RULE + f"    weight: 0x{'f' * 5_000}\n",
        "{path}:6: '0xfff",
    ),
    "time where a day belongs": (
        RULE.replace("required", "range") + "    min: 2026-01-01T10:00:00\n",
        "{path}:6: 'min' of rule 'contact-email': '2026-01-01T10:00:00' is neither a number, a date",
    ),
    "first characters without end": (
        RULE.replace("required", "determines") + "    determinant: phone\n    first: 9999999999999999999\n",
        "{path}:7: 'first' of rule 'contact-email': should be less than or equal to 1000",
    ),
    "condition cut off": (
        RULE + "    where: 'amount ='\n",
        "{path}:6: the condition 'amount =' is not SQL: something is missing",
    ),
    "condition that is no SQL": (
        RULE + "    where: lifecycle_stage =\n",
        "{path}:6: the condition 'lifecycle_stage =' is not SQL",
    ),
    "condition that reads a file": (
        RULE + "    where: email in (select 1 from 'x.csv')\n",
        "{path}:6: in \"email in (select 1 from 'x.csv')\", a sub-query may not be used",
    ),
    "pattern that is no RE2": (
        RULE.replace("required", "pattern") + "    pattern: '(?=x)'\n",
        "{path}:6: 'pattern' of rule 'contact-email': the pattern '(?=x)' is not RE2 syntax",
    ),
    "unknown pack": (
        "extends: mopsctl:b2c\n",
        "{path}:1: there is no pack 'mopsctl:b2c'; there are mopsctl:a",
    ),
    "unknown provider": (
        "extends: acme:b2b\n",
        "{path}:1: no installed package provides packs as 'acme'",
    ),
    "pack outside its folder": (
        "extends: mopsctl:../packs/b2b\n",
        "{path}:1: there is no pack 'mopsctl:../packs/b2b'",
    ),
    "missing file": (
        "extends: [own.yaml]\n",
        "{path}:1: there is no file",
    ),
    "tab": (
        "rules:\n\t- id: x\n",
        "{path}:2: this is not valid YAML",
    ),
    "unclosed list": (
        "extends: [mopsctl:b2b\nrules: []\n",
        "{path}:2: this is not valid YAML",
    ),
    "Python object": (
        "rules: !!python/object/apply:os.system ['true']\n",
        "{path}",
    ),
    "two documents": (
        "rules: []\n---\nrules: []\n",
        "{path}:2: this is not valid YAML",
    ),
    "list at the top": (
        "- id: x\n",
        "{path}: a configuration is a mapping with keys such as 'extends' and 'rules'",
    ),
    "just a word": (
        "mopsctl\n",
        "{path}: a configuration is a mapping",
    ),
    "key that is a list": (
        "[a, b]: c\n",
        "{path}:1: a key must be a plain word",
    ),
}


def _message(path: Path) -> str:
    with pytest.raises(ConfigError) as caught:
        load_config(path)
    message = str(caught.value)
    assert "\n" not in message
    return message


@pytest.mark.parametrize(("text", "said"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_one_sentence_with_its_place(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "mopsctl.yaml"
    path.write_text(text, encoding="utf-8")
    assert _message(path).startswith(said.format(path=path))


def test_a_mistake_in_an_extended_file_is_named_there(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(RULE.replace("required", "requird"), encoding="utf-8")
    path = tmp_path / "mopsctl.yaml"
    path.write_text("extends: own.yaml\n", encoding="utf-8")
    assert _message(path).startswith(f"{own}:4: unknown kind 'requird'")


def test_a_mistake_in_an_override_is_named_where_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "mopsctl.yaml"
    path.write_text(
        "extends: mopsctl:b2b\nrules:\n  - id: contact-email-valid\n    severity: fatal\n", "utf-8"
    )
    assert _message(path).startswith(f"{path}:4: 'severity' of rule 'contact-email-valid'")


def test_an_override_of_a_misspelt_id_names_the_nearest(tmp_path: Path) -> None:
    path = tmp_path / "mopsctl.yaml"
    path.write_text("extends: mopsctl:b2b\nrules:\n  - id: contact-email-vald\n    severity: info\n", "utf-8")
    assert _message(path).endswith("did you mean 'contact-email-valid'?")


def test_files_that_extend_each_other_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("extends: b.yaml\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("extends: a.yaml\n", encoding="utf-8")
    message = _message(tmp_path / "a.yaml")
    assert message.startswith(f"{tmp_path / 'b.yaml'}:1: 'extends' goes in a circle: ")
    assert message.count("a.yaml") == 2


def test_a_file_that_extends_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("extends: a.yaml\n", encoding="utf-8")
    assert "goes in a circle" in _message(tmp_path / "a.yaml")


def test_aliases_that_multiply_are_refused(tmp_path: Path) -> None:
    lines = ["placeholders: {a: &a0 [x, x, x, x, x, x, x, x, x, x]}"]
    lines += [f"k{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    path = tmp_path / "mopsctl.yaml"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert "the aliases in this file multiply" in _message(path)


def test_an_alias_may_be_used_again(tmp_path: Path) -> None:
    path = tmp_path / "mopsctl.yaml"
    path.write_text(
        "rules:\n"
        "  - {id: a, object: contact, kind: required, field: email, where: &mql lifecycle_stage = 'MQL'}\n"
        "  - {id: b, object: contact, kind: required, field: phone, where: *mql}\n",
        encoding="utf-8",
    )
    rules = load_config(path).rules
    assert rules["a"].where == rules["b"].where


def test_a_file_that_is_not_text_is_named(tmp_path: Path) -> None:
    path = tmp_path / "mopsctl.yaml"
    path.write_bytes(b"\xff\xfe\x00binary")
    assert _message(path).startswith(f"{path} cannot be read as text")


def test_an_empty_file_is_an_empty_configuration(tmp_path: Path) -> None:
    path = tmp_path / "mopsctl.yaml"
    path.write_text("", encoding="utf-8")
    assert load_config(path).rules == {}
