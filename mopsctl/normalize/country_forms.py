"""The forms in which a country can be written down, and the country that a misspelt name means."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Literal

import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.normalize.arrow_text import as_arrow, as_series, fold, fold_all
from mopsctl.normalize.countries import country_codes
from mopsctl.normalize.wordlists import ordered_words

if TYPE_CHECKING:
    import pandas as pd

CountryForm = Literal["alpha2", "alpha3", "name"]

_NEAR = 80
_LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl")
_EVERYDAY_NAMES = {"HK": "Hong Kong", "MO": "Macao", "MM": "Myanmar", "PS": "Palestine"}
"""Where CLDR's English name is longer than what people write."""
_WITHDRAWN = frozenset({"BUR", "DDR", "FXX", "TMP", "YMD", "ZAR"})
"""Codes that ISO 3166-1 has withdrawn and that still lead to a country."""
_WITH_ARTICLE = frozenset(
    [
        "AE",
        "BS",
        "CF",
        "CK",
        "DO",
        "FK",
        "FO",
        "GB",
        "GM",
        "KM",
        "KY",
        "MH",
        "MV",
        "NL",
        "PH",
        "SB",
        "SC",
        "US",
    ]
)


def country_as(code: str, form: CountryForm) -> str:
    """A country by its alpha-2 code in another form: USA, United States.

    Names are the English ones of Unicode CLDR, three-letter codes those of ISO 3166-1, both through Babel.
    """
    if form == "alpha2":
        return code
    return _alpha3().get(code, code) if form == "alpha3" else _names("en")[code]


def country_in_words(code: str) -> str:
    """A country's English name as it stands in a sentence: "the United States", "France"."""
    name = _names("en").get(code, code)
    return f"the {name}" if code in _WITH_ARTICLE else name


def has_form(values: pd.Series[Any], codes: pd.Series[Any], form: CountryForm) -> pd.Series[bool]:
    """Whether each text is its country (alpha-2 code) in that form, whatever its case and accents."""
    distinct = codes.dropna().unique()
    wanted = codes.map({code: country_as(code, form) for code in distinct})
    plain = [fold(pc.utf8_trim_whitespace(as_arrow(side))) for side in (values, wanted)]
    same = pc.fill_null(pc.equal(*plain), pa.scalar(False))
    return as_series(pc.cast(same, pa.string()), values.index).eq("true")


def nearest_country(text: str) -> tuple[str, float] | None:
    """The alpha-2 code of the country whose name is most like a misspelt one, and how alike they are (0-1).

    None where no name is near, or the names of several countries are equally near.
    """
    from rapidfuzz import fuzz, process

    word = fold_all([text.strip()])[0]
    if len(word) < 4:
        return None
    names = _names_folded()
    near = process.extract(word, list(names), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=5)
    best = {names[name] for name, score, _ in near if score == near[0][1]}
    return (best.pop(), round(near[0][1] / 100, 2)) if len(best) == 1 else None


@cache
def _alpha3() -> dict[str, str]:
    from babel.core import get_global

    aliases = get_global("territory_aliases").items()
    return {
        to[0]: alias
        for alias, to in aliases
        if len(alias) == 3 and alias.isalpha() and len(to) == 1 and alias not in _WITHDRAWN
    }


@cache
def _names_folded() -> dict[str, str]:
    spelled = [(name, code) for language in _LANGUAGES for code, name in _names(language).items()]
    for line in ordered_words("country_spellings"):
        code, _, words = line.partition(":")
        spelled += [(word.strip(), code) for word in words.split(";")]
    texts = [text for text, _ in spelled]
    known: dict[str, str] = {}
    for (_, code), folded in zip(spelled, fold_all(texts), strict=True):
        if len(folded) > 3:
            known.setdefault(folded, code)
    return known


@cache
def _names(language: str) -> dict[str, str]:
    """Names of countries by alpha-2 code, of those codes that name one."""
    import pandas as pd
    from babel import Locale

    names = {str(code): str(name) for code, name in Locale.parse(language).territories.items()}
    codes = pd.Series([code for code in names if len(code) == 2 and code.isalpha()], dtype="string[pyarrow]")
    known = codes[country_codes(codes).eq(codes).fillna(False)]
    return {code: names[code] for code in known} | (_EVERYDAY_NAMES if language == "en" else {})
