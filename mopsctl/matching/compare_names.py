"""Comparing given names and family names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.matching.coded import Coded
from mopsctl.matching.comparison import (
    Comparison,
    Level,
    Outcome,
    ValuePairs,
    chance_of_either,
    chance_of_same,
    text_similarities,
    undecided,
    value_pairs,
)

if TYPE_CHECKING:
    from mopsctl.matching.facet import Facet

ALIKE = 0.75
"""Least similarity (Damerau-Levenshtein, 0-1) of two spellings of a name: one slip in four letters."""
ALIKE_BEGINNING = 0.92
"""Least Jaro-Winkler similarity, which forgives slips near the end of longer names."""
REMOTE_LIKENESS = 0.6
"""Least similarity of two spellings in which more than one slip was made."""
SLIP, SLIPS = 0.001, 0.015
"""Share of records whose name is a slip, or more than one, from any name, beside those that have one of the two."""

SAME, NICKNAME, SWAPPED, SPELLING, INITIAL, REMOTE, OTHER = range(7)
GIVEN_LEVELS = (
    Level("same", 0.68), Level("nickname", 0.12), Level("swapped", 0.02), Level("alike", 0.1),
    Level("initial", 0.05, least=0.0), Level("remotely alike", 0.02), Level("differs", 0.02, agrees=False),
)  # fmt: skip
FAMILY_LEVELS = (
    Level("same", 0.84), Level("part", 0.02), Level("swapped", 0.02, counted=False), Level("alike", 0.09),
    Level("initial", 0.01, least=0.0), Level("remotely alike", 0.02), Level("differs", 0.02, agrees=False),
)  # fmt: skip
MIDDLE_LEVELS = (
    Level("same", 0.6), Level("part", 0.02), Level("swapped", 0.02), Level("alike", 0.06),
    Level("initial", 0.3), Level("remotely alike", 0.005), Level("differs", 0.002, agrees=False),
)  # fmt: skip


def compare_given(facet: Facet, left: np.ndarray, right: np.ndarray) -> Outcome:
    """Given names: same, nickname of one another, exchanged with the family name, alike, an initial, or others."""
    return _compared(facet, left, right, nicknames=True)


def compare_family(facet: Facet, left: np.ndarray, right: np.ndarray) -> Outcome:
    """Family names: same, one part of a double name, exchanged with the given name, alike, an initial, or others."""
    return _compared(facet, left, right, nicknames=False)


def compare_middle(facet: Facet, left: np.ndarray, right: np.ndarray) -> Outcome:
    """Middle names and their initials; two that differ speak of two people."""
    return _compared(facet, left, right, nicknames=False)


def _compared(facet: Facet, left: np.ndarray, right: np.ndarray, *, nicknames: bool) -> Outcome:
    column, outcome = facet.column, undecided(len(left))
    one, other = column.codes[left], column.codes[right]
    both = (one >= 0) & (other >= 0)
    same = both & (one == other)
    outcome.level[same] = SAME
    outcome.chance[same] = chance_of_same(facet, one[same])
    apart = np.flatnonzero(both & ~same)
    pairs = value_pairs(one[apart], other[apart], len(column.texts))
    level, chance = _of_values(facet, pairs, nicknames=nicknames)
    outcome.level[apart], outcome.chance[apart] = level[pairs.inverse], chance[pairs.inverse]
    if "counterpart" in facet.marks:
        _mark_swapped(outcome, column, facet.marks["counterpart"], left, right)
    return outcome


def _of_values(facet: Facet, pairs: ValuePairs, *, nicknames: bool) -> tuple[np.ndarray, np.ndarray]:
    column = facet.column
    level = np.full(len(pairs.left), OTHER, np.int8)
    chance = np.ones(len(pairs.left), np.float32)
    one, other = column.texts.take(pa.array(pairs.left)), column.texts.take(pa.array(pairs.right))
    edits, alike = _likeness(column.texts, pairs)
    if facet.variants is not None:
        alike |= _likeness(facet.variants, pairs)[1]
    special = _nicknames(one, other) if nicknames else _parts(one, other)
    initial = _initials(one, other)
    if facet.variants is not None:
        initial |= _initials(one, facet.variants.take(pa.array(pairs.right)))
        initial |= _initials(facet.variants.take(pa.array(pairs.left)), other)
    remote = edits >= REMOTE_LIKENESS
    if nicknames:
        # Two names that there are (Maria, Mario) are seldom a slip of the pen.
        apart = _known(one) & _known(other)
        alike, remote = alike & ~apart, remote & ~apart
    level[remote], level[alike], level[special], level[initial] = REMOTE, SPELLING, NICKNAME, INITIAL
    met = remote | alike | special
    chance[met] = chance_of_either(column, pairs.left[met], pairs.right[met])
    chance[(level == SPELLING) | (level == REMOTE)] += SLIP
    chance[level == REMOTE] += SLIPS - SLIP
    chance[initial] = _share_of_initial(column, one.filter(pa.array(initial)))
    return level, chance


def _likeness(texts: pa.Array, pairs: ValuePairs) -> tuple[np.ndarray, np.ndarray]:
    """The similarity of names (float32), and whether they are alike."""
    from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

    one, other = (
        np.array(texts.take(pa.array(side)).to_pylist(), dtype=object) for side in (pairs.left, pairs.right)
    )
    edits = text_similarities(one, other, DamerauLevenshtein.normalized_similarity)
    beginning = text_similarities(one, other, JaroWinkler.normalized_similarity)
    return edits, np.asarray((edits >= ALIKE) | (beginning >= ALIKE_BEGINNING))


def _nicknames(one: pa.Array, other: pa.Array) -> np.ndarray:
    from mopsctl.normalize.nicknames import is_nickname_pair

    return np.asarray(is_nickname_pair(one, other), dtype=bool)


def _known(names: pa.Array) -> np.ndarray:
    from mopsctl.normalize.nicknames import known_given_names

    return np.asarray(pc.is_in(names, known_given_names())).astype(bool)


def _parts(one: pa.Array, other: pa.Array) -> np.ndarray:
    """Where one family name is a whole word, at the beginning or end, of the other."""
    short = pc.if_else(pc.less(pc.utf8_length(one), pc.utf8_length(other)), one, other)
    long = pc.if_else(pc.less(pc.utf8_length(one), pc.utf8_length(other)), other, one)
    padded, sought = (pc.binary_join_element_wise("", text, "", " ") for text in (long, short))
    enough = pc.greater(pc.utf8_length(short), 2)
    double = np.array(
        [inner in outer for inner, outer in zip(sought.to_pylist(), padded.to_pylist(), strict=True)]
    )
    return np.asarray(np.asarray(enough) & double.astype(bool))


def _initials(one: pa.Array, other: pa.Array) -> np.ndarray:
    first = [pc.utf8_slice_codeunits(text, 0, 1) for text in (one, other)]
    single = pc.or_(pc.equal(pc.utf8_length(one), 1), pc.equal(pc.utf8_length(other), 1))
    return np.asarray(pc.and_(single, pc.equal(*first))).astype(bool)


def _share_of_initial(column: Coded, names: pa.Array) -> np.ndarray:
    """The share of records whose name begins as each of the names does."""
    initials = pc.utf8_slice_codeunits(column.texts, 0, 1).dictionary_encode()
    counts = np.bincount(
        np.asarray(initials.indices), weights=column.records, minlength=len(initials.dictionary)
    )
    place = pc.index_in(pc.utf8_slice_codeunits(names, 0, 1), initials.dictionary)
    return np.asarray(counts[np.asarray(place)] / column.among)


def _mark_swapped(
    outcome: Outcome, column: Coded, counterpart: Coded, left: np.ndarray, right: np.ndarray
) -> None:
    """Where the names differ as they stand, and agree when one record's given and family name change places."""
    places = np.flatnonzero((outcome.level >= INITIAL) | (outcome.level < 0))
    a, b = left[places], right[places]
    own, crossed = (column.codes[a], column.codes[b]), (counterpart.codes[b], counterpart.codes[a])
    known = np.all([codes >= 0 for codes in (*own, *crossed)], axis=0)
    places, own, crossed = (
        places[known],
        (own[0][known], own[1][known]),
        (crossed[0][known], crossed[1][known]),
    )
    initials = column.initials
    begun = (initials[own[0]] == initials[crossed[0]]) & (initials[own[1]] == initials[crossed[1]])
    places, own, crossed = (
        places[begun],
        (own[0][begun], own[1][begun]),
        (crossed[0][begun], crossed[1][begun]),
    )
    fits = _fit(column, own[0], crossed[0]) & _fit(column, own[1], crossed[1])
    places = places[fits]
    outcome.level[places] = SWAPPED
    seen = column.records + counterpart.records
    here = np.maximum(seen[own[0][fits]], seen[own[1][fits]])
    outcome.chance[places] = np.maximum(here - 1, 1) / column.among


def _fit(column: Coded, one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Whether names are the same or alike."""
    fits = np.asarray(one == other)
    apart = np.flatnonzero(~fits)
    pairs = value_pairs(one[apart], other[apart], len(column.texts))
    fits[apart] = _likeness(column.texts, pairs)[1][pairs.inverse]
    return fits


GIVEN = Comparison("given", GIVEN_LEVELS, compare_given)
FAMILY = Comparison("family", FAMILY_LEVELS, compare_family)
MIDDLE = Comparison("middle", MIDDLE_LEVELS, compare_middle, firm=True)
