"""From scores to what people see: match rules and their words, bands of pairs and groups, pairs that groups imply."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from mopsctl.matching.banding import as_copies, bands_of
from mopsctl.matching.blocking import Pairs
from mopsctl.matching.coded import coded
from mopsctl.matching.comparison import Outcome
from mopsctl.matching.comparisons import COMPARISONS
from mopsctl.matching.copies import Copies
from mopsctl.matching.design import Design
from mopsctl.matching.duplicates import Band
from mopsctl.matching.facet import Facet, Group
from mopsctl.matching.finding import Searched
from mopsctl.matching.group_table import SAME_GROUP, group_table, pair_table
from mopsctl.matching.hows import HOWS, meets
from mopsctl.matching.scenario import IDENTICAL, Scenario
from mopsctl.matching.search import Found
from mopsctl.matching.weights import default_weights

MISSING = "missing"
_VALUES = coded(pa.array([f"v{number}" for number in range(8)]))
FACETS = tuple(
    Facet(name, kind, Group.NAME, fields, (_VALUES,))
    for name, kind, fields in [
        ("given_name", "given", ("first_name",)),
        ("family_name", "family", ("last_name",)),
        ("email", "mailbox", ("email",)),
        ("phone", "phone", ("phone", "mobile_phone")),
        ("company", "text", ("company",)),
        ("domain", "domain", ("website",)),
        ("birthdate", "date", ("birthdate",)),
        ("Badge", "code", ("Badge",)),
    ]
)
LEVELS = {facet.name: [level.name for level in COMPARISONS[facet.kind].levels] for facet in FACETS}


def outcome_of(said: dict[str, str]) -> dict[str, Outcome]:
    """One pair that compares so, by facet; where nothing is said, a value is missing."""
    places = {name: [*names, MISSING].index(said.get(name, MISSING)) for name, names in LEVELS.items()}
    return {
        name: Outcome(np.array([place if place < len(LEVELS[name]) else -1], np.int8), np.ones(1, np.float32))
        for name, place in places.items()
    }


def is_met(compare: dict[str, Sequence[str]], **said: str) -> bool:
    return bool(meets(compare, FACETS, outcome_of(said), 1)[0])


LIKE = {"same", "nickname", "swapped", "alike", "part"}
MEANT = [
    ("first_name", "same", {"same"}),
    ("first_name", "exact", {"same"}),
    ("first_name", "fuzzy", {"same", "nickname", "swapped", "alike"}),
    ("first_name", "alike", {"same", "nickname", "swapped", "alike"}),
    ("first_name", "nickname", {"same", "nickname", "swapped", "initial"}),
    ("first_name", "initial", {"same", "initial"}),
    ("first_name", "compatible", {"same", "nickname", "swapped", "alike", "initial", MISSING}),
    ("first_name", "missing", {MISSING}),
    ("first_name", "differs", {"differs"}),
    ("last_name", "part", {"part"}),
    ("company", "company", {"same", "close", "alike"}),
    ("birthdate", "fuzzy", {"same", "a slip apart"}),
    ("birthdate", "compatible", {"same", "a slip apart", "within a year", MISSING}),
    ("email", "differs", {"differs at the same provider", "differs"}),
    ("mobile_phone", "differs", {"other mobile", "differs"}),
    ("Badge", "fuzzy", {"same", "alike"}),
]


@pytest.mark.parametrize(("field", "how", "expected"), MEANT)
def test_a_word_means_these_levels(field: str, how: str, expected: set[str]) -> None:
    names = {"first_name": "given_name", "last_name": "family_name", "mobile_phone": "phone"}
    facet = names.get(field, field)
    met = {level for level in [*LEVELS[facet], MISSING] if is_met({field: (how,)}, **{facet: level})}
    assert met == expected


def test_every_word_is_tried() -> None:
    assert {how for _, how, _ in MEANT} == set(HOWS)


def test_one_of_several_fields_is_enough() -> None:
    assert is_met({"email|phone": ("same",)}, email="differs", phone="same")
    assert is_met({"email | phone": ("same",)}, email="same")
    assert not is_met({"email|phone": ("same",)}, email="differs", phone="alike")


def test_fields_differ_where_one_does_and_none_agrees() -> None:
    assert is_met({"company|domain": ("differs",)}, company="differs")
    assert not is_met({"company|domain": ("differs",)}, company="differs", domain="same")
    assert not is_met({"company|domain": ("differs",)})


def test_all_fields_of_a_rule_must_agree() -> None:
    rule = {"first_name": ("fuzzy", "initial"), "last_name": ("same",)}
    assert is_met(rule, given_name="initial", family_name="same")
    assert not is_met(rule, given_name="initial", family_name="alike")
    assert is_met({})


def test_a_field_that_no_table_has_agrees_with_nothing() -> None:
    assert not is_met({"fax": ("same",)})
    assert not is_met({"fax": ("differs",)})
    assert is_met({"fax": ("missing",)})
    assert is_met({"fax": ("compatible",)})


RULES = (
    Scenario("mail", "The same mailbox", {"email": ("same",)}, 0.9, 0.6),
    Scenario("mover", "Elsewhere", {"company": ("differs",)}, 0.9, 0.5, Band.JOB_CHANGE),
    Scenario("any", "Anything", {}, 0.99, 0.5),
)


@pytest.mark.parametrize(
    ("score", "said", "expected"),
    [
        (0.95, {"email": "same", "company": "differs"}, ("mail", "auto")),
        (0.9, {"email": "same"}, ("mail", "auto")),
        (0.6, {"email": "same"}, ("mail", "review")),
        (0.55, {"email": "same"}, ("any", "review")),
        (0.55, {"email": "same", "company": "differs"}, ("mover", "job-change")),
        (1.0, {"company": "differs"}, ("mover", "job-change")),
        (0.98, {}, ("any", "review")),
        (0.49, {"email": "same"}, (None, None)),
    ],
)
def test_a_pair_belongs_to_the_first_rule_that_it_meets(
    score: float, said: dict[str, str], expected: tuple[str | None, str | None]
) -> None:
    found = bands_of(outcome_of(said), Design(FACETS, ()), RULES, np.array([score]))
    place = int(found.scenario[0])
    assert (RULES[place].id if place >= 0 else None, found.band[0]) == expected


def test_copies_are_sure_whatever_rule_they_meet() -> None:
    design = Design(FACETS, ())
    mail = bands_of(outcome_of({"email": "same"}), design, RULES, np.array([0.7]))
    any_ = bands_of(outcome_of({}), design, RULES, np.array([0.7]))
    same = np.array([True])
    assert (int(as_copies(mail, same, RULES).scenario[0]), as_copies(mail, same, RULES).band[0]) == (
        0,
        "auto",
    )
    assert int(as_copies(any_, same, RULES).scenario[0]) == len(RULES)
    assert as_copies(mail, ~same, RULES).band[0] == "review"


Link = tuple[int, int, float, str]


def found_in(
    group: list[int], links: list[Link], scores: dict[tuple[int, int], float] | None = None
) -> Searched:
    """What a search found: ``group`` by record, links with score and band, and what other pairs would score."""
    left, right = (np.array([link[side] for link in links], np.int32) for side in (0, 1))
    score = np.array([link[2] for link in links])
    pairs = pd.DataFrame({
        "left": left.astype(np.int64), "right": right.astype(np.int64), "score": score,
        "scenario": np.zeros(len(links), np.int16), "band": [link[3] for link in links],
        "decided": False,
    })  # fmt: skip

    def score_of(asked: Pairs) -> np.ndarray:
        ends = zip(asked.left.tolist(), asked.right.tolist(), strict=True)
        return np.array([(scores or {}).get(pair, 0.4) for pair in ends], float)

    mail = Facet("email", "label", Group.REACH, ("email",), (coded(pa.array(["a"] * len(group))),))
    weights = default_weights([mail])
    return Searched(
        None, Design((mail,), ()), Copies(np.arange(len(group))), Found(left, right, score, (), weights, 0),
        (RULES[0], IDENTICAL), pairs, np.array(group), 3, score_of,
    )  # type: ignore[arg-type]  # fmt: skip


def bands(searched: Searched) -> dict[int, str]:
    table = group_table(searched, pair_table(searched))
    return dict(zip(table["label"], table["band"], strict=True))


def test_pairs_of_a_group_that_no_link_joins_are_listed_once() -> None:
    searched = found_in([0, 0, 0, 3, 3], [(0, 1, 0.99, "auto"), (1, 2, 0.98, "auto"), (3, 4, 0.7, "review")])
    table = pair_table(searched)
    ends = list(zip(table["left"], table["right"], strict=True))
    assert sorted(ends) == [*combinations(range(3), 2), (3, 4)]
    implied = table[table["scenario"] == SAME_GROUP]
    assert [(row.left, row.right, row.score, row.band) for row in implied.itertuples()] == [
        (0, 2, 0.4, "review")
    ]
    assert table["score"].is_monotonic_decreasing


def test_a_sure_link_between_two_groups_is_looked_at() -> None:
    table = pair_table(found_in([0, 0, 2], [(0, 1, 0.99, "auto"), (1, 2, 0.995, "auto")]))
    assert dict(zip(table["right"], table["band"], strict=True)) == {1: "auto", 2: "review"}


def test_a_group_is_sure_where_sure_links_alone_hold_it_together() -> None:
    sure = [(0, 1, 0.99, "auto"), (1, 2, 0.99, "auto")]
    assert bands(found_in([0, 0, 0], sure)) == {0: "auto"}
    assert bands(found_in([0, 0, 0], [*sure, (0, 2, 0.6, "review")])) == {0: "auto"}
    assert bands(found_in([0, 0, 0], [sure[0], (1, 2, 0.7, "review")])) == {0: "review"}
    assert bands(found_in([0, 0, 0], [sure[0], (1, 2, 0.9, "job-change")])) == {0: "job-change"}


def test_a_group_in_which_two_contradict_one_another_is_looked_at() -> None:
    sure = [(0, 1, 0.99, "auto"), (1, 2, 0.99, "auto")]
    assert bands(found_in([0, 0, 0], sure, {(0, 2): 0.001})) == {0: "review"}


def test_a_large_group_is_looked_at_and_marked() -> None:
    sure = [(one, other, 0.99, "auto") for one, other in combinations(range(4), 2)]
    searched = found_in([0, 0, 0, 0, 4, 4], [*sure, (4, 5, 0.99, "auto")])
    table = group_table(searched, pair_table(searched))
    assert set(zip(table["label"], table["band"], table["large"], strict=True)) == {
        (0, "review", True), (4, "auto", False),
    }  # fmt: skip


def test_a_record_shows_its_strongest_link() -> None:
    table = group_table(
        searched := found_in([0, 0, 0], [(0, 1, 0.99, "auto"), (1, 2, 0.7, "review"), (0, 2, 0.8, "review")]),
        pair_table(searched),
    )
    assert dict(zip(table["record"], table["other"], strict=True)) == {0: 1, 1: 0, 2: 0}
    assert table["score"].tolist() == [0.99, 0.99, 0.8]
