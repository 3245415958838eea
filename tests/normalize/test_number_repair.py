"""The one number that a text holds."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mopsctl.normalize.number_repair import suggest_number

AMOUNTS = st.decimals(0, 10**9, places=2, allow_nan=False, allow_infinity=False)


@settings(deadline=None)
@given(AMOUNTS)
def test_thousands_and_decimals_are_read_in_every_countrys_habit(amount: Decimal) -> None:
    american = f"{amount:,.2f}"
    swapped = american.translate(str.maketrans(",.", ".,"))
    for text in (american, swapped, american.replace(",", "'"), swapped.replace(".", " "), f"EUR {swapped}"):
        meant = suggest_number(text)
        assert meant is not None
        assert Decimal(meant[0]) == amount


@settings(deadline=None)
@given(AMOUNTS)
def test_brackets_and_trailing_signs_are_minus(amount: Decimal) -> None:
    for text in (f"({amount:,.2f})", f"{amount}-"):
        meant = suggest_number(text)
        assert meant is not None
        assert Decimal(meant[0]) == -amount


@settings(deadline=None)
@given(st.text(max_size=20))
def test_what_is_suggested_is_a_plain_number(text: str) -> None:
    meant = suggest_number(text)
    if meant is not None:
        assert Decimal(meant[0]).is_finite()
        assert set(meant[0]) <= set("-0123456789.")
        assert 0 < meant[1] <= 1


@pytest.mark.parametrize(
    "text", ["50-100", "1.200k", "twelve", "", "k", "1.2.3", "5 and 6", "Q3", "12/05", "50 abc"]
)
def test_no_number_is_guessed(text: str) -> None:
    assert suggest_number(text) is None


def test_a_bound_is_less_sure_than_about_and_about_less_than_a_magnitude() -> None:
    confidences = [
        meant[1] for text in ("500+", "about 500", "0.5k", "500 people") if (meant := suggest_number(text))
    ]
    assert confidences == sorted(set(confidences))
    assert len(confidences) == 4
