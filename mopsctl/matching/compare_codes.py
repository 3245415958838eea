"""Comparing values that are the same or not, give or take a slip of the pen: places, dates, numbers, identifiers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from mopsctl.matching.comparison import (
    Comparison,
    Level,
    Outcome,
    chance_of_either,
    chance_of_same,
    similarities,
    undecided,
    value_pairs,
)

if TYPE_CHECKING:
    from mopsctl.matching.comparison import ValuePairs
    from mopsctl.matching.facet import Facet

SAME, ALIKE, OTHER = range(3)
LABEL_LEVELS = (Level("same", 0.82), Level("alike", 0.08), Level("differs", 0.1, agrees=False))
CODE_LEVELS = (Level("same", 0.8), Level("alike", 0.1), Level("differs", 0.1, agrees=False))
CATEGORY_LEVELS = (Level("same", 0.7), Level("differs", 0.3, agrees=False))
BRANCH_LEVELS = (Level("same", 0.97), Level("differs", 0.03, agrees=False))
GENERATION_LEVELS = (Level("same", 1.0), Level("differs", 1e-7, agrees=False))
STREET_LEVELS = (Level("same", 0.7), Level("alike", 0.15), Level("differs", 0.15, agrees=False))
ALIKE_LABEL = 0.78
"""Least similarity (Damerau-Levenshtein, 0-1) of two spellings of a place or word."""
SHORTEST_CODE = 4
"""Characters of a code from which one slip can be told from another code."""


def compare_labels(facet: Facet, left: np.ndarray, right: np.ndarray) -> Outcome:
    """Places and other short words: same, alike, or others."""
    return _compared(facet, left, right, _alike_labels)


def compare_codes(facet: Facet, left: np.ndarray, right: np.ndarray) -> Outcome:
    """Dates, postal codes and identifiers: same, one slip away (exchanged digits are one), or others."""
    return _compared(facet, left, right, _alike_codes)


def compare_categories(facet: Facet, left: np.ndarray, right: np.ndarray) -> Outcome:
    """Values that are the same or not."""
    outcome = _compared(facet, left, right, None)
    outcome.level[outcome.level == OTHER] = 1
    return outcome


def compare_streets(facet: Facet, left: np.ndarray, right: np.ndarray) -> Outcome:
    """Streets with their house numbers: same; alike where the street has a slip or one has no number; or others."""
    outcome = _compared(facet, left, right, None)
    places = np.flatnonzero(outcome.level == OTHER)
    a, b = left[places], right[places]
    number, street = facet.marks["number"].codes, facet.marks["street"]
    one, other = street.codes[a], street.codes[b]
    lacks_number = (number[a] < 0) | (number[b] < 0)
    known = (one >= 0) & (other >= 0) & (lacks_number | (number[a] == number[b]))
    places, one, other = places[known], one[known], other[known]
    pairs = value_pairs(one, other, len(street.texts))
    alike = (pairs.left == pairs.right) | (_similar(street, pairs) >= ALIKE_LABEL)
    places, one, other = places[alike[pairs.inverse]], one[alike[pairs.inverse]], other[alike[pairs.inverse]]
    outcome.level[places] = ALIKE
    outcome.chance[places] = np.where(
        lacks_number[known][alike[pairs.inverse]], chance_of_either(street, one, other),
        chance_of_either(facet.column, facet.column.codes[left[places]], facet.column.codes[right[places]]),
    )  # fmt: skip
    return outcome


def _compared(facet: Facet, left: np.ndarray, right: np.ndarray, are_alike: object) -> Outcome:
    column, outcome = facet.column, undecided(len(left))
    one, other = column.codes[left], column.codes[right]
    both = (one >= 0) & (other >= 0)
    same = both & (one == other)
    outcome.level[both] = OTHER
    outcome.level[same] = SAME
    outcome.chance[same] = chance_of_same(facet, one[same])
    if not callable(are_alike):
        return outcome
    apart = np.flatnonzero(both & ~same)
    pairs = value_pairs(one[apart], other[apart], len(column.texts))
    alike = are_alike(facet, pairs)[pairs.inverse]
    met = apart[alike]
    outcome.level[met] = ALIKE
    outcome.chance[met] = chance_of_either(column, column.codes[left[met]], column.codes[right[met]])
    return outcome


def _alike_labels(facet: Facet, pairs: ValuePairs) -> np.ndarray:
    return _similar(facet.column, pairs) >= ALIKE_LABEL


def _similar(column, pairs: ValuePairs) -> np.ndarray:  # type: ignore[no-untyped-def]
    from rapidfuzz.distance import DamerauLevenshtein

    return similarities(column, pairs, DamerauLevenshtein.normalized_similarity)


def _alike_codes(facet: Facet, pairs: ValuePairs) -> np.ndarray:
    import pyarrow as pa
    import pyarrow.compute as pc
    from rapidfuzz.distance import OSA

    texts = facet.column.texts
    long = pc.greater_equal(pc.utf8_length(texts), SHORTEST_CODE)
    enough = np.asarray(pc.and_(long.take(pa.array(pairs.left)), long.take(pa.array(pairs.right)))).astype(
        bool
    )
    return enough & (similarities(facet.column, pairs, OSA.distance) <= 1)


LABEL = Comparison("label", LABEL_LEVELS, compare_labels, resembles=True)
CODE = Comparison("code", CODE_LEVELS, compare_codes, resembles=True)
CATEGORY = Comparison("category", CATEGORY_LEVELS, compare_categories)
BRANCH = Comparison("branch", BRANCH_LEVELS, compare_categories)
GENERATION = Comparison("generation", GENERATION_LEVELS, compare_categories, firm=True)
STREET = Comparison("street", STREET_LEVELS, compare_streets)
