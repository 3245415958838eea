"""LinkedIn profiles by their addresses."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mopsctl.normalize.profiles import profile_keys


def key(value: str | None) -> str | None:
    found = profile_keys(pd.Series([value], dtype="str"))[0]
    return None if pd.isna(found) else str(found)


@pytest.mark.parametrize(
    "value",
    [
        "https://www.linkedin.com/in/jane-doe-1a2b",
        "http://linkedin.com/in/jane-doe-1a2b/",
        "https://uk.linkedin.com/in/Jane-Doe-1a2b?trk=public_profile",
        "www.linkedin.com/in/jane-doe-1a2b/en",
        "LinkedIn.com/in/jane-doe-1a2b#about",
        "https://www.linkedin.com/m/in/jane-doe-1a2b",
        "linkedin.com/pub/jane-doe-1a2b",
        "in/jane-doe-1a2b",
        "/in/jane-doe-1a2b/",
        "@jane-doe-1a2b",
        " jane-doe-1a2b ",
    ],
)
def test_spellings_of_one_profile_have_one_key(value: str) -> None:
    assert key(value) == "in/jane-doe-1a2b"


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("https://www.linkedin.com/company/quillmere/about", "company/quillmere"),
        ("https://www.linkedin.com/in/jürgen-müller", "in/jürgen-müller"),
        ("https://www.linkedin.com/in/j%C3%BCrgen-m%C3%BCller", "in/jürgen-müller"),
        ("https://www.linkedin.com/sales/lead/ACwAAAx,NAME_SEARCH", "sales/lead/acwaaax"),
    ],
)
def test_other_kinds_of_pages_keep_their_kind(value: str, wanted: str) -> None:
    assert key(value) == wanted


@pytest.mark.parametrize(
    "value",
    [
        *(
            None,
            "",
            "-",
            "n/a",
            "linkedin.com",
            "https://www.linkedin.com/in/",
            "https://www.linkedin.com/feed/",
        ),
        *("https://example.com/in/jane-doe", "jane doe", "jane@doe.com"),
    ],
)
def test_what_names_no_profile_has_none(value: str | None) -> None:
    assert key(value) is None


@given(st.text(max_size=40))
def test_a_key_is_its_own_key(value: str) -> None:
    first = key(value)
    assert first is None or first.partition("/")[2]
    if first is not None and first.startswith("in/"):
        assert key(f"https://www.linkedin.com/{first}") == first
