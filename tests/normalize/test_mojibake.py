"""Garbled text: what is legible stays as it is, what was garbled on the way comes back."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mopsctl.normalize.mojibake import decoded, mended_texts

LEGIBLE = [
    "Müller", "José", "François", "Łukasz", "Žižek", "Ångström", "São Paulo", "NOËL", "Nguyễn", "Иван", "Παπαδόπουλος",
    "山田太郎", "김민준", "حداد", "Smith & Sons", "AT&T", "R&D;", "Wer?", "50 °C", "Ünal & Söhne – München",
]  # fmt: skip
GARBLED_BY = ["latin-1", "cp1252", "mac-roman"]


def _mended(*values: str) -> list[str | None]:
    found = mended_texts(pd.Series(values), pd.Series([1] * len(values)))
    return [None if pd.isna(text) else str(text) for text in found]


def test_legible_text_is_in_order() -> None:
    assert _mended(*LEGIBLE) == [None] * len(LEGIBLE)


@pytest.mark.parametrize("name", ["Müller", "José García", "François", "Ünal & Söhne", "Björn Ångström"])
@pytest.mark.parametrize("encoding", GARBLED_BY)
def test_utf8_read_as_something_else_comes_back(name: str, encoding: str) -> None:
    assert _mended(name.encode().decode(encoding)) == [name]


def test_text_garbled_twice_comes_back() -> None:
    once = "Müller".encode().decode("cp1252")
    assert _mended(once.encode().decode("cp1252")) == ["Müller"]


def test_a_lost_letter_is_taken_from_the_commonest_text_that_has_it() -> None:
    values, records = pd.Series(["M?ller", "Müller", "Möller", "Meyer"]), pd.Series([1, 2, 5, 9])
    assert list(mended_texts(values, records).dropna()) == ["Möller"]


def test_a_garbled_text_is_no_evidence() -> None:
    assert _mended("M??ller", "MÃ¼ller")[0] is None


@given(st.text(st.characters(max_codepoint=126, exclude_characters="&"), max_size=40))
def test_plain_ascii_is_in_order(text: str) -> None:
    assert _mended(text) == [None]
    assert decoded(text) == text
