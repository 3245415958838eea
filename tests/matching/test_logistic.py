"""Learning from labelled pairs: the right answer where it is known, caution where there is little to learn from."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mopsctl.matching.folds import folds
from mopsctl.matching.logistic import Bounds, Sample, fit, log_loss, log_odds


def sample(features: list[list[float]], label: list[bool], offset: float = 0.0) -> Sample:
    return Sample(
        np.array(features, dtype=float),
        np.array(label, dtype=bool),
        np.full(len(label), offset),
        np.ones(len(label)),
    )


def test_one_parameter_that_is_always_there_gives_the_share_of_duplicates() -> None:
    found = fit(sample([[1.0]] * 8, [True] * 6 + [False] * 2), np.array([1e-9]))
    assert found[0] == pytest.approx(np.log(3), abs=1e-6)


def test_what_is_known_already_is_not_learnt_again() -> None:
    found = fit(sample([[1.0]] * 8, [True] * 6 + [False] * 2, offset=np.log(3)), np.array([1.0]))
    assert found[0] == pytest.approx(0, abs=1e-9)


def test_labels_that_can_be_told_apart_do_not_run_to_infinity() -> None:
    found = fit(sample([[1.0, 0.0], [0.0, 1.0]] * 50, [True, False] * 50), np.array([1.0, 1.0]))
    assert 1 < found[0] < 10
    assert found[1] == pytest.approx(-found[0])


def test_nothing_is_said_of_what_was_never_seen() -> None:
    found = fit(sample([[1.0, 0.0]] * 4, [True, True, True, False]), np.array([0.1, 0.1]))
    assert found[1] == 0


def test_a_pair_that_stands_for_many_counts_as_many() -> None:
    labels = [True, False]
    one = sample([[1.0]] * 2, labels)
    heavy = Sample(one.features, one.label, one.offset, np.array([3.0, 1.0]))
    many = sample([[1.0]] * 4, [True, True, True, False])
    assert fit(heavy, np.array([0.5])) == pytest.approx(fit(many, np.array([0.5])))


def test_a_bound_is_kept_and_the_others_make_up_for_it() -> None:
    pairs = sample([[1.0, 1.0]] * 8, [True] * 6 + [False] * 2)
    free = fit(pairs, np.array([0.01, 0.01]))
    held = fit(pairs, np.array([0.01, 0.01]), Bounds(np.array([-np.inf, -np.inf]), np.array([0.1, np.inf])))
    assert free[0] == pytest.approx(free[1])
    assert held[0] == 0.1
    assert held[1] > free[1]


@given(
    st.lists(
        st.tuples(st.lists(st.integers(-2, 2), min_size=3, max_size=3), st.booleans()),
        min_size=1,
        max_size=30,
    ),
    st.floats(0.01, 10),
)
def test_no_step_aside_makes_the_answer_better(rows: list[tuple[list[int], bool]], penalty: float) -> None:
    pairs = sample([[float(cell) for cell in features] for features, _ in rows], [label for _, label in rows])
    penalties = np.full(3, penalty)
    bounds = Bounds(np.array([-9.0, -0.1, -9.0]), np.array([9.0, 9.0, 0.2]))
    best = fit(pairs, penalties, bounds)

    def loss(parameters: np.ndarray) -> float:
        surprise = log_loss(log_odds(pairs, parameters), pairs.label, pairs.weight) * len(pairs)
        return float(surprise + penalties @ parameters**2 / 2)

    for place in range(3):
        for step in (-0.01, 0.01):
            aside = best.copy()
            aside[place] += step
            aside = bounds.hold(aside)
            assert loss(aside) >= loss(best) - 1e-9


pairs_of_ten = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=40)


@given(pairs_of_ten, st.integers(2, 5))
def test_no_record_is_in_two_parts(pairs: list[tuple[int, int]], count: int) -> None:
    left, right = np.array(pairs).T
    part = folds(left, right, 10, count)
    assert set(part.tolist()) <= set(range(count))
    for record in range(10):
        assert len(set(part[(left == record) | (right == record)].tolist())) <= 1


def test_parts_are_alike_in_size() -> None:
    left = np.arange(0, 200, 2)
    assert np.bincount(folds(left, left + 1, 200, 5)).tolist() == [20] * 5
