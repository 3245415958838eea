"""Names that sound alike share a key."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from mopsctl.normalize.phonetics import phonetic_keys

PAIRS = yaml.safe_load((Path(__file__).parent / "cases" / "name_pairs.yaml").read_text(encoding="utf-8"))
SYLLABLES = st.lists(
    st.sampled_from(["ba", "go", "ku", "la", "me", "pi", "ro", "ta", "ve"]), min_size=2, max_size=5
)


def keys(*names: str | None) -> list[str]:
    return phonetic_keys(pd.Series(names, dtype="string[pyarrow]")).fillna("").tolist()


@pytest.mark.parametrize("names", PAIRS["sounds_meet"], ids=" ".join)
def test_spellings_of_one_name_share_a_key(names: list[str]) -> None:
    assert len(set(keys(*names))) == 1, dict(zip(names, keys(*names), strict=True))


@pytest.mark.parametrize("names", PAIRS["sounds_apart"], ids=" / ".join)
def test_other_names_have_other_keys(names: list[str]) -> None:
    assert len(set(keys(*names))) == len(names)


def test_what_has_no_letter_has_no_key() -> None:
    found = phonetic_keys(pd.Series(["123", "", None, "👍"], index=[4, 3, 2, 1], dtype="string[pyarrow]"))
    assert found.isna().all()
    assert found.index.tolist() == [4, 3, 2, 1]


@settings(max_examples=50, deadline=None)
@given(SYLLABLES, st.integers(min_value=0, max_value=100), st.sampled_from("aeiouy"))
def test_a_vowel_too_many_or_too_few_does_not_count(syllables: list[str], where: int, vowel: str) -> None:
    name = "".join(syllables)
    place = 1 + where % (len(name) - 1)
    longer = name[:place] + vowel + name[place:]
    inner = 2 * (where % (len(syllables) - 1)) + 1
    shorter = name[:inner] + name[inner + 1 :]
    assert name[inner] in "aeiou"
    assert len(set(keys(name, longer))) == 1
    doubled = name[inner - 1] == name[inner + 1]
    assert doubled or len(set(keys(name, shorter))) == 1


@settings(max_examples=50, deadline=None)
@given(SYLLABLES, st.integers(min_value=0, max_value=100))
def test_doubled_letters_count_once(syllables: list[str], where: int) -> None:
    name = "".join(syllables)
    place = where % len(name)
    assert len(set(keys(name, name[:place] + name[place] + name[place:]))) == 1


@settings(max_examples=80, deadline=None)
@given(st.lists(st.one_of(st.none(), st.text(max_size=30)), max_size=8))
def test_any_text_has_a_key_of_small_letters_or_none(values: list[str | None]) -> None:
    found = phonetic_keys(pd.Series(values, dtype="string[pyarrow]"))
    assert found.dropna().str.fullmatch("[a-z]+").all()
