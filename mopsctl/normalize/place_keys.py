"""States and postal codes for matching: one key for each, whatever form the record has it in."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.normalize.arrow_text import as_arrow, as_series, letters_and_digits
from mopsctl.normalize.placeholders import placeholder_pattern
from mopsctl.normalize.postal_codes import form_of, squeezed
from mopsctl.normalize.state_verdicts import area_countries
from mopsctl.normalize.states import COUNTRIES, area_places, known_areas
from mopsctl.normalize.wordlists import ordered_words
from mopsctl.schema.model import ValueKind

if TYPE_CHECKING:
    import pandas as pd

_LONGEST = 100
"""Characters of a place's name or code that are read."""

_KNOWN_BY_CODE = ("US", "CA")
_DIGITS_ALONE = re.compile(r"(?:\\d(?:\{(\d)\})?|\[[^\]]*\](?:\{(\d)\})?)+")
_NOTHING = pa.scalar(None, pa.string())


def state_keys(values: pd.DataFrame, default_country: str | None = None) -> pd.Series[Any]:
    """A key for each distinct pair of the text columns ``value`` and ``country`` (name or code; may be absent).

    "California" and "Calif." give "US-CA" (ISO 3166-2 where there is a code, else country and name); without a
    country codes of the United States and Canada count, and names of any country. Unknown ones give their letters,
    NA where there are none. Index as given.
    """
    texts = _filled(as_arrow(values["value"]), ValueKind.STATE)
    countries = _countries(values, default_country)
    key = pc.coalesce(_listed_areas(texts, countries), _regions(texts, countries), _letters(texts))
    return as_series(key, values.index)


def postal_keys(values: pd.DataFrame, default_country: str | None = None) -> pd.Series[Any]:
    """A key for each distinct pair of the text columns ``value`` and ``country`` (name or code; may be absent).

    Upper case without blanks and hyphens, the country's letters before it or what spreadsheets append (".0");
    of nine-digit ZIP codes the first five; with the zeros in front that spreadsheets drop, where the country's codes
    are digits of one length. NA where it is blank or stands for nothing. Index as given.
    """
    texts = _filled(as_arrow(values["value"]), ValueKind.POSTAL_CODE)
    texts = pc.replace_substring_regex(texts, pattern=r"^([0-9]+)[.,]0+$", replacement=r"\1")
    texts = pc.replace_substring_regex(texts, pattern=r"^([0-9]{5})-[0-9]{4}$", replacement=r"\1")
    countries = _countries(values, default_country)
    key = pc.utf8_upper(letters_and_digits(texts))
    for country in pc.unique(countries).drop_null().to_pylist():
        if form_of(country) is None:
            continue
        here = pc.fill_null(pc.equal(countries, country), fill_value=False)
        key = pc.replace_with_mask(key, here, _postal(texts.filter(here), country))
    return as_series(pc.if_else(pc.equal(key, ""), _NOTHING, key), values.index)


def _postal(texts: pa.Array, country: str) -> pa.Array:
    code = pc.utf8_upper(letters_and_digits(squeezed(texts, country)))
    if country == "US":
        code = pc.replace_substring_regex(code, pattern="^([0-9]{5})[0-9]{3,4}$", replacement=r"\1")
    length = _length(country)
    if length is None:
        return code
    short = pc.match_substring_regex(code, f"^[0-9]{{{length - 2},{length - 1}}}$")
    return pc.if_else(short, pc.utf8_lpad(code, length, "0"), code)


@cache
def _length(country: str) -> int | None:
    """Of the postal codes of a country that are digits of one length (of ZIP codes, five)."""
    if country == "US":
        return 5
    form = form_of(country) or ""
    if _DIGITS_ALONE.fullmatch(form) is None:
        return None
    parts = re.findall(r"(?:\\d|\[[^\]]*\])(?:\{(\d)\})?", form)
    return sum(int(times or 1) for times in parts)


def _countries(values: pd.DataFrame, default_country: str | None) -> pa.Array:
    """The alpha-2 code of each record's country, null where it has none that is known."""
    import pandas as pd

    absent = pd.Series(pd.NA, index=values.index, dtype="string[pyarrow]")
    codes = area_countries(values.get("country", absent), default_country)
    return pc.if_else(pc.equal(codes, ""), _NOTHING, codes)


def _listed_areas(texts: pa.Array, countries: pa.Array) -> pa.Array:
    """Of the countries whose addresses name a state: the record's own, or any if it has none."""
    key = pa.nulls(len(texts), pa.string())
    homeless = pc.is_null(countries)
    long = pc.or_(pc.greater(pc.utf8_length(texts), 3), pc.invert(pc.string_is_ascii(texts)))
    for country in COUNTRIES:
        here = pc.fill_null(pc.equal(countries, country), fill_value=False)
        anywhere = homeless if country in _KNOWN_BY_CODE else pc.and_(homeless, long)
        tried = pc.fill_null(pc.and_(pc.or_(here, anywhere), pc.is_null(key)), fill_value=False)
        if pc.any(tried, min_count=0).as_py():
            places = area_places(texts.filter(tried), country)
            key = pc.replace_with_mask(key, tried, _area_keys(country).take(places))
    return key


@cache
def _area_keys(country: str) -> pa.Array:
    return pa.array([f"{area.country}-{area.code or area.name}" for area in known_areas(country)])


def _regions(texts: pa.Array, countries: pa.Array) -> pa.Array:
    """Of other countries, by name or code; without a country by name alone."""
    spelled, codes = _known_regions()
    letters = _letters(texts)
    own = pc.binary_join_element_wise(pc.fill_null(countries, ""), letters, " ")
    return codes.take(pc.index_in(own, spelled))


@cache
def _known_regions() -> tuple[pa.Array, pa.Array]:
    """Country, blank and letters of each spelling, names also without country; and their codes."""
    known: dict[str, str] = {}
    for line in ordered_words("region_spellings"):
        code, _, names = line.partition(":")
        for name in _letters(pa.array(names.split(";"))).to_pylist():
            known.setdefault(f"{code[:2]} {name}", code)
            if len(name) > 3:
                known.setdefault(f" {name}", code)
    return pa.array(list(known)), pa.array(list(known.values()))


def _filled(texts: pa.Array, kind: ValueKind) -> pa.Array:
    """Trimmed, null where nothing is written or what stands for nothing."""
    trimmed = pc.utf8_trim_whitespace(pc.utf8_slice_codeunits(texts, 0, _LONGEST))
    nothing = pc.match_substring_regex(trimmed, f"(?i)^(?:{placeholder_pattern(kind)})?$")
    return pc.if_else(nothing, _NOTHING, trimmed)


def _letters(texts: pa.Array) -> pa.Array:
    key = letters_and_digits(texts)
    return pc.if_else(pc.equal(key, ""), _NOTHING, key)
