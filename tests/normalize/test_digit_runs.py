"""Cutting runs of digits by arithmetic gives what cutting them as text gives."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from mopsctl.normalize.digit_runs import (
    DigitRuns,
    last,
    leading,
    read_digits,
    repeats_one_digit,
    with_leading,
    without_leading,
    without_zeros,
)

texts = st.lists(st.text("0123456789", max_size=18), min_size=1, max_size=5)


def written(runs: DigitRuns) -> list[str]:
    return [f"{value:0{count}}" if count else "" for value, count in zip(runs.value, runs.count, strict=True)]


@settings(max_examples=60, deadline=None)
@given(texts, st.integers(0, 6))
def test_runs_are_cut_as_texts_are(digits: list[str], size: int) -> None:
    runs = read_digits(pa.array(digits))
    assert written(runs) == digits
    assert written(without_leading(runs, size)) == [text[size:] for text in digits]
    assert leading(runs, size).tolist() == [
        int(text[:size] or 0) if len(text) >= size else -1 for text in digits
    ]
    assert written(without_zeros(runs)) == [text.lstrip("0") for text in digits]


@settings(max_examples=60, deadline=None)
@given(texts)
def test_the_last_digits_are_significant_ones(digits: list[str]) -> None:
    expected = [text.lstrip("0")[-9:] or "0" for text in digits]
    assert last(read_digits(pa.array(digits)), 9).to_pylist() == expected


@settings(max_examples=60, deadline=None)
@given(texts)
def test_one_digit_throughout_is_seen(digits: list[str]) -> None:
    assert repeats_one_digit(read_digits(pa.array(digits))).tolist() == [
        len(set(text)) < 2 for text in digits
    ]


def test_a_prefix_goes_before_zeros_too() -> None:
    runs = read_digits(pa.array(["0612345678", "", "30"]))
    assert with_leading(np.array([39, 49, 1]), runs).tolist() == [390612345678, 49, 130]


def test_what_is_too_long_is_cut() -> None:
    assert written(read_digits(pa.array(["7" * 40]))) == ["7" * 18]
