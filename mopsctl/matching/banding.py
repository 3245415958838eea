"""Which match rule a pair meets, and so its band."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from mopsctl.matching.blocking import Pairs
from mopsctl.matching.comparison import Outcome
from mopsctl.matching.design import Design
from mopsctl.matching.duplicates import Band
from mopsctl.matching.hows import meets
from mopsctl.matching.scenario import Scenario
from mopsctl.matching.search import outcomes

BATCH = 200_000
NONE = -1


@dataclass(frozen=True, slots=True)
class Banded:
    """``scenario`` (int16: place of the first rule that a pair meets with its score, -1 where none) and ``band``
    (object array of `Band` values, None where a pair is not found)."""

    scenario: np.ndarray
    band: np.ndarray


def banded(design: Design, scenarios: Sequence[Scenario], pairs: Pairs, score: np.ndarray) -> Banded:
    """The scenario and band of scored pairs."""
    parts = [
        _banded(design, scenarios, Pairs(pairs.left[start : start + BATCH], pairs.right[start : start + BATCH]),
                score[start : start + BATCH])
        for start in range(0, max(len(score), 1), BATCH)
    ]  # fmt: skip
    return Banded(np.concatenate([p.scenario for p in parts]), np.concatenate([p.band for p in parts]))


def _banded(design: Design, scenarios: Sequence[Scenario], pairs: Pairs, score: np.ndarray) -> Banded:
    return bands_of(outcomes(design.facets, pairs), design, scenarios, score)


def bands_of(
    compared: Mapping[str, Outcome], design: Design, scenarios: Sequence[Scenario], score: np.ndarray
) -> Banded:
    """The scenario and band of pairs of which is known how they compare.

    A pair belongs to the first rule that it meets with a score from that rule's ``review`` on. What is surely alike
    by the rule it meets first, and not by the next, keeps the first.
    """
    scenario = np.full(len(score), NONE, np.int16)
    band = np.full(len(score), None, dtype=object)
    for number, rule in enumerate(scenarios):
        open_ = (scenario == NONE) & (score >= rule.review)
        if not open_.any():
            continue
        met = open_ & meets(rule.compare, design.facets, compared, len(score))
        scenario[met] = number
        sure = np.where(score >= rule.auto, Band.AUTO.value, Band.REVIEW.value)
        band[met] = rule.band.value if rule.band is not None else sure[met]
    return Banded(scenario, band)


def as_copies(known: Banded, same: np.ndarray, rules: Sequence[Scenario]) -> Banded:
    """Pairs of which those that are the ``same`` (bool) in all that is compared are sure.

    Their scenario is the first rule that speaks of fields, else the one behind the last of the rules.
    """
    speaks = np.array([*(bool(rule.compare) for rule in rules), False])
    scenario = np.where(same & ~speaks[known.scenario], len(rules), known.scenario).astype(np.int16)
    return Banded(scenario, np.where(same, Band.AUTO.value, known.band))
