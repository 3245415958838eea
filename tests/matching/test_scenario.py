"""Match rules as they are written: what each key means, and one sentence with file and line for each mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from mopsctl.config import matching_configuration
from mopsctl.errors import ConfigError
from mopsctl.matching.duplicates import Band
from mopsctl.matching.scenario import AUTO, REVIEW, ObjectMatch


def read(folder: Path, text: str) -> ObjectMatch:
    path = folder / "mopsctl.yaml"
    path.write_text(text, encoding="utf-8")
    return matching_configuration(path).match["contact"]


def test_a_list_of_rules_is_enough(tmp_path: Path) -> None:
    match = read(tmp_path, "match:\n  contact:\n    - {id: mail, compare: {email: same}}\n")
    (rule,) = match.scenarios
    assert rule.id == "mail"
    assert rule.compare == {"email": ("same",)}
    assert (rule.auto, rule.review, rule.band) == (AUTO, REVIEW, None)
    assert rule.place.endswith("mopsctl.yaml:3")


@pytest.mark.parametrize(
    ("compare", "sentence"),
    [
        ("{email: same}", "Email same"),
        ("{first_name: [fuzzy, initial], last_name: same}", "First name fuzzy or initial, last name same"),
        ('{"company|domain": differs}', "Company or domain differs"),
        ("{}", "Any evidence"),
    ],
)
def test_a_rule_without_a_sentence_says_what_it_compares(tmp_path: Path, compare: str, sentence: str) -> None:
    match = read(tmp_path, f"match:\n  contact:\n    - {{id: one, compare: {compare}}}\n")
    assert match.scenarios[0].sentence == sentence


def test_thresholds_of_an_object_are_those_of_its_rules_where_they_give_none(tmp_path: Path) -> None:
    match = read(
        tmp_path,
        "match:\n  contact:\n    auto: 0.9\n    review: 0.7\n    largest_group: 4\n    rate: 0.2\n    rules:\n"
        "      - {id: one, compare: {email: same}}\n"
        "      - {id: two, compare: {phone: same}, auto: 0.6, band: job-change}\n",
    )
    one, two = match.scenarios
    assert (one.auto, one.review) == (0.9, 0.7)
    assert (two.auto, two.review, two.band) == (0.6, 0.6, Band.JOB_CHANGE)
    assert (match.largest_group, match.rate, match.thresholds) == (4, 0.2, (0.9, 0.7))


MISTAKES = {
    "an unknown key of a rule": ("- {id: one, compare: {}, atuo: 0.9}", 3, "atuo", "auto"),
    "an unknown how": ("- {id: one, compare: {email: smae}}", 3, "smae", "same"),
    "review above auto": ("- {id: one, compare: {}, review: 0.9, auto: 0.8}", 3, "review", "0.9"),
    "a repeated id": (
        "- {id: one, compare: {}}\n    - {id: two, compare: {}}\n    - {id: one, compare: {}}",
        5, "already defined", ":3",
    ),
    "a rule without id": ("- {compare: {}}", 3, "id", ""),
    "a rule that is a word": ("- email", 2, "mapping", "id"),
    "a probability above 1": ("- {id: one, compare: {}, auto: 99}", 3, "auto", "1"),
    "a word for a probability": ("- {id: one, compare: {}, auto: high}", 3, "auto", "number"),
    "fields as a list": ("- {id: one, compare: [email]}", 3, "compare", ""),
    "no way to compare": ("- {id: one, compare: {email: []}}", 3, "email", ""),
    "an unknown band": ("- {id: one, compare: {}, band: merge}", 3, "band", "review"),
    "an unknown key of an object": ("rules: []\n    largest_gruop: 3", 4, "largest_gruop", "largest_group"),
    "a group of one": ("largest_group: 1", 3, "largest_group", ""),
    "weights that are no shares": ("weights: {email: {same: 3}}", 3, "weights", ""),
    "a word for the rules": ("everything", 2, "contact", "list"),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_in_one_sentence_with_its_line(tmp_path: Path, mistake: str) -> None:
    written, line, named, hint = MISTAKES[mistake]
    gap = " " if written == "everything" else "\n    "
    with pytest.raises(ConfigError) as raised:
        read(tmp_path, f"match:\n  contact:{gap}{written}\n")
    said = str(raised.value)
    assert f"mopsctl.yaml:{line}" in said
    assert named in said
    assert hint in said
    assert "\n" not in said


def test_match_rules_that_are_no_mapping_are_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"mopsctl\.yaml"):
        read(tmp_path, "match: [contact]\n")
