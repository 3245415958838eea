"""Any script in ASCII letters."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mopsctl.normalize.transliteration import to_ascii


def spelt(*texts: str | None, **spellings: str) -> list[str | None]:
    found: list[str | None] = to_ascii(pa.array(texts, pa.string()), spellings).to_pylist()
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Smith", "Smith"),
        ("Müller", "Muller"),
        ("Mu\u0308ller", "Muller"),
        ("Łódź", "Lodz"),
        ("Straße", "Strasse"),
        ("Æther Øre", "Aether Ore"),
        ("Иванов", "Ivanov"),
        ("Ольга", "Olga"),
        ("Παπαδόπουλος", "Papadopoulos"),
        ("ΠΑΠΑΔΟΠΟΥΛΟΣ", "PAPADOPOULOS"),
        ("李小龙", "LiXiaoLong"),
        ("김철수", "GimCheolSu"),
        ("さとう", "satou"),
        ("דוד", "dvd"),
        ("Ｊｏｈｎ", "John"),
        ("O’Brien", "O'Brien"),
        ("„Bob“ «Rob»", '"Bob" "Rob"'),
        ("Jean‑Pierre – Dupont", "Jean-Pierre - Dupont"),
        ("（株）", "(Zhu)"),
        ("Ann\u3000Lee", "Ann Lee"),
        ("A\u200bnn", "Ann"),
        ("Ann 👍", "Ann  "),
        ("Ann\nLee é", "Ann Lee e"),
    ],
)
def test_a_text_is_spelt_in_ascii(text: str, expected: str) -> None:
    assert spelt(text) == [expected]


def test_letters_may_be_spelt_otherwise() -> None:
    assert spelt("Müller", "Muller", **{"ü": "ue"}) == ["Mueller", "Muller"]


def test_missing_texts_stay_missing() -> None:
    assert spelt(None, "é", "e", None) == [None, "e", "e", None]
    assert spelt() == []


@settings(max_examples=80, deadline=None)
@given(st.lists(st.one_of(st.none(), st.text(max_size=20)), max_size=6))
def test_any_text_becomes_ascii_and_stays_so(texts: list[str | None]) -> None:
    once = spelt(*texts)
    assert [text is None for text in once] == [text is None for text in texts]
    assert all(text is None or text.isascii() for text in once)
    assert spelt(*once) == once
    assert [spelt(text)[0] for text in texts] == once
