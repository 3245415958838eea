"""Spellings of one telephone number have one key, whether the number exists or not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from mopsctl.normalize.phone_keys import phone_keys

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "phone_keys.yaml").read_text(encoding="utf-8")
)


def keys_of(*spellings: tuple[str | None, str | None], default: str | None = None) -> pd.DataFrame:
    frame = pd.DataFrame(list(spellings), columns=["value", "country"], dtype="string[pyarrow]")
    return phone_keys(frame, default)


@pytest.mark.parametrize(
    ("column", "expected", "spelling"),
    [
        (column, case[column], (*spelling, None)[:2])
        for case in CASES
        for column in ("number", "national")
        if column in case
        for spelling in case["spellings"]
    ],
)
def test_every_spelling_has_the_key(column: str, expected: str, spelling: tuple[str, str | None]) -> None:
    assert keys_of(spelling)[column].tolist() == [expected]


@pytest.mark.parametrize(
    ("text", "extension"),
    [
        ("735-887-7160 x12", "12"),
        ("735-887-7160 ext. 12", "12"),
        ("735-887-7160 Ext 0012", "0012"),
        ("735-887-7160, extension 7", "7"),
        ("735-887-7160 #44", "44"),
        ("+1 735 887 7160;ext=99", "99"),
        ("030 1234567 Durchwahl 21", "21"),
        ("+33 1 42 68 53 00 poste 5", "5"),
        ("735-887-7160", None),
        ("x12", None),
    ],
)
def test_extensions_are_beside_the_number(text: str, extension: str | None) -> None:
    found = keys_of((text, "US"))["extension"].iloc[0]
    assert (None if pd.isna(found) else found) == extension


@pytest.mark.parametrize(
    "text",
    [
        "000-000-0000", "0", "555-555-5555", "(555) 555-1234", "1234567890", "123-456-7890", "+1 234 567 890",
        "9999999", "999-999-9999", "+49 99999999", "111 1111111", "12345", "987654321", "123-123-1234", "n/a", "none",
        "-", "212-555-1212", "1", "+", "unknown", "+1 000 000 0000",
    ],
)  # fmt: skip
def test_what_nobody_has_is_a_placeholder(text: str) -> None:
    assert keys_of((text, "US"))["is_placeholder"].tolist() == [True]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        None,
        "735-887-7160",
        "212-555-0187",
        "887-7160",
        "0800 333 1111",
        "+49 30 111222",
        "1-800-FLOWERS",
    ],
)
def test_what_somebody_may_have_is_none(text: str | None) -> None:
    assert keys_of((text, "US"))["is_placeholder"].tolist() == [False]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("735-887-7160", "US"), ("735-887-7161", "US")),
        (("735-887-7160", "US"), ("0735 887 7160", "DE")),
        (("+49 30 1234567", None), ("+43 30 1234567", None)),
        (("020 7946 0958", "GB"), ("020 7946 0959", "GB")),
        (("06 1234 5678", "IT"), ("6 1234 5678", "IT")),
        (("+1 735 887 7160", None), ("+7 358 877 1600", None)),
    ],
)
def test_two_numbers_are_two_keys(one: tuple[str, str | None], other: tuple[str, str | None]) -> None:
    assert keys_of(one, other)["number"].nunique() == 2


def test_a_default_region_stands_in_for_a_missing_country_alone() -> None:
    keys = keys_of(("030 1234567", None), ("030 1234567", " "), ("030 1234567", "FR"), default="Germany")
    assert keys["number"].tolist() == ["49301234567", "49301234567", "33301234567"]


def test_a_frame_without_countries_and_one_without_rows_are_read_too() -> None:
    keys = phone_keys(pd.DataFrame({"value": ["+49 30 1234567"]}, dtype="string[pyarrow]"))
    assert keys["number"].tolist() == ["49301234567"]
    nothing = phone_keys(pd.DataFrame({"value": [], "country": []}, dtype="string[pyarrow]"))
    assert list(nothing.columns) == ["number", "national", "extension", "is_placeholder"]


def test_the_index_is_kept() -> None:
    frame = pd.DataFrame({"value": ["735-887-7160", None]}, index=[7, 3], dtype="string[pyarrow]")
    assert phone_keys(frame, "US").index.tolist() == [7, 3]


TEMPLATES = [
    *(
        "({a}) {b}-{c}",
        "{a}-{b}-{c}",
        "{a}.{b}.{c}",
        "{a}{b}{c}",
        "{a} {b} {c}",
        "{a}-{b}-{c} x{x}",
        " {a} {b}{c}\t",
    ),
    *(
        "1-{a}-{b}-{c}",
        "+1 {a} {b} {c}",
        "+1{a}{b}{c}",
        "001 {a} {b} {c}",
        "1 ({a}) {b}-{c}",
        "011 1 {a} {b} {c}",
    ),
    *("+1 {a} {b} {c} ext. {x}", "Tel. {a}/{b}-{c}"),
]


@settings(max_examples=50, deadline=None)
@given(
    st.integers(200, 999),
    st.integers(200, 999),
    st.integers(0, 9999),
    st.integers(1, 99999),
    st.lists(st.sampled_from(TEMPLATES), min_size=2),
)
def test_spellings_of_any_north_american_number_meet(
    a: int, b: int, c: int, x: int, templates: list[str]
) -> None:
    spelled = [template.format(a=a, b=b, c=f"{c:04}", x=x) for template in templates]
    keys = keys_of(*((text, "US") for text in spelled))
    assert set(keys["number"]) == {f"1{a}{b}{c:04}"}
    assert set(keys["national"]) == {f"{a}{b}{c:04}"[-9:]}


@settings(max_examples=50, deadline=None)
@given(
    st.sampled_from(
        [("DE", "49"), ("FR", "33"), ("GB", "44"), ("AU", "61"), ("NL", "31"), ("CH", "41"), ("AT", "43")]
    ),
    st.integers(20, 89),
    st.integers(2000000, 9999999),
)
def test_spellings_of_numbers_with_a_trunk_prefix_meet(place: tuple[str, str], area: int, rest: int) -> None:
    country, code = place
    texts = (
        f"0{area} {rest}",
        f"(0{area}) {rest}",
        f"+{code} {area} {rest}",
        f"+{code} (0){area}/{rest}",
        f"00{code}{area}{rest}",
    )
    keys = keys_of(*((text, country) for text in texts))
    assert set(keys["number"]) == {f"{code}{area}{rest}"}


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.tuples(st.text(max_size=60), st.sampled_from(["US", "DE", "IT", "AR", "", None, "x"])), max_size=5
    )
)
def test_any_text_is_read(rows: list[tuple[str, str | None]]) -> None:
    keys = keys_of(*rows)
    assert len(keys) == len(rows)
    assert not keys.loc[keys["number"].notna(), "number"].str.contains("[^0-9]").any()


@settings(max_examples=50, deadline=None)
@given(
    st.sampled_from(["1", "7", "20", "33", "39", "44", "49", "54", "55", "81", "91", "353", "420", "971"]),
    st.integers(20_000_000, 999_999_999),
    st.sampled_from(["US", "DE", "IT", "RU", "MX", "BR", "BY", None]),
)
def test_an_international_number_is_its_own_key_everywhere(
    code: str, national: int, country: str | None
) -> None:
    assert keys_of((f"+{code}{national}", country))["number"].tolist() == [f"{code}{national}"]


def test_a_very_long_text_is_read() -> None:
    keys = keys_of(("7" * 1_000_000, "US"), ("(735) 887-7160 " + "x" * 1_000_000, "US"))
    assert keys["number"].notna().all()
