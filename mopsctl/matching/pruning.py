"""Dropping candidate pairs early: where not even the best that is left to compare could make them duplicates."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np

from mopsctl.matching.blocking import Pairs
from mopsctl.matching.comparison import FEW
from mopsctl.matching.facet import Facet, Group

SLACK = 9.0
"""Bits that details, likeness instead of sameness, and further agreements may still add."""
UNSEEN = 13.0
"""Bits of the best agreement that may still be found where no value is the same as it stands."""
LIKENESS = 6.0
"""Bits that mailboxes and numbers which are not the same may add by being alike."""


def hopeful(
    facets: Sequence[Facet], pairs: Pairs, name_bits: np.ndarray, prior: float, least: float
) -> np.ndarray:
    """Pairs that may still reach log-odds of ``least`` (bits), given what their names say."""
    best = np.zeros(len(pairs.left), np.float32)
    independent = np.zeros(len(pairs.left), np.float32)
    for facet in facets:
        bits = most_bits(facet, pairs)
        if facet.group in (Group.REACH, Group.PLACE):
            best = np.maximum(best, bits)
        elif facet.group is Group.IDENTITY:
            independent += bits
    best = np.where(best > 0, best, UNSEEN)
    return np.asarray(prior + name_bits + best + independent + SLACK >= least)


def still_hopeful(facets: Sequence[Facet], pairs: Pairs, bits: np.ndarray, least: float) -> np.ndarray:
    """Pairs that may still reach log-odds of ``least``, of which all but some ``facets`` are compared."""
    best = np.full(len(pairs.left), LIKENESS, np.float32)
    for facet in facets:
        best = np.maximum(best, most_bits(facet, pairs) + LIKENESS / 2)
    return np.asarray(bits + best >= least)


def most_bits(facet: Facet, pairs: Pairs) -> np.ndarray:
    """At most what the rarest value that both records have is worth; 0 where none is the same."""
    rarity = np.log2(facet.among / np.maximum(facet.holders - 1, max(facet.usual_others, FEW))).astype(
        np.float32
    )
    best = np.zeros(len(pairs.left), np.float32)
    for one, other in product(facet.columns, facet.columns):
        codes = one.codes[pairs.left]
        same = np.flatnonzero((codes == other.codes[pairs.right]) & (codes >= 0))
        best[same] = np.maximum(best[same], rarity[codes[same]])
    return best
