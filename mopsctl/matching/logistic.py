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


def fit(sample: Sample, penalty: np.ndarray) -> np.ndarray:
    """The parameters (float64, nats) that make labels likeliest, less ``penalty`` / 2 times the square of each.

    Penalties are above 0, so that there is exactly one best answer, and where the labels say nothing of a parameter
    it is 0. Newton's method with halved steps: Hastie, Tibshirani and Friedman, "The Elements of Statistical
    Learning", 2009, section 4.4.1.
    """
    parameters = np.zeros(sample.features.shape[1])
    value = _loss(sample, parameters, penalty)
    for _ in range(MOST_STEPS):
        step = _newton_step(sample, parameters, penalty)
        size = 1.0
        while (tried := _loss(sample, parameters - size * step, penalty)) > value and size > LEAST_STEP:
            size /= 2
        if tried > value:
            break
        parameters, value = parameters - size * step, tried
        if np.abs(size * step).max(initial=0.0) < STEP_IS_NOTHING:
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


def _newton_step(sample: Sample, parameters: np.ndarray, penalty: np.ndarray) -> np.ndarray:
    chance = 1 / (1 + np.exp(-np.clip(log_odds(sample, parameters), -500, 500)))
    slope = sample.features.T @ (sample.weight * (chance - sample.label)) + penalty * parameters
    spread = sample.weight * chance * (1 - chance)
    curvature = (sample.features * spread[:, None]).T @ sample.features + np.diag(penalty)
    return np.linalg.solve(curvature, slope)
