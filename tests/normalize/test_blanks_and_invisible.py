"""Blanks and invisible characters: the database and Python find the same ones, and what is cleaned is clean."""

from __future__ import annotations

import re

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mopsctl.normalize.blanks import blank_faults, blank_pattern, tidy_blanks
from mopsctl.normalize.invisible import (
    DIRECTION,
    INVISIBLE,
    RIGHT_TO_LEFT,
    invisible_names,
    without_invisible,
)

SIGNS = (
    "ab c\t\n\u00a0\u2003\u3000\u200b\ufeff\u00ad\u200c\u200d\u200e\u202a\u202c\u202eक्षعلי😀👩💻\ufe0f山\x07é"
)
texts = st.text(st.sampled_from(SIGNS), max_size=12)


def _found_by_re2(text: str, pattern: str) -> bool:
    return bool(pc.match_substring_regex(pa.array([text]), pattern)[0].as_py())


@given(texts, st.booleans())
def test_untidy_blanks_are_found_named_and_tidied(text: str, multiline: bool) -> None:
    found = _found_by_re2(text, blank_pattern(multiline))
    assert found == bool(re.search(blank_pattern(multiline), text))
    if text.strip():
        assert bool(blank_faults(text, multiline)) == found
    tidy = tidy_blanks(text, multiline)
    assert not _found_by_re2(tidy, blank_pattern(multiline))
    assert "".join(tidy.split()) == "".join(text.split())


@given(texts)
def test_invisible_characters_are_found_named_and_removed(text: str) -> None:
    found = _found_by_re2(text, INVISIBLE) or (
        _found_by_re2(text, DIRECTION) and not _found_by_re2(text, RIGHT_TO_LEFT)
    )
    assert bool(invisible_names(text)) == found
    plain = without_invisible(text)
    assert invisible_names(plain) == []
    assert without_invisible(plain) == plain


@pytest.mark.parametrize("text", ["علی\u200cرضا", "क\u094d\u200dष", "👩\u200d💻", "❤\ufe0f", "ירושלים\u200f"])
def test_what_a_script_needs_stays(text: str) -> None:
    assert without_invisible(text) == text
