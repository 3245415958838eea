"""Judging phone numbers: the verdicts of libphonenumber, for whole columns, and what it cannot read."""

from __future__ import annotations

import pandas as pd
import phonenumbers as pn
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mopsctl.normalize.phone_plans import regions_with_plan
from mopsctl.normalize.phones import judge_phones, suggest_phone

REGIONS = st.sampled_from(
    sorted(regions_with_plan() - {"AC", "TA"})
)  # these two have no ISO code of their own
FORMATS = st.sampled_from(
    [pn.PhoneNumberFormat.E164, pn.PhoneNumberFormat.INTERNATIONAL, pn.PhoneNumberFormat.NATIONAL]
)
TYPES = st.sampled_from(
    [
        pn.PhoneNumberType.FIXED_LINE,
        pn.PhoneNumberType.MOBILE,
        pn.PhoneNumberType.TOLL_FREE,
        pn.PhoneNumberType.VOIP,
    ]
)


@st.composite
def written_numbers(draw: st.DrawFn) -> tuple[str, str]:
    """A number of a region as people write it, often with its last digits made up, and a country."""
    region, country = draw(REGIONS), draw(REGIONS)
    number = pn.example_number_for_type(region, draw(TYPES)) or pn.example_number(region)
    assert number is not None
    digits = str(number.national_number)
    kept = draw(st.integers(1, len(digits)))
    digits = digits[:kept] + draw(
        st.text("0123456789", min_size=len(digits) - kept, max_size=len(digits) - kept)
    )
    made = pn.PhoneNumber(country_code=number.country_code, national_number=int(digits))
    text = pn.format_number(made, draw(FORMATS))
    change = draw(st.sampled_from(["", "", "no plus", "00", "(0)", "ext", "trunk"]))
    changed = {
        "no plus": text.replace("+", ""),
        "00": text.replace("+", "00"),
        "(0)": f"+{made.country_code} (0){made.national_number}",
        "ext": f"{text} ext. 12",
        "trunk": f"0{text}",
    }.get(change, text)
    return changed, draw(st.sampled_from([region, region, country]))


def e164_of_libphonenumber(text: str, region: str | None) -> str | None:
    try:
        number = pn.parse(text, region)
    except pn.NumberParseException:
        return None
    return pn.format_number(number, pn.PhoneNumberFormat.E164) if pn.is_valid_number(number) else None


def assert_same_as_libphonenumber(pairs: list[tuple[str, str]]) -> None:
    judged = judge_phones(pd.DataFrame(pairs, columns=["value", "country"]))
    for (text, region), e164, reason in zip(pairs, judged["e164"], judged["reason"], strict=True):
        expected = e164_of_libphonenumber(text, region)
        assert (None if pd.isna(e164) else e164) == expected, (text, region)
        assert pd.isna(reason) == (expected is not None), (text, region)


@settings(max_examples=60, deadline=None)
@given(st.lists(written_numbers(), min_size=1, max_size=60))
def test_numbers_of_every_region_are_judged_as_libphonenumber_judges(pairs: list[tuple[str, str]]) -> None:
    assert_same_as_libphonenumber(pairs)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.text("+00112345678 ()-./x", min_size=1, max_size=18), REGIONS), min_size=1, max_size=40
    )
)
def test_random_digits_and_signs_are_judged_as_libphonenumber_judges(pairs: list[tuple[str, str]]) -> None:
    assert_same_as_libphonenumber([(text, region) for text, region in pairs if text.strip()] or [("1", "US")])


def test_example_numbers_of_all_regions_are_valid_in_national_form() -> None:
    examples = [(region, pn.example_number(region)) for region in sorted(regions_with_plan() - {"AC", "TA"})]
    pairs = [(pn.format_number(n, pn.PhoneNumberFormat.NATIONAL), region) for region, n in examples if n]
    assert len(pairs) > 230
    judged = judge_phones(pd.DataFrame(pairs, columns=["value", "country"]))
    assert judged["e164"].notna().all()


