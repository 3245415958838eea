"""Records that cannot be one person, whatever joins each of them to a third."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from mopsctl.matching.comparison import Outcome
from mopsctl.matching.comparisons import COMPARISONS
from mopsctl.matching.facet import Facet

CONTRADICTING = ("given_name", "middle_name", "generation", "linkedin_url")
"""Facets of people whose difference speaks of two of them."""
UNLIKELY = 0.03
"""Score below which two records that differ so are kept apart."""
COST = -2.0
"""What stands in place of the score of such a pair while groups are joined: more than an agreement is worth."""


def as_seen_by_groups(
    facets: Sequence[Facet], compared: Mapping[str, Outcome], score: np.ndarray
) -> np.ndarray:
    """The scores of pairs, with `COST` where the two contradict one another."""
    differ = np.zeros(len(score), bool)
    for facet in facets:
        if facet.name in CONTRADICTING:
            levels = COMPARISONS[facet.kind].levels
            differ |= compared[facet.name].level == len(levels) - 1
    return np.where(differ & (score < UNLIKELY), COST, score)
