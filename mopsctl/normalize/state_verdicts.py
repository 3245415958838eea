"""Whether a state or province is one of its country's, and in the wanted form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.normalize.arrow_text import as_arrow, as_series, fold
from mopsctl.normalize.countries import country_code, country_codes
from mopsctl.normalize.states import COUNTRIES, area_places, find_area, known_areas, nearest_area

if TYPE_CHECKING:
    import pandas as pd

StateForm = Literal["any", "code", "name"]

UNKNOWN, OTHER_FORM, MISSPELT = "unknown", "form", "misspelt"
_WITHOUT_COUNTRY = ("US", "CA")
_SURE = 0.88
"""How like a state's name a text must be to be called a misspelling of it where no country is given."""


def judge_states(
    values: pd.DataFrame, form: StateForm = "any", default_country: str | None = None
) -> pd.Series[Any]:
    """Why each state is wrong, of distinct pairs of the text columns ``value`` and ``country`` (may be "").

    Judged are the countries in `COUNTRIES`. Without a country (and default) a text is wrong only where it is nearly
    the name of a state of the United States or Canada and no area of any country.

    :returns: the alpha-2 code of the country, a blank, and `UNKNOWN`, `OTHER_FORM` or `MISSPELT`; NA where nothing
        is wrong or nothing can be said. Index as given.
    """
    texts, codes = as_arrow(values["value"]), area_countries(values["country"], default_country)
    verdict = pa.nulls(len(texts), pa.string())
    filled = pc.not_equal(pc.utf8_trim_whitespace(texts), "")
    for country in COUNTRIES:
        here = pc.fill_null(pc.and_(pc.equal(codes, country), filled), fill_value=False)
        if pc.any(here, min_count=0).as_py():
            verdict = pc.replace_with_mask(verdict, here, _verdicts(texts.filter(here), country, form))
    homeless = pc.and_(pc.equal(codes, ""), filled)
    if pc.any(homeless, min_count=0).as_py():
        verdict = pc.replace_with_mask(verdict, homeless, _misspellings(texts.filter(homeless)))
    return as_series(verdict, values.index)


def suggest_state(text: str, country: str, form: StateForm = "any") -> tuple[str, float] | None:
    """The state that is meant, as a code or name like the one given, and the confidence (0-1)."""
    area, confidence = find_area(text, country), 0.95
    if area is None:
        near = nearest_area(text, (country,))
        if near is None:
            return None
        area, confidence = near
    written = area.code if form == "code" else area.name
    return (written, confidence) if written and written != text else None


def area_countries(countries: pd.Series[Any], default_country: str | None) -> pa.Array:
    """The alpha-2 code of each record's country, "" where it has none and there is no default, null where unknown."""
    default = country_code(default_country) if default_country else None
    texts = as_arrow(countries)
    blank = pc.equal(pc.fill_null(pc.utf8_trim_whitespace(texts), ""), "")
    return pc.if_else(blank, pa.scalar(default or ""), as_arrow(country_codes(countries)))


def _verdicts(texts: pa.Array, country: str, form: StateForm) -> pa.Array:
    places = area_places(texts, country)
    verdict = pc.if_else(pc.is_null(places), f"{country} {UNKNOWN}", pa.scalar(None, pa.string()))
    if form == "any":
        return verdict
    spelled = [area.code if form == "code" else area.name for area in known_areas(country)]
    wanted = pa.array(spelled, pa.string()).take(places)
    same = pc.equal(fold(pc.utf8_trim_whitespace(texts)), fold(wanted))
    return pc.if_else(pc.fill_null(pc.invert(same), fill_value=False), f"{country} {OTHER_FORM}", verdict)


def _misspellings(texts: pa.Array) -> pa.Array:
    known = pa.repeat(pa.scalar(False), len(texts))
    for country in COUNTRIES:
        known = pc.or_(known, pc.is_valid(area_places(texts, country)))
    suspects = pc.unique(texts.filter(pc.invert(known))).to_pylist()
    near = {text: nearest_area(text, _WITHOUT_COUNTRY) for text in suspects}
    found = {text: f"{hit[0].country} {MISSPELT}" for text, hit in near.items() if hit and hit[1] >= _SURE}
    reasons = pa.array(list(found.values()), pa.string())
    return reasons.take(pc.index_in(texts, pa.array(list(found), pa.string())))
