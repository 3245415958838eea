"""People's decisions on pairs of records, as places."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mopsctl.matching.decisions import Decisions
from mopsctl.matching.duplicates import Records


@dataclass(frozen=True, slots=True)
class DecidedPlaces:
    """Pairs of places (int64, left < right) and verdicts (int8: 1 duplicate, -1 not)."""

    left: np.ndarray
    right: np.ndarray
    verdict: np.ndarray

    def within(self, start: int, end: int) -> tuple[np.ndarray, np.ndarray, np.ndarray] | None:
        """The decisions on records in a range of places, counted from its beginning; None where there are none."""
        here = (self.left >= start) & (self.right < end)
        if not here.any():
            return None
        return self.left[here] - start, self.right[here] - start, self.verdict[here]


def decided_places(decisions: Decisions | None, records: Records) -> DecidedPlaces:
    """The decisions on records that are there."""
    if decisions is None or not len(decisions):
        empty = np.zeros(0, np.int64)
        return DecidedPlaces(empty, empty, empty)
    return DecidedPlaces(*decisions.for_places(records))
