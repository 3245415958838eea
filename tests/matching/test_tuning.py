"""Weights out of labelled pairs: what is counted, what is believed where little was seen, and how it is judged."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mopsctl.auditing.tune import Tuning
from mopsctl.config import config_of
from mopsctl.errors import ConfigError
from mopsctl.matching.agreement import Agreement
from mopsctl.matching.coded import Coded, coded
from mopsctl.matching.comparison import Outcome
from mopsctl.matching.facet import Facet, Group
from mopsctl.matching.given_weights import with_given
from mopsctl.matching.labels import OPEN, OTHER, SAME
from mopsctl.matching.scenario import ObjectMatch, Scenario
from mopsctl.matching.tuning import HeldOut, Tuned, held_out, learn_from
from mopsctl.matching.weights import default_weights
from mopsctl.reports.match_yaml import write_match

LEVELS = 7
"""Levels of a given name."""


def given_name() -> Facet:
    column: Coded = coded(pa.array(["ana", "bo"]))
    return Facet("given_name", "given", Group.NAME, ("first_name",), (column,))


def learnt(levels: list[int], label: list[int]) -> np.ndarray:
    facet = given_name()
    outcome = Outcome(np.array(levels, np.int8), np.full(len(levels), 0.01, np.float32))
    start = default_weights([facet])
    return learn_from([facet], {"given_name": outcome}, np.array(label), start, 100).shares["given_name"]


def test_shares_are_counted_over_labelled_duplicates_alone() -> None:
    shares = learnt([1] * 4000 + [0] * 4000, [SAME] * 4000 + [OTHER] * 4000)
    assert shares[1] > 0.98
    assert shares.sum() == pytest.approx(1)


def test_a_few_labels_hardly_move_what_was_believed() -> None:
    default = default_weights([given_name()]).shares["given_name"]
    shares = learnt([1] * 3, [SAME] * 3)
    assert default[1] < shares[1] < default[1] + 0.05


def test_missing_values_teach_nothing() -> None:
    default = default_weights([given_name()]).shares["given_name"]
    assert learnt([-1] * 500, [SAME] * 500) == pytest.approx(default)


def test_pairs_that_nobody_has_seen_count_by_their_probability() -> None:
    surely = learnt([1] * 300, [SAME] * 300)
    perhaps = learnt([1] * 300, [OPEN] * 300)
    default = default_weights([given_name()]).shares["given_name"]
    assert default[1] < perhaps[1] < surely[1]


@given(
    st.lists(
        st.tuples(st.integers(-1, LEVELS - 1), st.sampled_from([SAME, OTHER, OPEN])), min_size=1, max_size=50
    )
)
def test_shares_are_shares_whatever_is_labelled(pairs: list[tuple[int, int]]) -> None:
    shares = learnt([level for level, _ in pairs], [label for _, label in pairs])
    assert ((shares > 0) & (shares <= 1)).all()
    assert shares.sum() == pytest.approx(1)


def test_held_out_pairs_are_judged_by_their_labels_and_open_ones_not_at_all() -> None:
    found = held_out(np.array([10.0, 0.0, -10.0, 3.0]), np.array([SAME, OTHER, SAME, OPEN]))
    assert (found.review.found, found.review.right, found.review.true) == (2, 1, 2)
    assert (found.auto.found, found.auto.right) == (1, 1)
    assert found.surprise == pytest.approx((np.log2(1 + 2**-10) + 1 + np.log2(1 + 2**10)) / 3)


def tuning(shares: dict[str, dict[str, float]], scenario: Scenario) -> Tuning:
    figures = HeldOut(Agreement(10, 9, 12), Agreement(5, 5, 12), 0.25)
    tuned = Tuned("contact", 40, 60, shares, dict.fromkeys(shares, 40), figures, figures)
    return Tuning("a.csv", "b.csv", (tuned,), {"contact": ObjectMatch((scenario,))}, (), ())


texts = st.text(min_size=1, max_size=12)


@given(texts, texts, texts)
def test_what_is_written_is_read_back_as_it_was(name: str, field: str, sentence: str) -> None:
    shares = {field: {"same": 0.75, "remotely alike": 0.125}}
    scenario = Scenario(name, sentence, {field: ("same", "fuzzy")}, auto=0.95, review=0.6)
    out = io.StringIO()
    write_match(tuning(shares, scenario), out)
    assert yaml.safe_load(out.getvalue())["match"]["contact"]["weights"] == shares


def test_what_is_written_is_a_configuration_with_the_rules_in_force() -> None:
    scenario = Scenario(
        "same-name", "The same name: yes", {"first_name|last_name": ("same", "fuzzy")}, 0.95, 0.6
    )
    out = io.StringIO()
    write_match(tuning({"given_name": {"same": 0.75}}, scenario), out)
    match = config_of(out.getvalue(), "match.yaml", Path()).match["contact"]
    assert match.weights == {"given_name": {"same": 0.75}}
    assert [
        (rule.id, rule.sentence, dict(rule.compare), rule.auto, rule.review) for rule in match.scenarios
    ] == [("same-name", "The same name: yes", {"first_name|last_name": ("same", "fuzzy")}, 0.95, 0.6)]


def test_stated_weights_take_the_place_of_learnt_ones_and_the_others_stay() -> None:
    facet = given_name()
    weights = default_weights([facet])
    match = ObjectMatch(
        weights={"given_name": {"nickname": 0.5}, "of_another_export": {"same": 1.0}}, rate=0.3
    )
    stated = with_given(weights, match, [facet])
    assert stated.shares["given_name"][1] == 0.5
    assert stated.shares["given_name"][0] == weights.shares["given_name"][0]
    assert stated.rate == 0.3


def test_a_level_that_there_is_not_is_named_with_the_nearest() -> None:
    facet = given_name()
    match = ObjectMatch(weights={"given_name": {"nicknames": 0.5}})
    with pytest.raises(ConfigError, match="there is no level 'nicknames', did you mean 'nickname'"):
        with_given(default_weights([facet]), match, [facet])
