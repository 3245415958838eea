"""What is known of the pairs of a population: duplicates, others, and those of which nothing is known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mopsctl.matching.blocking import Pairs
from mopsctl.matching.finding import Decided, Searched
from mopsctl.matching.truth import Truth

SAME, OTHER, OPEN = 1, -1, 0


@dataclass(frozen=True, slots=True)
class LabelledPairs:
    """Pairs of a population's places, and for each ``SAME``, ``OTHER`` or ``OPEN`` (int8).

    ``is_complete`` is whether all pairs of their records are known, the many included that are too unlike to be found.
    """

    pairs: Pairs
    label: np.ndarray
    is_complete: bool = False

    @property
    def duplicates(self) -> int:
        """How many are known to be duplicates."""
        return int((self.label == SAME).sum())

    @property
    def others(self) -> int:
        """How many are known to be no duplicates."""
        return int((self.label == OTHER).sum())


def labels_of_truth(searched: Searched, truth: Truth, start: int) -> LabelledPairs:
    """The found pairs of which the truth is known, those that scored too low to be reported included.

    :param start: the place of the population's first record among all records.
    """
    left, right = searched.found.left, searched.found.right
    known = truth.can_judge(left + start, right + start)
    left, right = left[known], right[known]
    same = truth.cluster[left + start] == truth.cluster[right + start]
    return LabelledPairs(Pairs(left, right), np.where(same, SAME, OTHER).astype(np.int8), is_complete=True)


def labels_of_decisions(searched: Searched, decided: Decided) -> LabelledPairs:
    """The found pairs and those that people decided on; of the pairs that nobody has seen nothing is known."""
    found = searched.found
    if decided is None:
        return LabelledPairs(Pairs(found.left, found.right), np.full(len(found.left), OPEN, np.int8))
    left, right, verdict = decided
    fresh = ~np.isin(_numbers(found.left, found.right, searched), _numbers(left, right, searched))
    pairs = Pairs(
        np.r_[left, found.left[fresh]].astype(np.int32), np.r_[right, found.right[fresh]].astype(np.int32)
    )
    return LabelledPairs(pairs, np.r_[verdict, np.full(int(fresh.sum()), OPEN)].astype(np.int8))


def _numbers(left: np.ndarray, right: np.ndarray, searched: Searched) -> np.ndarray:
    return np.asarray(left.astype(np.int64) * len(searched.population) + right)
