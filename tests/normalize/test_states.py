"""States and provinces: every spelling of the address data and ours leads to one, misspellings to the nearest."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mopsctl.normalize.state_verdicts import MISSPELT, OTHER_FORM, UNKNOWN, judge_states, suggest_state
from mopsctl.normalize.states import COUNTRIES, countries_of, find_area, find_areas, known_areas, nearest_area

every_country = pytest.mark.parametrize("country", COUNTRIES)


def judged(state: str, country: str, default: str | None = None) -> object:
    verdict = judge_states(pd.DataFrame({"value": [state], "country": [country]}), default_country=default)
    return None if verdict.isna().all() else verdict.iloc[0]


@every_country
def test_every_area_is_found_by_code_and_name_in_any_case(country: str) -> None:
    written = [(text, area) for area in known_areas(country) for text in (area.code, area.name) if text]
    expected = [area for _, area in written]
    assert find_areas(pa.array([text for text, _ in written]), country) == expected
    assert find_areas(pa.array([f" {text.upper()} " for text, _ in written]), country) == expected


@every_country
def test_codes_are_unique_in_a_country(country: str) -> None:
    codes = [area.code for area in known_areas(country) if area.code]
    assert len(codes) == len(set(codes))
    assert len(codes) >= 9


@pytest.mark.parametrize(
    ("text", "country", "name"),
    [
        ("Washington, D.C.", "US", "District of Columbia"),
        ("Washington", "US", "Washington"),
        ("Virginia", "US", "Virginia"),
        ("W. Virginia", "US", "West Virginia"),
        ("Québec", "CA", "Quebec"),
        ("N.S.W.", "AU", "New South Wales"),
        ("京都", "JP", "Kyoto"),
        ("京都府", "JP", "Kyoto"),
        ("Kyoto", "JP", "Kyoto"),
        ("Estado de México", "MX", "Estado de México"),
        ("D.F.", "MX", "Ciudad de México"),
        ("Inner Mongolia", "CN", "Neimenggu Zizhiqu"),
        ("Roma", "IT", "Roma"),
        ("Girona", "ES", "Girona"),
        ("Gerona", "ES", "Girona"),
    ],
)
def test_spellings_in_use_are_understood(text: str, country: str, name: str) -> None:
    area = find_area(text, country)
    assert area is not None
    assert area.name == name


def test_the_country_of_a_state_is_told_by_its_name_but_not_by_a_foreign_code() -> None:
    assert countries_of("Ontario") == ("CA",)
    assert countries_of("TX") == ("US",)
    assert countries_of("12") == ()
    assert countries_of("Bavaria") == ()


def test_of_equally_near_names_none_is_chosen() -> None:
    assert nearest_area("Carolina", ("US",)) is None
    assert nearest_area("", ("US",)) is None


def test_verdicts_name_the_country_by_which_they_judge() -> None:
    assert judged("Califronia", "USA") == f"US {UNKNOWN}"
    assert judged("Califronia", "") == f"US {MISSPELT}"
    assert judged("Bavaria", "", default="Canada") == f"CA {UNKNOWN}"
    assert judged("Bavaria", "Germany") is None
    assert judged("Bavaria", "Atlantis") is None


def test_another_form_is_a_verdict_of_its_own() -> None:
    pairs = pd.DataFrame({"value": ["CA", "California"], "country": ["US", "US"]}, index=[4, 2])
    verdicts = judge_states(pairs, "code")
    assert verdicts.index.tolist() == [4, 2]
    assert verdicts.notna().tolist() == [False, True]
    assert verdicts[2] == f"US {OTHER_FORM}"


@settings(deadline=None)
@given(st.sampled_from(COUNTRIES), st.data())
def test_one_letter_too_many_is_seen_through_or_left_alone(country: str, data: st.DataObject) -> None:
    area = data.draw(st.sampled_from([area for area in known_areas(country) if len(area.name) > 6]))
    place = data.draw(st.integers(1, len(area.name) - 1))
    written = f"{area.name[:place]}x{area.name[place:]}"
    mended = suggest_state(written, country)
    if mended is not None:
        assert find_area(mended[0], country) is not None
        assert mended[0] != written
