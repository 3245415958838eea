"""Case of names: what is suggested is right by the same measure, and changes nothing but case."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mopsctl.normalize.casing import Style, miscased, recased, sureness

NAMES = [
    "Ana",
    "O'Neil",
    "van der Berg",
    "de la Cruz",
    "García-López",
    "Mary Ann",
    "Jean-Luc",
    "Łukasz",
    "McDonald",
]
latin = st.text(
    st.sampled_from("abcdefghijklmnopqrstuvwxyzäöüéèçñøłABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜ '-."), max_size=30
)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_capitals_gets_its_own_letters_back(name: str) -> None:
    assert recased(name.upper(), "proper_name") == name


@given(latin)
def test_only_case_is_changed(text: str) -> None:
    for style in ("proper_name", "title", "sentence", "upper", "lower"):
        assert recased(text, style).lower() == text.lower()


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3).map(" ".join))
def test_what_is_suggested_is_not_found_again(name: str) -> None:
    wrong = pd.Series([name.upper(), name.lower()])
    assert miscased(wrong, "proper_name").notna().all()
    mended = wrong.map(lambda text: recased(text, "proper_name"))
    assert miscased(mended, "proper_name").isna().all()


@pytest.mark.parametrize("style", ["proper_name", "title", "sentence", "upper", "lower"])
def test_scripts_without_case_are_in_order(style: Style) -> None:
    texts = pd.Series(["山田太郎", "김민준", "حداد", "כהן", "გიორგი", "สมชาย", "123", ""])
    assert miscased(texts, style).isna().all()


def test_the_index_is_kept_and_missing_texts_are_in_order() -> None:
    found = miscased(pd.Series(["SMITH", None, "Smith"], index=[7, 8, 9]), "proper_name")
    assert list(found.index) == [7, 8, 9]
    assert list(found.isna()) == [False, True, True]


def test_names_that_may_be_written_otherwise_are_less_sure() -> None:
    assert sureness("MACDONALD", "proper_name") < sureness("SMITH", "proper_name") <= 0.8
    assert sureness("DELOITTE", "title") < sureness("DELOITTE CONSULTING", "title")
