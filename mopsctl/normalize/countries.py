"""Countries as people write them, to ISO 3166-1 alpha-2 codes.

Names and three-letter codes come from Unicode CLDR through Babel; spellings that CLDR does not have are in
``data/country_spellings.txt``. States and provinces are not countries: "California" gives nothing.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.normalize.arrow_text import as_arrow, as_series, fold, letters_and_digits
from mopsctl.normalize.wordlists import ordered_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

_LANGUAGES = (
    *("en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "pl", "cs", "sk", "hu", "ro"),
    *("hr", "sl", "bg", "el", "tr", "ru", "uk", "et", "lv", "lt", "is", "ca", "ja", "zh", "zh_Hant", "ko"),
    *("ar", "he", "fa", "hi", "id", "ms", "vi", "th"),
)
"""CLDR locales whose country names are understood; where two languages disagree, the earlier one decides."""

_NOT_COUNTRIES = frozenset(
    ["EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "CP", "DG", "EA", "IC", "AC", "TA", "CQ"]
)
"""CLDR territories that are unions, test data or parts of a country without an ISO 3166-1 code."""

_LINKS = r"(?:\s(?:and|und|et|y|e|og|och|en|the))+\s"
"""Articles and words for "and" inside a name, in the languages above that have names with them."""

_FORMAL = (
    r"(?i)^(?:the )?(?:(?:republic|kingdom|state|principality) of (?:the )?|rep[uú]blica del? |republik )"
)


@lru_cache(maxsize=4096)
def country_code(text: str) -> str | None:
    """The alpha-2 code of one country name or code in any common spelling: "U.S.A.", "Deutschland", "KOR"."""
    code: str | None = _codes(pa.array([text], type=pa.string()))[0].as_py()
    return code


def country_codes(texts: pd.Series[Any]) -> pd.Series[Any]:
    """The alpha-2 code of each text, NA where it names no country."""
    return as_series(_codes(as_arrow(texts)), texts.index)


def _codes(texts: pa.Array) -> pa.Array:
    """Codes by the whole text, else less a note in brackets or "Republic of": "Congo (DRC)" is whole."""
    distinct = pc.dictionary_encode(texts)
    whole = pc.utf8_trim_whitespace(distinct.dictionary)
    usual = _looked_up(whole, _known(everyday_only=True))
    if pc.all(pc.or_(pc.is_valid(usual), pc.equal(whole, "")), min_count=0).as_py():
        return usual.take(distinct.indices)
    noteless = pc.replace_substring_regex(whole, pattern=r"\s*\([^)]*\)?$", replacement="")
    everyday = pc.replace_substring_regex(noteless, pattern=_FORMAL, replacement="")
    found = [_looked_up(form, _known(everyday_only=False)) for form in (whole, noteless, everyday)]
    return pc.coalesce(*found).take(distinct.indices)


def _looked_up(texts: pa.Array, known: dict[str, str]) -> pa.Array:
    spellings, codes = pa.array(list(known)), pa.array(list(known.values()))
    return codes.take(pc.index_in(_keys(texts), spellings))


def _keys(texts: pa.Array) -> pa.Array:
    """Folded letters and digits alone, without articles and words for "and", "saint" as "st"."""
    key = pc.replace_substring(fold(texts), pattern="&", replacement=" and ")
    key = pc.replace_substring_regex(key, pattern=r"^\s*the\s+", replacement="")
    key = pc.replace_substring_regex(key, pattern=r"\bsaint\b", replacement="st")
    key = pc.replace_substring_regex(key, pattern=_LINKS, replacement=" ")
    return letters_and_digits(key)


@cache
def _known(everyday_only: bool) -> dict[str, str]:
    """Key of every understood spelling to its code; the first spelling to claim a key keeps it.

    Everyday ones are codes, English names and what people write: they come first, so they mean the same in both,
    and most exports need no other. Loading the names in all languages takes a third of a second.
    """
    spellings, codes = zip(*_spellings(_LANGUAGES[:1] if everyday_only else _LANGUAGES), strict=True)
    known: dict[str, str] = {}
    for key, code in zip(_keys(pa.array(spellings)).to_pylist(), codes, strict=True):
        known.setdefault(key, code)
    known.pop("", None)
    return known


def _spellings(languages: Sequence[str]) -> Iterator[tuple[str, str]]:
    from babel.core import get_global

    codes = {code for code in _names("en") if len(code) == 2 and code.isalpha()} - _NOT_COUNTRIES
    yield from ((code, code) for code in sorted(codes))
    aliases = get_global("territory_aliases")
    three_letters = {alias: to[0] for alias, to in aliases.items() if len(alias) == 3 and len(to) == 1}
    yield from (
        (alias, code) for alias, code in sorted(three_letters.items()) if code in codes and alias.isalpha()
    )
    for line in ordered_words("country_spellings"):
        code, _, spellings = line.partition(":")
        yield from ((spelling.strip(), code) for spelling in spellings.split(";"))
    for language in languages:
        names = _names(language)
        yield from ((names[code], code) for code in sorted(codes) if code in names)


@cache
def _names(language: str) -> dict[str, str]:
    """CLDR's names of territories by code."""
    from babel import Locale

    return {str(code): str(name) for code, name in Locale.parse(language).territories.items()}
