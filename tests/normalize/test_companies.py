"""Comparison keys of company names."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mopsctl.normalize.companies import company_keys


def key(name: str | None) -> str | None:
    found = company_keys(pd.Series([name], dtype="str"))[0]
    return None if pd.isna(found) else str(found)


@pytest.mark.parametrize(
    "spellings",
    [
        [
            "Acme",
            "ACME Inc",
            "Acme, Inc.",
            "The Acme Company",
            "acme corp.",
            "Acme Ltd",
            "Acme S.A. de C.V.",
            "Acme Co., Ltd.",
        ],
        ["Müller & Söhne GmbH & Co. KG", "MULLER UND SOHNE", "Muller and Sohne GmbH"],
        ["Johnson & Johnson", "Johnson and Johnson Inc."],
        ["L'Oréal S.A.", "LOreal", "L’OREAL SA"],
        ["Novo A/S", "Novo AS", "Novo"],
        ["株式会社トヨタ", "トヨタ株式会社", "トヨタ(株式会社)"],
        ["Kowal Sp. z o.o.", "Kowal sp z oo", "Kowal"],
        ["Fagor S.Coop. S.L.", "Fagor S.Coop."],
    ],
)
def test_spellings_of_one_company_share_a_key(spellings: list[str]) -> None:
    assert len({key(name) for name in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("Acme Foods", "Acme Tools"), ("Delta Air Lines", "Delta"), ("株式会社トヨタ", "株式会社ソニー")],
)
def test_different_companies_do_not(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_a_name_of_nothing_but_a_form_keeps_it() -> None:
    assert key("The Company") == "company"
    assert key("AG") == "ag"


@pytest.mark.parametrize("name", [None, "", "-", " . "])
def test_where_there_is_no_name(name: str | None) -> None:
    assert key(name) is None


@settings(deadline=None)
@given(st.text(max_size=30))
def test_a_key_is_its_own_key_in_letters_and_case(name: str) -> None:
    first = key(name)
    if first is not None:
        assert first == first.strip()
        assert key(name.lower()) == key(name.lower() + " ")
