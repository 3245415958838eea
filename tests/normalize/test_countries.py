"""Countries in the spellings of real exports."""

from __future__ import annotations

import pandas as pd
import pytest

from mopsctl.normalize.countries import country_code, country_codes


@pytest.mark.parametrize(
    ("code", "spellings"),
    [
        (
            "US",
            "US|usa|U.S.A.|U.S.|United States|The United States of America|Vereinigte Staaten|États-Unis|EE.UU.",
        ),
        (
            "GB",
            "UK|U.K.|GB|GBR|Great Britain|England|Scotland|United Kingdom|Vereinigtes Königreich|Royaume-Uni",
        ),
        (
            "DE",
            "DE|DEU|GERMANY|Deutschland|Allemagne|Alemania|Germania|Duitsland|Federal Republic of Germany|ドイツ",
        ),
        ("NL", "Netherlands|The Netherlands|Holland|Nederland|Niederlande|Pays-Bas|NLD"),
        ("KR", "South Korea|Korea, Republic of|Korea (the Republic of)|Republic of Korea|KOR|대한민국"),
        ("CI", "Côte d'Ivoire|Cote d’Ivoire|Ivory Coast|CIV"),
        ("CD", "Congo (DRC)|DR Congo|Democratic Republic of the Congo"),
        ("CG", "Congo|Congo-Brazzaville"),
        ("BA", "Bosnia & Herzegovina|Bosnia and Herzegovina"),
        ("TR", "Turkey|Türkiye|TURKIYE"),
        ("RU", "Russia|Russian Federation|Россия"),
        ("CN", "China|PRC|中国"),
        ("ES", "Spain|España|Espana|Spanien"),
        ("GE", "Georgia"),
        ("NE", "Niger"),
        ("NG", "Nigeria"),
        ("NA", "NA|Namibia"),
        ("PM", "Saint Pierre and Miquelon|St. Pierre & Miquelon"),
        ("GS", "South Georgia and the South Sandwich Islands"),
        ("ET", "ET|Ethiopia"),
        ("KE", "Republic of Kenya"),
        ("CO", "República de Colombia"),
        ("VI", "Virgin Islands (U.S.)"),
    ],
)
def test_spellings_of_a_country(code: str, spellings: str) -> None:
    texts = spellings.split("|")
    assert country_codes(pd.Series(texts)).tolist() == [code] * len(texts)


@pytest.mark.parametrize(
    "text", ["", "-", "California", "Texas", "NY", "XX", "Europe", "EU", "Virgin Islands", "Unknown"]
)
def test_what_names_no_country(text: str) -> None:
    assert country_code(text) is None


def test_missing_values_stay_missing_and_the_index_is_kept() -> None:
    codes = country_codes(pd.Series(["usa", None, "nowhere"], index=[4, 6, 8]))
    assert codes.fillna("?").to_dict() == {4: "US", 6: "?", 8: "?"}
