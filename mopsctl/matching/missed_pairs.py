"""True pairs that are in no group: how many, and what became of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from mopsctl.matching.duplicates import Band

MOST_LISTED = 5_000_000
WasCompared = Callable[[np.ndarray, np.ndarray], np.ndarray]
"""Of pairs, given as two arrays of places, whether each was compared (bool)."""


@dataclass(frozen=True, slots=True)
class TruePairs:
    """True pairs, small clusters first: ``left`` and ``right`` (int64 places, left < right), of ``total`` in all.

    Those of the largest clusters are not listed where that would be more than ``MOST_LISTED``.
    """

    left: np.ndarray
    right: np.ndarray
    total: int


@dataclass(frozen=True, slots=True)
class Fates:
    """What became of the listed true pairs; the five counts add up to ``listed``.

    ``grouped``: together in a group. ``job_change``: found, and set apart as a change of jobs. ``kept_apart``: scored
    as duplicates, but something stands against their group. ``low``: compared, and below the threshold of review.
    ``never_compared``: no blocking key brought them together; None where that is not known, and then ``low`` counts
    both.
    """

    listed: int
    grouped: int
    job_change: int
    kept_apart: int
    low: int
    never_compared: int | None

    @property
    def compared_share(self) -> float | None:
        """Blocking recall: the share of true pairs (0-1) that were compared; None where it is not known."""
        if self.never_compared is None or not self.listed:
            return None
        return 1 - self.never_compared / self.listed


def true_pairs(cluster: np.ndarray, most: int = MOST_LISTED) -> TruePairs:
    """All pairs within clusters; ``cluster`` numbers that of each place, below 0 where it is not known."""
    places = np.flatnonzero(cluster >= 0)
    _, number, sizes = np.unique(cluster[places], return_inverse=True, return_counts=True)
    order = np.lexsort((places, number, sizes[number]))
    places, size = places[order], sizes[number][order]
    starts = np.flatnonzero(np.diff(number[order], prepend=-1))
    rank = np.arange(len(places)) - np.repeat(starts, np.diff(starts, append=len(places)))
    later = size - 1 - rank
    kept = np.searchsorted(np.cumsum(later), most, side="right")
    first = np.repeat(np.arange(kept), later[:kept])
    step = np.arange(len(first)) - np.repeat(np.cumsum(later[:kept]) - later[:kept], later[:kept]) + 1
    return TruePairs(places[first], places[first + step], int(later.sum()))


def missed_pairs(
    true: TruePairs, group: np.ndarray, pairs: pd.DataFrame, was_compared: WasCompared | None
) -> tuple[pd.DataFrame, Fates]:
    """The listed true pairs that are in no group, and a count of what became of all that are listed.

    ``group`` numbers the group of each place. The frame has ``left`` and ``right`` (int64), ``score`` (float64, NaN
    where the pair is not among the scored ``pairs``), ``band`` (text, NA there) and ``compared`` (bool, True where it
    is not known).
    """
    apart = group[true.left] != group[true.right]
    missed = pd.DataFrame({"left": true.left[apart], "right": true.right[apart]})
    missed = missed.merge(pairs[["left", "right", "score", "band"]], on=["left", "right"], how="left")
    is_scored = missed["score"].notna().to_numpy()
    compared = np.ones(len(missed), dtype=bool)
    if was_compared is not None:
        ends = missed.loc[~is_scored, ["left", "right"]].to_numpy().T
        compared[~is_scored] = was_compared(*ends)
    missed["compared"] = compared
    moved = int((missed["band"] == Band.JOB_CHANGE).sum())
    never = int((~compared).sum())
    fates = Fates(
        listed=len(true.left),
        grouped=len(true.left) - len(missed),
        job_change=moved,
        kept_apart=int(is_scored.sum()) - moved,
        low=len(missed) - int(is_scored.sum()) - never,
        never_compared=None if was_compared is None else never,
    )
    return missed, fates
