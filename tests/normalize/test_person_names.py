"""Names of persons come down to the same keys, however they are written."""

from __future__ import annotations

import string
from pathlib import Path
from typing import Any, Literal

import pandas as pd
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from mopsctl.normalize.person_names import name_keys

Part = Literal["given", "family", "full"]

CASES = Path(__file__).parent / "cases"
KEYS: dict[Part, dict[str, str]] = yaml.safe_load((CASES / "person_names.yaml").read_text(encoding="utf-8"))
PAIRS: dict[str, Any] = yaml.safe_load((CASES / "name_pairs.yaml").read_text(encoding="utf-8"))
SHOWN = ["given", "middle", "family", "suffix", "nickname"]
PARTS: tuple[Part, ...] = ("given", "family", "full")
LETTERS = st.text(alphabet=string.ascii_letters, min_size=1, max_size=12)


def keys(values: list[str | None], part: Part) -> pd.DataFrame:
    return name_keys(pd.Series(values, dtype="string[pyarrow]"), part)


def spellings(names: list[str]) -> list[set[str]]:
    """All spellings of each family name."""
    found = keys(list(names), "family")
    return [set(row) - {""} for row in found[["family", "family_alt"]].fillna("").to_numpy().tolist()]


@pytest.mark.parametrize(
    ("part", "value", "expected"),
    [
        pytest.param(part, value, expected, id=f"{part}: {value!r}")
        for part in PARTS
        for value, expected in KEYS[part].items()
    ],
)
def test_a_name_has_these_parts(part: Part, value: str, expected: str) -> None:
    row = keys([value], part)[SHOWN].fillna(".").iloc[0]
    assert " / ".join(row) == expected


@pytest.mark.parametrize("names", PAIRS["family_meet"], ids=" ".join)
def test_family_names_meet_in_a_spelling(names: list[str]) -> None:
    found = spellings(names)
    assert all(one & other for one in found for other in found), found


@pytest.mark.parametrize("names", PAIRS["family_apart"], ids=" / ".join)
def test_family_names_of_two_people_share_no_spelling(names: list[str]) -> None:
    one, other = spellings(names)
    assert not one & other


def test_all_cases_at_once_give_what_each_gives_alone() -> None:
    for part in PARTS:
        found = keys(list(KEYS[part]), part)[SHOWN].fillna(".")
        assert [" / ".join(row) for row in found.to_numpy().tolist()] == list(KEYS[part].values())


def test_index_and_missing_values_are_kept() -> None:
    found = name_keys(pd.Series(["Ann Lee", None, "Bo"], index=[7, 3, 9], dtype="string[pyarrow]"), "full")
    assert found.index.tolist() == [7, 3, 9]
    assert found.loc[3].isna().all()
    assert set(map(str, found.dtypes)) == {"string"}


def test_no_values_have_no_keys() -> None:
    found = keys([], "full")
    assert len(found) == 0
    assert list(found) == ["given", "middle", "family", "family_alt", "suffix", "nickname"]


@pytest.mark.parametrize("part", PARTS)
def test_a_megabyte_is_read_as_soon_as_a_name(part: Part) -> None:
    found = keys(["x" * 1_000_000, "Ann " * 250_000, "(" * 1_000_000, "é, " * 300_000, "Ann Lee"], part)
    assert len(found) == 5


@settings(max_examples=80, deadline=None)
@given(st.lists(st.one_of(st.none(), st.text(max_size=30)), max_size=8), st.sampled_from(PARTS))
def test_any_text_has_keys_of_small_letters(values: list[str | None], part: Part) -> None:
    found = keys(values, part)
    assert len(found) == len(values)
    for column in found:
        filled = found[column].dropna()
        assert filled.str.fullmatch(r"[a-z]+( [a-z]+)*").all(), filled.tolist()


@settings(max_examples=50, deadline=None)
@given(LETTERS, LETTERS)
def test_keys_are_keys_of_themselves(first: str, last: str) -> None:
    once = keys([f"{last}, {first}"], "full").iloc[0]
    for part in ("given", "family"):
        again = keys([once[part]], part)[part].iloc[0]
        # Alone some are placeholders: "aaaa".
        assert pd.isna(again) or again == once[part]


@settings(max_examples=50, deadline=None)
@given(LETTERS, st.sampled_from(["lower", "title"]), st.sampled_from(["", " ", "\t", "\u00a0", "  "]))
def test_case_and_blanks_around_do_not_count(name: str, case: str, blank: str) -> None:
    written = keys([name, blank + getattr(name, case)() + blank], "family")
    assert written["family"].fillna("").nunique() == 1


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet="bcdfghklmnprstvaeiouáàâéèêíóúñçšžý", min_size=2, max_size=12))
def test_accents_do_not_count(name: str) -> None:
    plain = name.translate(str.maketrans("áàâéèêíóúñçšžý", "aaaeeeiouncszy"))
    written = keys([name, plain], "family")
    assert written["family"].fillna("").nunique() == 1
