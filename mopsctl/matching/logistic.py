"""Logistic regression of a few dozen parameters, kept near what was believed before."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

MOST_STEPS = 50
STEP_IS_NOTHING = 1e-7
LEAST_STEP = 2.0**-20


@dataclass(frozen=True, slots=True)
class Sample:
    """Labelled pairs, a row each.

    ``features`` (float64, pairs by parameters), ``label`` (bool), ``offset`` (float64: the log-odds in nats with all
    parameters 0), ``weight`` (float64: how many pairs each stands for).
    """

    features: np.ndarray
    label: np.ndarray
    offset: np.ndarray
    weight: np.ndarray

    def __len__(self) -> int:
        return len(self.label)

    def part(self, chosen: np.ndarray) -> Sample:
        """Some of the pairs."""
        parts = (self.features[chosen], self.label[chosen], self.offset[chosen], self.weight[chosen])
        return Sample(*parts)


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the greatest value (float64) that each parameter may have; 0 is between them."""

    least: np.ndarray
    most: np.ndarray

    def hold(self, parameters: np.ndarray) -> np.ndarray:
        """The parameters, each moved to its bound where it is beyond."""
        return np.clip(parameters, self.least, self.most)

    def binds(self, parameters: np.ndarray, slope: np.ndarray) -> np.ndarray:
        """Which of them (bool) are at a bound and would go on beyond it, down the slope."""
        return ((parameters <= self.least) & (slope > 0)) | ((parameters >= self.most) & (slope < 0))


def unbounded(parameters: int) -> Bounds:
    """No bounds on so many parameters."""
    return Bounds(np.full(parameters, -np.inf), np.full(parameters, np.inf))


def fit(sample: Sample, penalty: np.ndarray, bounds: Bounds | None = None) -> np.ndarray:
    """The parameters (float64, nats) that make labels likeliest, less ``penalty`` / 2 times the square of each.

    Penalties are above 0, so that there is exactly one best answer, and where the labels say nothing of a parameter
    it is 0. Newton's method among the parameters that no bound holds, with steps halved until they are for the
    better: Bertsekas, "Projected Newton methods for optimization problems with simple constraints", 1982.
    """
    bounds = bounds or unbounded(len(penalty))
    parameters = np.zeros(len(penalty))
    value = _loss(sample, parameters, penalty)
    for _ in range(MOST_STEPS):
        step, size = _newton_step(sample, parameters, penalty, bounds), 1.0
        moved = bounds.hold(parameters - step)
        while (tried := _loss(sample, moved, penalty)) > value and size > LEAST_STEP:
            size /= 2
            moved = bounds.hold(parameters - size * step)
        if tried > value:
            break
        change = np.abs(moved - parameters).max(initial=0.0)
        parameters, value = moved, tried
        if change < STEP_IS_NOTHING:
            break
    return parameters


def log_odds(sample: Sample, parameters: np.ndarray) -> np.ndarray:
    """The log-odds (nats) of each pair."""
    return np.asarray(sample.offset + sample.features @ parameters)


def log_loss(log_odds: np.ndarray, label: np.ndarray, weight: np.ndarray) -> float:
    """The mean of minus the log-likelihood (nats a pair); 0 where every label was certain and right."""
    return float(np.average(_surprise(log_odds, label), weights=weight))


def _surprise(log_odds: np.ndarray, label: np.ndarray) -> np.ndarray:
    return np.asarray(np.logaddexp(0.0, np.where(label, -log_odds, log_odds)))


def _loss(sample: Sample, parameters: np.ndarray, penalty: np.ndarray) -> float:
    surprise = _surprise(log_odds(sample, parameters), sample.label)
    return float(sample.weight @ surprise + penalty @ parameters**2 / 2)


def _newton_step(sample: Sample, parameters: np.ndarray, penalty: np.ndarray, bounds: Bounds) -> np.ndarray:
    chance = 1 / (1 + np.exp(-np.clip(log_odds(sample, parameters), -500, 500)))
    slope = sample.features.T @ (sample.weight * (chance - sample.label)) + penalty * parameters
    free = np.flatnonzero(~bounds.binds(parameters, slope))
    features = sample.features[:, free]
    spread = sample.weight * chance * (1 - chance)
    curvature = (features * spread[:, None]).T @ features + np.diag(penalty[free])
    step = np.zeros(len(parameters))
    step[free] = np.linalg.solve(curvature, slope[free])
    return step
