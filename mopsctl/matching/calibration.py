"""Whether scores mean what they say: of the pairs that score 0.9, nine in ten should be true."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

BINS = 20


@dataclass(frozen=True, slots=True)
class ScoreBin:
    """The pairs that score from ``low`` up to ``high`` (0-1): how many, of them true, and their mean score."""

    low: float
    high: float
    pairs: int
    true: int
    mean: float

    @property
    def share(self) -> float:
        """The share of them that is true (0-1)."""
        return self.true / self.pairs


@dataclass(frozen=True, slots=True)
class Calibration:
    """How far scores are from the truth, each 0 (right) to 1, and by bins that hold any pairs, lowest first.

    ``brier`` is the mean squared difference of score and truth (Brier, "Verification of forecasts expressed in terms
    of probability", 1950). ``error`` is the expected calibration error: the difference of a bin's mean score and its
    share of true pairs, averaged over pairs (Naeini, Cooper and Hauskrecht, "Obtaining well calibrated probabilities
    using Bayesian binning", 2015). Both are None where nothing was scored.
    """

    bins: tuple[ScoreBin, ...]
    brier: float | None
    error: float | None


def calibration(score: np.ndarray, is_true: np.ndarray) -> Calibration:
    """The calibration of scores (float64, 0-1) of pairs that are true or not (bool)."""
    if not len(score):
        return Calibration((), None, None)
    number = np.minimum((score * BINS).astype(np.int64), BINS - 1)
    pairs, true, total = (
        np.bincount(number, weights=weights, minlength=BINS) for weights in (None, is_true, score)
    )
    bins = tuple(
        ScoreBin(i / BINS, (i + 1) / BINS, int(pairs[i]), int(true[i]), float(total[i] / pairs[i]))
        for i in np.flatnonzero(pairs).tolist()
    )
    brier = float(np.mean((score - is_true) ** 2))
    return Calibration(bins, brier, float(np.abs(total - true).sum() / len(score)))
