"""How much each agreement counts, learnt from pairs of which people know whether they are duplicates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from mopsctl.errors import UsageError
from mopsctl.matching.agreement import Agreement
from mopsctl.matching.comparison import Outcome
from mopsctl.matching.facet import Facet
from mopsctl.matching.finding import Searched
from mopsctl.matching.folds import folds
from mopsctl.matching.labels import OPEN, SAME, LabelledPairs
from mopsctl.matching.scenario import AUTO, REVIEW
from mopsctl.matching.search import outcomes
from mopsctl.matching.weights import CAUTION, ROUNDS, Weights, default_weights, probability, total_bits

FEWEST_DUPLICATES, FEWEST_OTHERS = 30, 10
"""With fewer pairs of a class nothing is learnt."""
PARTS = 5
DIGITS = 4


@dataclass(frozen=True, slots=True)
class HeldOut:
    """How right scores are on labelled pairs that were not learnt from.

    ``review`` and ``auto`` are the pairs that score at or above those thresholds; ``surprise`` is the mean of minus
    the logarithm (bits a pair) of the probability that a pair's label was given: 0 where scores are certain and right.
    """

    review: Agreement
    auto: Agreement
    surprise: float


@dataclass(frozen=True, slots=True)
class Tuned:
    """What was learnt on the records of an ``object`` (a population goes by its first table's).

    ``shares`` gives, for each facet that was seen and each level, how often (0-1) duplicates compare so; ``seen`` how
    many labelled duplicates have a value of the facet in both records. ``before`` and ``after`` are the figures
    without and with learning, the latter by parts: each is judged by what was learnt from the others.
    """

    object: str
    duplicates: int
    others: int
    shares: Mapping[str, Mapping[str, float]]
    seen: Mapping[str, int]
    before: HeldOut
    after: HeldOut


def tune(searched: Searched, labels: LabelledPairs) -> Tuned:
    """Learn the shares of levels from labelled pairs.

    :raises UsageError: where there are too few of them.
    """
    name = searched.population.tables[0].object
    check_enough(labels, name)
    facets, records = searched.design.facets, searched.copies.distinct
    compared = outcomes(facets, labels.pairs)
    start = searched.found.weights
    weights = learn_from(facets, compared, labels.label, start, records)
    before = _log_odds(facets, compared, start, records)
    same = labels.label == SAME
    seen = {facet.name: int((compared[facet.name].level[same] >= 0).sum()) for facet in facets}
    return Tuned(
        object=name,
        duplicates=labels.duplicates,
        others=labels.others,
        shares={facet.name: _by_level(facet, weights) for facet in facets if seen[facet.name]},
        seen=seen,
        before=held_out(before, labels.label),
        after=held_out(_cross_validated(searched, labels, compared), labels.label),
    )


def check_enough(labels: LabelledPairs, name: str) -> None:
    """Whether something can be learnt.

    :raises UsageError: where it cannot.
    """
    too_few_others = labels.others < FEWEST_OTHERS and not labels.is_complete
    if labels.duplicates < FEWEST_DUPLICATES or too_few_others:
        raise UsageError(
            f"there is too little to learn from: of the pairs of {name} records, {labels.duplicates:,} are labelled "
            f"duplicates and {labels.others:,} others; it takes {FEWEST_DUPLICATES} and {FEWEST_OTHERS} at least"
        )


def learn_from(
    facets: Sequence[Facet], compared: Mapping[str, Outcome], label: np.ndarray, start: Weights, records: int
) -> Weights:
    """Weights whose shares are counted over duplicates: labelled ones whole, open pairs by their probability.

    With labels on all pairs this is counting; with few of them expectation maximisation in which the labels stand
    (Nigam, McCallum, Thrun and Mitchell, "Text classification from labeled and unlabeled documents using EM", 2000).
    Shares are held near their defaults where little was seen.
    """
    default, weights = default_weights(facets).shares, start
    for _ in range(ROUNDS if (label == OPEN).any() else 1):
        chance = probability(total_bits(facets, compared, weights, records)).astype(np.float64)
        duplicates = np.where(label == OPEN, chance, label == SAME)
        shares = {f.name: _counted(compared[f.name].level, duplicates, default[f.name]) for f in facets}
        weights = replace(weights, shares=shares)
    return weights


def held_out(log_odds: np.ndarray, label: np.ndarray) -> HeldOut:
    """The figures of log-odds (bits) on the labelled pairs."""
    known = label != OPEN
    score, same = probability(log_odds[known]), label[known] == SAME
    review, auto = (
        Agreement(int(above.sum()), int((above & same).sum()), int(same.sum()))
        for above in (score >= REVIEW, score >= AUTO)
    )
    surprise = np.logaddexp2(0.0, np.where(same, -log_odds[known], log_odds[known]))
    return HeldOut(review, auto, float(np.mean(surprise)))


def _cross_validated(
    searched: Searched, labels: LabelledPairs, compared: Mapping[str, Outcome]
) -> np.ndarray:
    """The log-odds (bits) of each labelled pair by what was learnt without the labels of its part."""
    facets, records = searched.design.facets, searched.copies.distinct
    part = folds(labels.pairs.left, labels.pairs.right, len(searched.population), PARTS)
    bits = np.zeros(len(labels.label))
    for number in range(PARTS):
        mine = part == number
        rest = {name: Outcome(one.level[~mine], one.chance[~mine]) for name, one in compared.items()}
        weights = learn_from(facets, rest, labels.label[~mine], searched.found.weights, records)
        own = {name: Outcome(one.level[mine], one.chance[mine]) for name, one in compared.items()}
        bits[mine] = _log_odds(facets, own, weights, records)
    return bits


def _log_odds(
    facets: Sequence[Facet], compared: Mapping[str, Outcome], weights: Weights, records: int
) -> np.ndarray:
    return np.asarray(total_bits(facets, compared, weights, records), dtype=np.float64)


def _counted(level: np.ndarray, duplicates: np.ndarray, default: np.ndarray) -> np.ndarray:
    known = level >= 0
    counts = np.bincount(level[known], weights=duplicates[known], minlength=len(default))
    return np.asarray((counts + CAUTION * default) / (counts.sum() + CAUTION))


def _by_level(facet: Facet, weights: Weights) -> dict[str, float]:
    from mopsctl.matching.comparisons import COMPARISONS

    levels = COMPARISONS[facet.kind].levels
    shares = weights.shares[facet.name].tolist()
    return {level.name: round(share, DIGITS) for level, share in zip(levels, shares, strict=True)}