@pytest.mark.parametrize(
    ("value", "country", "e164"),
    [
        ("(415) 555-2671", "United States", "+14155552671"),
        ("415.555.2671 x123", "USA", "+14155552671"),
        ("+49 (0)30 123456", None, "+4930123456"),
        ("0049 30 123456", "Deutschland", "+4930123456"),
        ("Tel.: 030/123456", "DE", "+4930123456"),
        ("030 123456 Durchwahl 12", "DE", "+4930123456"),
        ("'+4930123456", None, "+4930123456"),
        ("030\u2013123\u00a0456", "DE", "+4930123456"),
        ("1-800-FLOWERS", "US", "+18003569377"),
        ("٠٣٠١٢٣٤٥٦", "DE", "+4930123456"),
        ("020 7946 0958", "UK", "+442079460958"),
        ("06 1234 5678", "Italy", "+390612345678"),
        ("+800 1234 5678", None, "+80012345678"),
    ],
)
def test_spellings_of_a_valid_number(value: str, country: str | None, e164: str) -> None:
    judged = judge_phones(pd.DataFrame({"value": [value], "country": [country]}, dtype="object"))
    assert judged["e164"].tolist() == [e164]
    assert judged["reason"].isna().all()


@pytest.mark.parametrize(
    ("value", "country", "problem"),
    [
        ("call me", "US", "not a phone number"),
        ("--", None, "not a phone number"),
        ("+999 123456", "", "unknown calling code"),
        ("415 555", "US", "too short"),
        ("+1 415 555 2671 99", None, "too long"),
        ("123 456 7890", "US", "not in the country's numbering plan"),
    ],
)
def test_each_problem_is_named(value: str, country: str | None, problem: str) -> None:
    judged = judge_phones(pd.DataFrame({"value": [value], "country": [country]}, dtype="object"))
    assert judged["reason"].tolist() == [problem]


@pytest.mark.parametrize("country", [None, "", "Atlantis", "California"])
def test_a_national_number_of_no_known_country_is_not_called_invalid(country: str | None) -> None:
    judged = judge_phones(pd.DataFrame({"value": ["030 123456"], "country": [country]}, dtype="object"))
    assert judged.isna().all(axis=None)


def test_the_default_region_stands_in_for_a_missing_country_only() -> None:
    values = pd.DataFrame({"value": ["030 123456"] * 3, "country": [None, " ", "US"]}, index=[3, 5, 8])
    judged = judge_phones(values, default_region="Germany")
    assert judged["e164"].fillna("").to_dict() == {3: "+4930123456", 5: "+4930123456", 8: ""}
    assert judge_phones(values[["value"]], default_region="DE")["e164"].eq("+4930123456").all()


def test_a_default_without_numbers_of_its_own_helps_nobody() -> None:
    judged = judge_phones(pd.DataFrame({"value": ["030 123456"]}), default_region="Antarctica")
    assert judged.isna().all(axis=None)


def test_missing_and_blank_values_have_no_verdict() -> None:
    judged = judge_phones(pd.DataFrame({"value": [None, "", "  "], "country": ["US", "US", None]}))
    assert judged.isna().all(axis=None)


def test_an_empty_frame_gives_an_empty_verdict() -> None:
    judged = judge_phones(
        pd.DataFrame({"value": pd.Series([], dtype="str"), "country": pd.Series([], dtype="str")})
    )
    assert judged.shape == (0, 2)


@pytest.mark.parametrize(
    ("value", "country", "suggestion"),
    [
        ("(415) 555-2671", "US", "+14155552671"),
        ("4930123456", None, "+4930123456"),
        ("+4930123456", None, None),
        ("123", "US", None),
    ],
)
def test_the_international_form_is_suggested(value: str, country: str | None, suggestion: str | None) -> None:
    found = suggest_phone(value, country)
    assert (found[0] if found else None) == suggestion


def test_a_put_back_plus_is_less_sure_than_a_new_format() -> None:
    formatted, guessed = suggest_phone("030 123456", "DE"), suggest_phone("4930123456", None)
    assert formatted is not None
    assert guessed is not None
    assert formatted[1] > guessed[1]
