"""Bounds are where numbers end sharply, not where they happen to end."""

from __future__ import annotations

import numpy as np
import pytest

from mopsctl.suggesting.bounds import lower_bound, upper_bound
from mopsctl.suggesting.confidence import sure_share

CHANCE = np.random.default_rng(11)
EVEN = CHANCE.uniform(1_000, 50_000, 4_000)
LONG_TAIL = CHANCE.lognormal(10, 1.5, 4_000)


@pytest.mark.parametrize(("stray", "bound"), [(90_000.0, 50_000.0), (10_000_000.0, 50_000.0)])
def test_an_end_that_some_numbers_lie_beyond_is_a_bound(stray: float, bound: float) -> None:
    assert upper_bound(np.append(EVEN, [stray] * 40), 0.94) == bound


def test_an_end_that_nothing_lies_beyond_may_be_chance() -> None:
    assert upper_bound(EVEN, 0.94) is None


def test_the_end_of_a_scale_is_a_bound_by_itself() -> None:
    assert upper_bound(np.floor(CHANCE.uniform(0, 101, 4_000)), 0.94) == 100


def test_amounts_that_thin_out_have_none() -> None:
    assert upper_bound(LONG_TAIL, 0.94) is None
    assert lower_bound(LONG_TAIL, 0.94) is None


def test_a_few_negative_numbers_are_out_of_bounds() -> None:
    assert lower_bound(np.append(LONG_TAIL, [-5.0] * 30), 0.94) == 0
    assert lower_bound(np.append(LONG_TAIL, [-5.0] * 900), 0.94) != 0


def test_a_start_above_zero_is_a_bound() -> None:
    assert lower_bound(np.append(CHANCE.uniform(1_000, 9_000, 4_000), [3.0] * 40), 0.94) == 1_000


@pytest.mark.parametrize(("kept", "checked", "sure"), [(0, 0, 0.0), (50, 50, 0.9287), (990, 1_000, 0.9817)])
def test_few_records_make_a_share_less_sure(kept: int, checked: int, sure: float) -> None:
    assert sure_share(kept, checked) == pytest.approx(sure, abs=1e-4)
