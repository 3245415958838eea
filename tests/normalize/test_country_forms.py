"""Countries in other forms, and misspelt ones."""

from __future__ import annotations

import pandas as pd
import pytest

from mopsctl.normalize.countries import country_codes
from mopsctl.normalize.country_forms import (
    CountryForm,
    country_as,
    country_in_words,
    has_form,
    nearest_country,
)

CODES = [
    "US",
    "GB",
    "DE",
    "FR",
    "YE",
    "MM",
    "CD",
    "TL",
    "RO",
    "HK",
    "CI",
    "CZ",
    "TR",
    "KR",
    "NA",
    "PS",
    "VA",
    "ZA",
]


@pytest.mark.parametrize("form", ["alpha2", "alpha3", "name"])
def test_every_form_of_a_country_is_understood_as_it(form: CountryForm) -> None:
    written = pd.Series([country_as(code, form) for code in CODES])
    assert country_codes(written).tolist() == CODES
    assert has_form(written.str.upper(), pd.Series(CODES, dtype="string[pyarrow]"), form).all()


@pytest.mark.parametrize(
    ("code", "alpha3"), [("DE", "DEU"), ("FR", "FRA"), ("YE", "YEM"), ("MM", "MMR"), ("CD", "COD")]
)
def test_withdrawn_codes_are_not_given(code: str, alpha3: str) -> None:
    assert country_as(code, "alpha3") == alpha3


def test_names_stand_in_sentences_with_their_article() -> None:
    assert country_in_words("US") == "the United States"
    assert country_in_words("FR") == "France"


@pytest.mark.parametrize(
    ("text", "code"), [("United Sates", "US"), ("Deutchland", "DE"), ("Itly", "IT"), ("Espanha ", "ES")]
)
def test_misspelt_names_are_understood(text: str, code: str) -> None:
    found = nearest_country(text)
    assert found is not None
    assert found[0] == code
    assert found[1] <= 1


@pytest.mark.parametrize("text", ["", "USX", "London", "EMEA", "California", "12345"])
def test_nothing_is_made_of_what_is_no_country(text: str) -> None:
    assert nearest_country(text) is None
