"""Precision and recall of scored pairs at every threshold, and the thresholds that stand out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mopsctl.matching.agreement import Agreement


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """The pairs that score at least ``threshold`` (0-1)."""

    threshold: float
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class Curve:
    """A point for every distinct score, from the highest down.

    ``threshold`` (float64, 0-1), and the pairs at or above it: ``found`` and ``right`` (int64); ``true`` are all
    true pairs, those that were never scored included.
    """

    threshold: np.ndarray
    found: np.ndarray
    right: np.ndarray
    true: int

    def __len__(self) -> int:
        return len(self.threshold)

    @property
    def precision(self) -> np.ndarray:
        """The share of the pairs at or above each threshold that is true."""
        share: np.ndarray = self.right / self.found
        return share

    @property
    def recall(self) -> np.ndarray:
        """The share of all true pairs that is at or above each threshold; 0 where there are none."""
        return self.right / max(self.true, 1)

    @property
    def f1(self) -> np.ndarray:
        """The harmonic mean of precision and recall at each threshold."""
        mean: np.ndarray = 2 * self.right / (self.found + self.true)
        return mean

    def at(self, index: int) -> CurvePoint:
        """One of its points."""
        agreement = Agreement(int(self.found[index]), int(self.right[index]), self.true)
        return CurvePoint(float(self.threshold[index]), agreement)

    def thinned(self, most: int) -> Curve:
        """At most so many points, spread evenly over the pairs, with the first and the last."""
        if len(self) <= most:
            return self
        wanted = np.linspace(self.found[0], self.found[-1], most)
        kept = np.unique(np.searchsorted(self.found, wanted).clip(0, len(self) - 1))
        return Curve(self.threshold[kept], self.found[kept], self.right[kept], self.true)


def curve(score: np.ndarray, is_true: np.ndarray, true: int) -> Curve:
    """The curve of scores (float64, highest first) of pairs that are true or not, where ``true`` pairs are in all."""
    last = np.flatnonzero(np.diff(score, append=-np.inf))
    right = np.cumsum(is_true, dtype=np.int64)[last]
    return Curve(score[last], last.astype(np.int64) + 1, right, true)


def best_f1(points: Curve) -> CurvePoint | None:
    """The threshold with the highest F1, the highest one of several; None where nothing was scored."""
    return points.at(int(np.argmax(points.f1))) if len(points) else None


def lowest_with_precision(points: Curve, precision: float) -> CurvePoint | None:
    """The threshold that finds most while so great a share (0-1) of what it finds is true; None where none does."""
    good = np.flatnonzero(points.precision >= precision)
    return points.at(int(good[-1])) if len(good) else None
