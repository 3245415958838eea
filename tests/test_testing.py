"""Cases of a kind in YAML: each that comes out otherwise is told, with what the user would have read."""

from __future__ import annotations

from pathlib import Path

import pytest

from mopsctl.errors import ConfigError
from mopsctl.testing import failing_cases

RIGHT = """\
- about: a title
  rule: {kind: length, field: title, min: 3}
  good: [CEO, "", n/a]
  bad: [{example: VP, message: "Job Title has 2 characters, at least 3 are expected"}]
- about: a list of values
  rule: {kind: one_of, field: rating, object: lead, values: [Hot, Cold]}
  good: [Hot]
  bad: [{example: Hott, message: "Rating 'Hott' is not one of Hot, Cold", suggestion: Hot}]
- about: a day
  rule: {kind: freshness, field: created_date, max_age_days: 30}
  as_of: "2026-03-01"
  good: ["2026-02-15"]
- about: a place of one's own
  rule: {kind: placeholder, field: company}
  placeholders: {company: [Us]}
  bad: [{example: Us, message: "Company 'Us' is a placeholder, not a value"}]
"""


def cases(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "length.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_cases_that_come_out_as_they_say_are_not_told(tmp_path: Path) -> None:
    assert failing_cases(cases(tmp_path, RIGHT)) == []


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("good: [CEO,", "good: [CE,", "a title: 'CE' gives "),
        ("example: VP,", "example: VPS,", "a title: 'VPS' gives None, not "),
        ("at least 3 are", "at least 4 are", "a title: 'VP' gives "),
        (", suggestion: Hot}", "}", "a list of values: 'Hott' gives "),
        ('as_of: "2026-03-01"', 'as_of: "2026-06-01"', "a day: '2026-02-15' gives "),
    ],
)
def test_a_case_that_comes_out_otherwise_is_told(tmp_path: Path, right: str, wrong: str, said: str) -> None:
    (complaint,) = failing_cases(cases(tmp_path, RIGHT.replace(right, wrong)))
    assert complaint.startswith(said)


def test_only_the_last_record_of_a_table_may_be_found(tmp_path: Path) -> None:
    twice = "[{email: a@acme.com}, {email: a@acme.com}, {email: b@acme.com}]"
    text = f"- {{about: twice, rule: {{kind: unique, field: email}}, good: [{twice}]}}\n"
    with pytest.raises(ValueError, match="twice: a record before the last one is found, too"):
        failing_cases(cases(tmp_path, text))


def test_a_rule_that_is_not_checked_fails(tmp_path: Path) -> None:
    text = "- {about: lookup, rule: {kind: reference, field: account_id, to: account}, good: [A1]}\n"
    with pytest.raises(ValueError, match="lookup: there is no table of account"):
        failing_cases(cases(tmp_path, text))


def test_a_mistake_in_the_rule_has_its_place(tmp_path: Path) -> None:
    with pytest.raises(
        ConfigError, match=r"length\.yaml:4: kind 'length' has no key 'fild', did you mean 'field'\?"
    ):
        failing_cases(cases(tmp_path, "- about: x\n  rule:\n    kind: length\n    fild: title\n"))
