"""What a domain says of a company's name."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mopsctl.normalize.company_domains import bare_stem, domain_stem


def text(*values: str | None) -> pd.Series:
    return pd.Series(list(values), dtype="str")


@pytest.mark.parametrize(
    ("domain", "stem"),
    [
        ("acme-corp.co.uk", "acmecorp"),
        ("ACME.com", "acme"),
        ("3m.com", "3m"),
        ("xn--mller-kva.de", "muller"),
        ("müller.de", "muller"),
        ("xn--.com", None),
        ("blueriver.io", "bluriver"),
        ("mueller.at", "muller"),
        ("", None),
        (None, None),
    ],
)
def test_the_stem_of_a_domain(domain: str | None, stem: str | None) -> None:
    found = domain_stem(text(domain))[0]
    assert (None if pd.isna(found) else found) == stem


@pytest.mark.parametrize(
    ("stem", "bare"),
    [
        ("acmecorp", "acme"),
        ("getacme", "acme"),
        ("acmehq", "acme"),
        ("acme", "acme"),
        ("ibmhq", "ibmhq"),
        (None, None),
    ],
)
def test_words_around_a_name_are_left_out(stem: str | None, bare: str | None) -> None:
    found = bare_stem(text(stem))[0]
    assert (None if pd.isna(found) else found) == bare


@given(st.text(max_size=30))
def test_any_text_has_a_stem_or_none(domain: str) -> None:
    stem = domain_stem(text(domain))[0]
    assert pd.isna(stem) or (stem.isascii() and stem.isalnum())
