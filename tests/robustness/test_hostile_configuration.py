"""Configurations wrong in ways nobody planned for: one sentence with its place, or the run as it was meant."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mopsctl.auditing.examine import audit
from mopsctl.config import load_config
from mopsctl.errors import ConfigError

REQUIRED = "{id: a, object: contact, kind: required, field: email}"


def _config(folder: Path, text: str) -> Path:
    path = folder / "mopsctl.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def _complaint(folder: Path, text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        load_config(_config(folder, text))
    message = str(caught.value)
    assert "\n" not in message
    assert len(message) < 500
    return message.replace(f"{folder}/", "")


def _rule(**keys: object) -> str:
    return f"rules:\n- {json.dumps({'id': 'a', 'object': 'contact', **keys})}\n"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('extends: ""\n', "mopsctl.yaml:1: 'extends' names packs"),
        ('extends: "a\\0b"\n', "mopsctl.yaml:1: 'extends' names packs"),
        ("extends: /\n", "mopsctl.yaml:1: '/' cannot be read: Is a directory"),
        (f"extends: {'a' * 5_000}\n", "mopsctl.yaml:1: "),
        ("rules: \0\n", "mopsctl.yaml: this is not valid YAML: "),
        ("a: &a [*a]\n", "mopsctl.yaml: this file nests without end"),
        (f"rules:\n- &x {REQUIRED}\n- {{<<: *x, id: b}}\n", "mopsctl.yaml:3: merge keys (<<) are not read"),
        ("default_country: NO\n", "mopsctl.yaml:1: 'default_country' of the configuration: put it"),
        ("default_country: ZZ\n", "configuration: 'ZZ' is no country"),
        ("sources:\n- path: a.csv\n- path: b.csv\n  header_row: -1\n", "mopsctl.yaml:4: 'sources.1.header_row'"),
        (_rule(object=[], kind="required", field="email"), "mopsctl.yaml:2: 'object' of rule 'a'"),
        (_rule(id="a" * 10_000, kind="required", field="email"), "mopsctl.yaml:2: 'id' of rule"),
        (_rule(kind="required", field=""), "mopsctl.yaml:2: 'field' of rule 'a'"),
        (_rule(kind="required", any_of=["email", ""]), "mopsctl.yaml:2: 'any_of.1' of rule 'a'"),
        (_rule(kind="unique", fields=[""]), "mopsctl.yaml:2: 'fields.0' of rule 'a'"),
        (_rule(kind="date_order", earlier="today", later="today"), "name the same date"),
        (_rule(kind="freshness", field="created_date", max_age_days=10**12), "mopsctl.yaml:2: 'max_age_days'"),
        (_rule(kind="pattern", field="email", pattern="a" * 1_000_000), "longer than 20000 characters"),
        (_rule(kind="pattern", field="email", pattern="(" * 10_000), "is not RE2 syntax"),
        (_rule(kind="one_of", field="country", values=["US", False]), "'values.1' of rule 'a': put it in quotes"),
        (_rule(kind="expression", condition="left(email, 9999999999) = 'a'"), "a whole number up to 1,000,000"),
        (_rule(kind="expression", condition="regexp_extract(email, '(a)', 10) = 'a'"), "numbered up to 9"),
    ],
)  # fmt: skip
def test_one_sentence_with_its_place(tmp_path: Path, text: str, says: str) -> None:
    assert says in _complaint(tmp_path, text)


def test_a_parser_that_logs_does_not_add_to_the_sentence(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    _complaint(tmp_path, _rule(kind="expression", condition="if email = 'a' then b"))
    assert capfd.readouterr().err == ""


def test_what_is_extended_by_two_ways_is_taken_once(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(f"rules: [{REQUIRED}]\n")
    (tmp_path / "team.yaml").write_text("extends: base.yaml\nrules:\n- {id: a, severity: error}\n")
    config = load_config(_config(tmp_path, "extends: [team.yaml, base.yaml, base.yaml]\n"))
    assert config.rules["a"].severity.value == "error"


def test_a_remainder_by_zero_is_unknown_and_ends_no_run(tmp_path: Path) -> None:
    (tmp_path / "deals.csv").write_text("Deal,Amount,Parts\nx,10,0\ny,10,4\nz,10,5\n")
    config = _config(tmp_path, _rule(object="*", kind="expression", condition="Amount % Parts = 0"))
    (rule,) = audit(tmp_path / "deals.csv", config).rules
    assert (rule.checked, rule.failed) == (2, 1)


def test_a_configuration_without_end_is_refused() -> None:
    with pytest.raises(ConfigError, match="/dev/zero is longer than any configuration"):
        load_config(Path("/dev/zero"))
