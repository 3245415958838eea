"""Spellings of one street address have one key."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from mopsctl.normalize.streets import street_keys

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "street_keys.yaml").read_text(encoding="utf-8")
)


def keys_of(*texts: str | None) -> pd.DataFrame:
    return street_keys(pd.Series(list(texts), dtype="string[pyarrow]"))


@pytest.mark.parametrize(
    ("spelling", "first", "expected"),
    [
        pytest.param(text, case["spellings"][0], case.get("expect", {}), id=f"{case['name']}: {text}")
        for case in CASES
        for text in case["spellings"]
    ],
)
def test_every_spelling_has_the_key(spelling: str, first: str, expected: dict[str, str | None]) -> None:
    one, other = keys_of(spelling, first).to_dict("records")
    found = {column: None if pd.isna(one[column]) else one[column] for column in expected}
    assert found == expected
    assert one["key"] == other["key"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("100 Main St", "101 Main St"),
        ("100 5th St", "100 5th Ave"),
        ("100 Park Place", "100 Park Square"),
        ("Place de la République 5", "Avenue de la République 5"),
        ("Via Roma 5", "Piazza Roma 5"),
        ("Berliner Platz 5", "Berliner Allee 5"),
        ("100 N Main St", "100 S Main St"),
        ("100 5th St", "100 6th St"),
        ("5 Hauptstr.", "5 Hauptgasse"),
        ("Hauptstr. 5", "Hauptstr. 5a"),
        ("PO Box 12", "PO Box 13"),
        ("PO Box 12", "12 Box St"),
        ("Calle Mayor 5", "Calle Menor 5"),
        ("12 St. Mary's Road", "12 Mary Street"),
        ("Via Roma 1", "Via Roma 11"),
        ("23-27 High St", "23 High St"),
        ("1 Tower Road", "1 Wing Road"),
    ],
)  # fmt: skip
def test_two_addresses_are_two_keys(one: str, other: str) -> None:
    assert keys_of(one, other)["key"].nunique() == 2


def test_nothing_has_no_key() -> None:
    assert keys_of(None, "", " ", "-", "???", ",").isna().all(axis=None)


def test_the_index_is_kept_and_no_row_is_no_trouble() -> None:
    assert street_keys(
        pd.Series(["1 Main St", None], index=[7, 3], dtype="string[pyarrow]")
    ).index.tolist() == [7, 3]
    assert len(keys_of()) == 0


def test_addresses_do_not_depend_on_their_neighbours() -> None:
    texts = [text for case in CASES for text in case["spellings"]]
    together = keys_of(*texts)
    for place in range(0, len(texts), 7):
        assert keys_of(texts[place]).iloc[0].equals(together.iloc[place])


ENGLISH = {
    "st": ["St", "St.", "Street", "STREET"],
    "ave": ["Ave", "Avenue", "Av."],
    "rd": ["Rd.", "Road"],
    "dr": ["Dr", "Drive"],
}
UNITS = ["", ", Suite {u}", " #{u}", ", Apt. {u}", " Ste {u}", ", Unit {u}"]


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 99999),
    st.sampled_from(["Oak", "Elm", "Park", "Lake", "Maple Hill", "Kenmore", "Old Mill", "Washington"]),
    st.sampled_from(sorted(ENGLISH)),
    st.integers(1, 9999),
    st.data(),
)
def test_spellings_of_any_american_address_meet(
    number: int, name: str, kind: str, unit: int, data: st.DataObject
) -> None:
    spelled = [
        f"{number} {data.draw(st.sampled_from([name, name.upper(), name.lower()]))} "
        f"{data.draw(st.sampled_from(ENGLISH[kind]))}{data.draw(st.sampled_from(UNITS)).format(u=unit)}"
        f"{data.draw(st.sampled_from(['', ', Springfield', ', Springfield, IL 62701']))}"
        for _ in range(4)
    ]
    keys = keys_of(*spelled)
    assert keys["key"].nunique() == 1
    assert set(keys["number"]) == {str(number)}
    assert set(keys["unit"].dropna()) <= {str(unit)}


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["Haupt", "Bahnhof", "Goethe", "Müller", "Schiller"]),
    st.integers(1, 300),
    st.sampled_from(["", "a", "c"]),
)
def test_spellings_of_any_german_address_meet(name: str, number: int, letter: str) -> None:
    ways = (
        "{n}straße {h}{l}",
        "{n}str. {h}{l}",
        "{n}strasse {h} {l}",
        "{n}str.{h}{l}",
        "{n} Straße {h}{l}",
        "{n}-Str. {h}{l}",
    )
    cities = ("", ", 59555 Lippstadt", "\nD-10115 Berlin")
    keys = keys_of(*(way.format(n=name, h=number, l=letter) + city for way in ways for city in cities))
    assert keys["key"].nunique() == 1
    assert set(keys["number"]) == {f"{number}{letter}"}


@settings(max_examples=80, deadline=None)
@given(st.lists(st.text(max_size=80), max_size=5))
def test_any_text_is_read(texts: list[str]) -> None:
    keys = keys_of(*texts)
    assert len(keys) == len(texts)
    assert keys.equals(keys_of(*(text.replace("  ", " ") for text in texts)))


@settings(max_examples=80, deadline=None)
@given(st.text("abcdehnrstw 0123456789#,.-/'", max_size=40))
def test_case_and_blanks_do_not_count(text: str) -> None:
    assert keys_of(text).equals(keys_of(f"  {text.upper()} "))


def test_a_very_long_text_is_read() -> None:
    assert keys_of("1 Main St " + "x" * 1_000_000)["number"].tolist() == ["1"]
