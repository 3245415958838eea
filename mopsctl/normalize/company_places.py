"""Words at the end of a company's name that say which part of it is meant: "Acme UK", "Acme Group"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.normalize.arrow_text import as_arrow, as_series
from mopsctl.normalize.companies import without_legal_form
from mopsctl.normalize.company_additions import as_words
from mopsctl.normalize.company_words import LINKING_WORDS, are_generic, written_out
from mopsctl.normalize.wordlists import load_words

_MOST_CUTS = 3
"""Rounds of cutting: "acme holdings germany" takes two."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Names less their place and division, and what was cut; null where nothing was."""

    core: pa.Array
    place: pa.Array
    division: pa.Array


def without_places(keys: pa.Array) -> Cut:
    """Cut the places and divisions at the end of company keys, short forms written out.

    A name is left whole where the rest would name no company ("air france") or a linking word stands before the
    place ("bank of america").
    """
    nothing = pa.nulls(len(keys), pa.string())
    core, place, division = keys, nothing, nothing
    for _ in range(_MOST_CUTS):
        core, cut_place = _cut(core, _endings("company_places"))
        core, cut_division = _cut(core, _endings("company_divisions"))
        place, division = pc.coalesce(place, cut_place), pc.coalesce(division, cut_division)
        if cut_place.null_count == cut_division.null_count == len(keys):
            break
    return Cut(core, place, division)


def _cut(keys: pa.Array, endings: str) -> tuple[pa.Array, pa.Array]:
    """Keys less their ending, and the ending, where the rest still names a company."""
    nothing = pa.nulls(len(keys), pa.string())
    candidates = np.flatnonzero(pc.fill_null(pc.match_substring_regex(keys, endings), False))
    if len(candidates) == 0:
        return keys, nothing
    found = pc.extract_regex(keys.take(pa.array(candidates)), endings)
    rest = without_legal_form(pc.struct_field(found, "rest"))
    links = pc.match_substring_regex(rest, rf" (?:{'|'.join(sorted(LINKING_WORDS))})$")
    is_name = ~are_generic(rest) & ~links.to_numpy(zero_copy_only=False)
    is_cut = np.zeros(len(keys), dtype=bool)
    is_cut[candidates[is_name]] = True
    ending = pc.struct_field(found, "ending").filter(pa.array(is_name))
    return (
        pc.replace_with_mask(keys, pa.array(is_cut), rest.filter(pa.array(is_name))),
        pc.replace_with_mask(nothing, pa.array(is_cut), ending),
    )


def as_countries(places: pa.Array) -> pa.Array:
    """Places, each country as its ISO 3166-1 alpha-2 code in small letters: "deutschland" gives "de"."""
    import pandas as pd

    from mopsctl.normalize.countries import country_codes

    distinct = pc.dictionary_encode(places)
    named = as_series(distinct.dictionary, pd.RangeIndex(len(distinct.dictionary)))
    codes = pc.utf8_lower(as_arrow(country_codes(named)))
    return pc.coalesce(codes, distinct.dictionary).take(distinct.indices)


@cache
def _endings(list_name: str) -> str:
    """A pattern of the list's entries at the end of a key, legal forms between them and the name left out."""
    folded = as_words(pa.array(sorted(load_words(list_name))))
    entries = {*folded.to_pylist(), *written_out(folded).to_pylist()}
    longest_first = sorted(entries, key=lambda entry: (-len(entry), entry))
    return rf"^(?P<rest>.*?[^ ]) (?P<ending>{'|'.join(map(re.escape, longest_first))})$"
