"""Comparing what is somebody's own wherever it stands: profiles, which nobody shares and few have two of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from mopsctl.matching.comparison import Comparison, Level, Outcome, undecided

if TYPE_CHECKING:
    from mopsctl.matching.facet import Facet

SAME, OTHER = range(2)
PROFILE_LEVELS = (Level("same", 0.997), Level("differs", 0.003, agrees=False))
MISTAKEN = 0.02
"""Others who have somebody's profile by mistake."""


def compare_profiles(facet: Facet, left: np.ndarray, right: np.ndarray) -> Outcome:
    """Profiles: the same or others. Chance is that among all records, since few records tell their profile."""
    column, outcome = facet.column, undecided(len(left))
    one, other = column.codes[left], column.codes[right]
    both = (one >= 0) & (other >= 0)
    same = both & (one == other)
    outcome.level[both] = OTHER
    outcome.level[same] = SAME
    outcome.chance[same] = np.maximum(facet.holders[one[same]] - 1, MISTAKEN) / max(len(column.codes), 1)
    return outcome


PROFILE = Comparison("profile", PROFILE_LEVELS, compare_profiles, firm=True)
