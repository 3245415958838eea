"""Spellings of one city, state or postal code have one key."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from mopsctl.normalize.cities import city_keys
from mopsctl.normalize.place_keys import postal_keys, state_keys

CASES: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "place_keys.yaml").read_text(encoding="utf-8")
)
KEYS_OF = {"states": state_keys, "postal_codes": postal_keys}


def series(*texts: str | None) -> pd.Series[Any]:
    return pd.Series(list(texts), dtype="string[pyarrow]")


def frame(*rows: tuple[str | None, str | None]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=["value", "country"], dtype="string[pyarrow]")


@pytest.mark.parametrize(
    "spelling", [(first, other) for first, *others in CASES["cities"] for other in others]
)
def test_every_spelling_of_a_city_has_one_key(spelling: tuple[str, str]) -> None:
    keys = city_keys(series(*spelling))
    assert keys.notna().all()
    assert keys.nunique() == 1


@pytest.mark.parametrize("cities", CASES["cities_apart"])
def test_two_cities_are_two_keys(cities: list[str]) -> None:
    assert city_keys(series(*cities)).nunique() == len(cities)


@pytest.mark.parametrize(
    ("kind", "spelling", "key"),
    [
        (kind, (*spelling, None)[:2], case["key"])
        for kind in KEYS_OF
        for case in CASES[kind]
        for spelling in case["of"]
    ],
)
def test_every_spelling_of_a_state_or_postal_code_has_its_key(
    kind: str, spelling: tuple[str, str | None], key: str
) -> None:
    assert KEYS_OF[kind](frame(spelling)).tolist() == [key]


@pytest.mark.parametrize("text", [None, "", " ", "n/a", "-", "none", "???"])
def test_nothing_has_no_key(text: str | None) -> None:
    assert city_keys(series(text)).isna().all()
    assert state_keys(frame((text, "US"))).isna().all()
    assert postal_keys(frame((text, "US"))).isna().all()


@pytest.mark.parametrize("text", ["00000", "0", "99999", "00000-0000"])
def test_postal_codes_that_stand_for_nothing_have_no_key(text: str) -> None:
    assert postal_keys(frame((text, "US"))).isna().all()


def test_codes_of_other_countries_need_the_country() -> None:
    assert state_keys(frame(("NSW", None), ("ZH", None))).tolist() == ["nsw", "zh"]


def test_a_default_country_stands_in_for_a_missing_one() -> None:
    assert state_keys(frame(("NSW", None)), "Australia").tolist() == ["AU-NSW"]
    assert postal_keys(frame(("1067", "")), "DE").tolist() == ["01067"]


def test_frames_without_countries_are_read_and_the_index_is_kept() -> None:
    alone = pd.DataFrame({"value": ["CA", "2139"]}, index=[7, 3], dtype="string[pyarrow]")
    assert state_keys(alone).index.tolist() == [7, 3]
    assert postal_keys(alone).to_dict() == {7: "CA", 3: "2139"}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=40), st.sampled_from(["US", "DE", "JP", "", None])), max_size=4))
def test_any_text_is_read(rows: list[tuple[str, str | None]]) -> None:
    texts = series(*(text for text, _ in rows))
    found = (city_keys(texts), state_keys(frame(*rows)), postal_keys(frame(*rows)))
    assert [len(keys) for keys in found] == [len(rows)] * 3


@settings(max_examples=60, deadline=None)
@given(st.from_regex(r"[A-Za-z]{3,9}([ -][A-Za-z]{3,9})?", fullmatch=True))
def test_case_and_blanks_do_not_count(city: str) -> None:
    assert city_keys(series(city, city.upper(), f"  {city.lower()} ")).nunique(dropna=False) == 1


@settings(max_examples=60, deadline=None)
@given(st.integers(501, 99950), st.integers(1, 9999), st.sampled_from(["US", "USA", "United States"]))
def test_spellings_of_any_zip_code_meet(code: int, add_on: int, country: str) -> None:
    spelled = (f"{code:05}", f"{code:05}-{add_on:04}", str(code), f"{code}.0", f" {code:05} ")
    keys = postal_keys(frame(*((text, country) for text in spelled)))
    assert set(keys) == {f"{code:05}"} or set(f"{code:05}") == {"9"}


def test_a_very_long_text_is_read() -> None:
    long = "Springfield " * 100_000
    assert len(city_keys(series(long))) == len(state_keys(frame((long, "US")))) == 1
