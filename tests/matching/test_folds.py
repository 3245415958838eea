"""Labelled pairs dealt into parts: no record is in two of them, and they are alike in size."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mopsctl.matching.folds import folds

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
