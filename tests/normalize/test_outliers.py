"""Outliers: found however many records there are of the others, and never among what is usual."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from mopsctl.normalize.outliers import far_lengths, odd_shapes

NAMES = pd.Series([
    "Ana", "Ben", "Clara", "David", "Elena", "Fatima", "Giovanni", "Hannah", "Ingrid", "Jean-Luc",
    "Katharina", "Li", "Mary Ann", "Natalie", "O'Neil", "Petra", "Quentin", "Roberto", "Stephanie",
    "Wolfeschlegelsteinhausen", "山田",
])  # fmt: skip


@given(st.lists(st.integers(1, 10_000), min_size=21, max_size=21))
def test_real_names_are_usual(records: list[int]) -> None:
    counts = pd.Series(records)
    assert odd_shapes(NAMES, counts, 0.1).isna().all()
    assert far_lengths(NAMES, counts, 0.1, 6.0).isna().all()


@given(st.integers(30, 10_000))
def test_one_record_that_is_unlike_all_others_is_found(records: int) -> None:
    values = pd.concat([NAMES, pd.Series(["x" * 2_000, "Ben@acme.com"])], ignore_index=True)
    counts = pd.Series([records] * len(NAMES) + [1, 1])
    assert list(far_lengths(values, counts, 0.005, 6.0).dropna().index) == [len(NAMES)]
    assert list(odd_shapes(values, counts, 0.005).dropna().index) == [len(NAMES) + 1]


def test_what_many_have_is_usual() -> None:
    values, counts = pd.Series(["Anna", "Anna 2"]), pd.Series([90, 10])
    assert odd_shapes(values, counts, 0.05).isna().all()
    assert odd_shapes(values, counts, 0.1).notna().sum() == 1
