"""Patterns are learned from codes, and from nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mopsctl.normalize.arrow_text import as_arrow
from mopsctl.suggesting.shape import common_shape


def _pattern(values: list[str]) -> str | None:
    shape = common_shape(values, [1] * len(values), 0.94)
    return None if shape is None else shape.pattern


@pytest.mark.parametrize(
    ("values", "pattern"),
    [
        ([f"SKU-{n:04d}" for n in range(99)], "SKU-[0-9]{4}"),
        ([f"{n * 7919 % 90_000 + 10_000}" for n in range(99)], "[0-9]{5}"),
        ([f"003Qm00000{n:04x}zIAA" for n in range(5_000, 5_400)], "003[A-Za-z0-9]{15}"),
        ([f"{n * 2654435761 % 2**32:08x}-{n:04x}" for n in range(99)], "[a-f0-9]{8}-[a-f0-9]{4}"),
        ([f"{('DE', 'FR', 'UK')[n % 3]}.{n:03d}" for n in range(99)], r"(?:DE|FR|UK)\.[0-9]{3}"),
        ([f"{chr(65 + n % 26)}{chr(65 + n % 7)}{n % 10}" for n in range(182)], "[A-Z]{2}[0-9]"),
        ([f"INV{n}" for n in range(1, 400)], "INV[0-9]{1,3}"),
        ([f"INV{n**4}" for n in range(1, 400)], "INV[0-9]+"),
    ],
)
def test_codes_have_a_form(values: list[str], pattern: str) -> None:
    assert _pattern(values) == pattern


@pytest.mark.parametrize(
    "values",
    [
        [
            f"{first} {last}"
            for first in ("Ann", "Bo", "Cleo", "Dee")
            for last in ("Ito", "Rao", "Lopez", "Osei")
        ],
        ["Ann", "Bo", "Cleo", "Deirdre", "Evangeline", "Finn", "Gus", "Hal", "Ida", "Jonathan"],
        [str(n * n) for n in range(200)],
        [f"{n / 7:.2f}" for n in range(200)],
        [f"2026-0{1 + n % 9}-1{n % 10}" for n in range(90)],
        [f"{n % 90 + 10}" for n in range(90)],
        ["call later", "sent the offer", "asked for a discount", "no budget", "met at the fair 2025"],
        [],
    ],
)
def test_words_amounts_and_dates_have_none(values: list[str]) -> None:
    assert _pattern(values) is None


def test_a_few_other_forms_do_not_matter() -> None:
    assert _pattern([*(f"SKU-{n:04d}" for n in range(97)), "none yet", "SKU7", "?"]) == "SKU-[0-9]{4}"


@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=60, unique=True))
def test_whatever_the_values_a_pattern_matches_most_of_them(values: list[str]) -> None:
    import pandas as pd
    import pyarrow.compute as pc

    pattern = _pattern(values)
    if pattern is not None:
        found = pc.match_substring_regex(as_arrow(pd.Series(values, dtype=str)), f"^(?:{pattern})$")
        assert pc.sum(found).as_py() >= 0.8 * len(values)


@pytest.mark.parametrize("start", ["x" * 40_000, "x-" * 20_000])
def test_long_texts_have_no_form(start: str) -> None:
    assert _pattern([f"{start}{n:03d}" for n in range(60)]) is None
