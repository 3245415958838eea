"""Comparing days, such as dates of birth."""

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
    from mopsctl.matching.facet import Facet

SAME, SLIP, NEAR, OTHER = range(4)
DATE_LEVELS = (
    Level("same", 0.78), Level("a slip apart", 0.1), Level("within a year", 0.06),
    Level("differs", 0.06, agrees=False),
)  # fmt: skip
SLIPS = 3.0
"""Factor by which more dates are a slip away from a date than are one of the two."""
YEAR = 366


def compare_dates(facet: Facet, left: np.ndarray, right: np.ndarray) -> Outcome:
    """Days (text YYYYMMDD): same, one slip apart or with day and month exchanged, within a year, or others."""
    column, outcome = facet.column, undecided(len(left))
    one, other = column.codes[left], column.codes[right]
    both = (one >= 0) & (other >= 0)
    same = both & (one == other)
    outcome.level[same] = SAME
    outcome.chance[same] = chance_of_same(facet, one[same])
    apart = np.flatnonzero(both & ~same)
    pairs = value_pairs(one[apart], other[apart], len(column.texts))
    level, chance = _of_values(facet, pairs.left, pairs.right)
    outcome.level[apart], outcome.chance[apart] = level[pairs.inverse], chance[pairs.inverse]
    return outcome


def _of_values(facet: Facet, left: np.ndarray, right: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    from rapidfuzz.distance import OSA

    from mopsctl.matching.comparison import ValuePairs

    column = facet.column
    level, chance = np.full(len(left), OTHER, np.int8), np.ones(len(left), np.float32)
    if not len(left):
        return level, chance
    slips = similarities(column, ValuePairs(left, right, left), OSA.distance)
    days = _days(facet)
    near = np.abs(days[left] - days[right]) <= YEAR
    exchanged = _exchanged(facet, left, right)
    level[near], level[(slips <= 1) | exchanged] = NEAR, SLIP
    chance[level == SLIP] = (SLIPS * chance_of_either(column, left, right))[level == SLIP]
    around = np.sort(np.repeat(days, column.records))
    within = np.searchsorted(around, days + YEAR, "right") - np.searchsorted(around, days - YEAR, "left")
    chance[level == NEAR] = (within[left[level == NEAR]] / column.among).astype(np.float32)
    return level, chance


def _days(facet: Facet) -> np.ndarray:
    """The number of the day of each distinct value."""
    import pandas as pd

    texts = pd.Series(facet.column.texts.to_pylist(), dtype="object")
    year, month, day = (texts.str[part].astype(int) for part in (slice(0, 4), slice(4, 6), slice(6, 8)))
    return (year * 365.25 + month * 30.44 + day).to_numpy()


def _exchanged(facet: Facet, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Whether two dates are one another's with day and month exchanged."""
    import pandas as pd

    texts = pd.Series(facet.column.texts.to_pylist(), dtype="object")
    turned = (texts.str[:4] + texts.str[6:8] + texts.str[4:6]).to_numpy()
    return np.asarray(turned[left] == texts.to_numpy()[right])


DATE = Comparison("date", DATE_LEVELS, compare_dates)
