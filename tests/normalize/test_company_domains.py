"""Domains that fit a company's name."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mopsctl.normalize.company_domains import domain_stem, fits_domain


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
    ("glued", "stem"),
    [
        ("acme", "acme"),
        ("acme", "acmecorp"),
        ("acme", "getacme"),
        ("acme", "acmehq"),
        ("blueriver", "blueriverhealth"),
        ("blueriverhealth", "blueriver"),
        ("ibm", "ibm"),
        ("acmegroup", "acme"),
    ],
)
def test_a_name_fits_its_domain(glued: str, stem: str) -> None:
    assert fits_domain(text(glued), text(stem))[0]


@pytest.mark.parametrize(
    ("glued", "stem"),
    [
        ("acme", "acid"),
        ("ibm", "ibmp"),
        ("blue", "blueriver"),
        ("texa", "texaco1"),
        (None, "acme"),
        ("acme", None),
        (None, None),
        ("", "acme"),
    ],
)
def test_another_name_does_not(glued: str | None, stem: str | None) -> None:
    assert not fits_domain(text(glued), text(stem))[0]


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=80))
def test_a_name_fits_the_domain_that_is_the_name(name: str) -> None:
    assert fits_domain(text(name), text(name))[0]


@given(st.text(max_size=30))
def test_any_text_has_a_stem_or_none(domain: str) -> None:
    stem = domain_stem(text(domain))[0]
    assert pd.isna(stem) or (stem.isascii() and stem.isalnum())
