"""How much each agreement counts: shares of levels among duplicates, learnt from the data without labels.

The model is that of Fellegi and Sunter ("A Theory for Record Linkage", 1969) with the frequencies of the values
themselves as chance: of two records, the odds of a duplicate are the duplicates that a record has on average
(``rate``), times the share of duplicates that agree so, over the number of records that would agree so by chance.
The score is therefore a probability whatever the number of records is. Shares and rate are fitted to the data by
expectation maximisation (Dempster, Laird and Rubin 1977), held near their defaults where there is little to learn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from mopsctl.matching.coded import FEWEST_RECORDS
from mopsctl.matching.comparison import Outcome
from mopsctl.matching.comparisons import COMPARISONS
from mopsctl.matching.facet import Facet, Group

DEFAULT_RATE = 0.1
"""Duplicates that a record has on average, before the data have said anything."""
CAUTION = 60.0
"""Duplicates' worth of trust in the default shares."""
RATE_CAUTION = 20.0
ROUNDS = 3
SECOND, THIRD = 0.2, 0.1
"""What the second and third best of ways to reach somebody, and of all places taken together, add to the best."""
NESTED, NESTED_ADDRESS = (1.0, 0.05), (1.0, 0.2, 0.1)
"""What the best, second and third best of places add: who works at a company is also at its domain and address; of an
address alone, street and suburb are two things."""
SECOND_AGAINST = 0.3
SWITCHBOARD = 8.0
"""The most (bits) that a telephone number counts for between different given names: desks behind one line."""
KIN = 5.0
"""The most (bits) that a family name counts for between different given names: many who share a place are kin."""
LEAST_SHARE = 1e-7
MOST_OTHER_NAMES = 0.1
OTHERS = 0.3


@dataclass(frozen=True, slots=True)
class Weights:
    """``shares`` of the levels of each facet (by name, float64) among duplicates; ``rate``: duplicates a record.

    ``random`` are the shares of the levels among any two records, which chance is held to where values resemble one
    another: years are often a slip apart. ``doubt`` (bits) is taken from every pair, see `transitivity`. ``nested`` is
    what the best places add, the best first: the second next to nothing where somebody works, some more where only an
    address is known.
    """

    shares: Mapping[str, np.ndarray]
    rate: float
    random: Mapping[str, np.ndarray] = field(default_factory=dict)
    doubt: float = 0.0
    nested: tuple[float, ...] = (1.0, 0.05)


def default_weights(facets: Sequence[Facet]) -> Weights:
    """What is assumed before the data have said anything."""
    shares = {f.name: np.array([level.share for level in COMPARISONS[f.kind].levels]) for f in facets}
    employed = any(
        f.name in ("company", "domain") or (f.kind == "text" and f.group is Group.NAME) for f in facets
    )
    nested = NESTED if employed else NESTED_ADDRESS
    return Weights({name: share / share.sum() for name, share in shares.items()}, DEFAULT_RATE, nested=nested)


def facet_bits(facet: Facet, outcome: Outcome, weights: Weights) -> np.ndarray:
    """The weight (bits, float32) of each pair's outcome; 0 where a value is missing."""
    levels = COMPARISONS[facet.kind].levels
    agrees = np.array([*(level.agrees for level in levels), False])
    counted = np.array([*(level.counted for level in levels), False])
    shares = np.maximum(np.append(weights.shares[facet.name], 1.0), LEAST_SHARE)
    log_shares = np.where(counted, np.log2(shares), 0).astype(np.float32)
    # Duplicates share values, too, and are no chance agreements.
    chance = np.maximum(
        outcome.chance - weights.rate / facet.among, outcome.chance * max(OTHERS, 1 / (1 + weights.rate))
    )
    random = np.append(_random_alone(facet, weights), 0.0).astype(np.float32)
    chance = np.where(agrees[outcome.level], np.maximum(chance, random[outcome.level]), 1)
    least = np.array(
        [*(-np.inf if level.least is None else level.least for level in levels), 0.0], np.float32
    )
    bits = log_shares[outcome.level] - np.log2(chance).astype(np.float32)
    return np.asarray(np.maximum(bits, least[outcome.level]))


def _random_alone(facet: Facet, weights: Weights) -> np.ndarray:
    """How often values of any two records resemble one another that are no duplicates; nothing for the same values."""
    if facet.name not in weights.random or not COMPARISONS[facet.kind].resembles:
        return np.zeros(len(weights.shares[facet.name]))
    random = weights.random[facet.name]
    of_duplicates = weights.rate / facet.among * weights.shares[facet.name]
    alone = np.maximum(random - of_duplicates, random / (1 + weights.rate))
    alone[0] = 0.0
    return np.asarray(alone)


def total_bits(
    facets: Sequence[Facet], outcomes: Mapping[str, Outcome], weights: Weights, records: int
) -> np.ndarray:
    """The log-odds (bits, float32) that pairs are duplicates."""
    bits = all_bits(facets, outcomes, weights)
    return prior_bits(weights, records) + combined(facets, bits, weights)


def all_bits(
    facets: Sequence[Facet], outcomes: Mapping[str, Outcome], weights: Weights
) -> dict[str, np.ndarray]:
    """The weight (bits, float32) of each pair by facet.

    People of one family share its name and much else, so the name counts for little where the given names differ.
    Where mailboxes agree, their domains are no evidence against.
    """
    bits = {f.name: facet_bits(f, outcomes[f.name], weights) for f in facets}
    if "family_name" in bits and "given_name" in bits:
        differ = outcomes["given_name"].level == len(weights.shares["given_name"]) - 1
        bits["family_name"] = np.where(differ, np.minimum(bits["family_name"], KIN), bits["family_name"])
        if "phone" in bits:
            bits["phone"] = np.where(differ, np.minimum(bits["phone"], SWITCHBOARD), bits["phone"])
    if "email" in bits and "domain" in bits:
        bits["domain"] = np.where(bits["email"] > 0, np.maximum(bits["domain"], 0), bits["domain"])
    return bits


def prior_bits(weights: Weights, records: int) -> float:
    """The log-odds of any two records before they are compared."""
    return float(np.log2(weights.rate / max(records - 1, FEWEST_RECORDS))) - weights.doubt


def combined(facets: Sequence[Facet], bits: Mapping[str, np.ndarray], weights: Weights) -> np.ndarray:
    """The bits of all facets together, those that depend on one another taken for less than their sum."""
    independent = [bits[f.name] for f in facets if f.group not in (Group.REACH, Group.PLACE)]
    reach = [bits[f.name] for f in facets if f.group is Group.REACH]
    place = [bits[f.name] for f in facets if f.group is Group.PLACE]
    size: tuple[int, ...] = next((part.shape for part in bits.values()), ())
    total = np.sum(independent, axis=0, dtype=np.float32) if independent else np.zeros(size, np.float32)
    best_place = _ranked([np.maximum(part, 0) for part in place], weights.nested, size)
    total = total + _ranked(
        [best_place, *(np.maximum(part, 0) for part in reach)], (1.0, SECOND, THIRD), size
    )
    total = total + np.sum([np.minimum(part, 0) for part in reach], axis=0, dtype=np.float32)
    return np.asarray(total - _ranked([-np.minimum(part, 0) for part in place], (1.0, SECOND_AGAINST), size))


def effective_bits(
    facets: Sequence[Facet], outcomes: Mapping[str, Outcome], weights: Weights
) -> dict[str, np.ndarray]:
    """What each facet adds to the score of each pair (bits, float32): its own weight, less what others said already.

    Together with `prior_bits` they add up to `total_bits`.
    """
    bits = all_bits(facets, outcomes, weights)
    reach = [f.name for f in facets if f.group is Group.REACH]
    places = [f.name for f in facets if f.group is Group.PLACE]
    nested = _scaled({name: np.maximum(bits[name], 0) for name in places}, weights.nested)
    size: tuple[int, ...] = next((part.shape for part in bits.values()), ())
    together = np.sum(list(nested.values()), axis=0) if nested else np.zeros(size, np.float32)
    ranked = _scaled(
        {"": together} | {name: np.maximum(bits[name], 0) for name in reach}, (1.0, SECOND, THIRD)
    )
    whole = np.divide(ranked[""], together, out=np.zeros_like(together), where=together > 0)
    against = _scaled({name: np.maximum(-bits[name], 0) for name in places}, (1.0, SECOND_AGAINST))
    found = dict(bits)
    found |= {name: nested[name] * whole - against[name] for name in places}
    found |= {name: ranked[name] - np.maximum(-bits[name], 0) for name in reach}
    return found


def _scaled(parts: dict[str, np.ndarray], factors: tuple[float, ...]) -> dict[str, np.ndarray]:
    """Each part times the factor of its rank, the largest part first."""
    if not parts:
        return {}
    stacked = np.stack(list(parts.values()))
    rank = np.argsort(np.argsort(-stacked, axis=0, kind="stable"), axis=0)
    padded = np.array([*factors, *([0.0] * len(stacked))], np.float32)
    return dict(zip(parts, stacked * padded[rank], strict=True))


def _ranked(parts: list[np.ndarray], factors: tuple[float, ...], size: tuple[int, ...]) -> np.ndarray:
    if not parts:
        return np.zeros(size, np.float32)
    ranked = -np.sort(-np.stack(parts), axis=0)
    return np.asarray(
        np.tensordot(np.array(factors[: len(parts)], np.float32), ranked[: len(factors)], axes=1)
    )


def probability(bits: np.ndarray) -> np.ndarray:
    """Log-odds (bits) as probabilities (0-1)."""
    return np.asarray(1 / (1 + np.exp2(-np.clip(bits, -60, 60))))


def learn(
    facets: Sequence[Facet], outcomes: Mapping[str, Outcome], records: int, part: float, start: Weights
) -> Weights:
    """Weights fitted to a sample of candidate pairs without labels.

    :param part: the share of all candidate pairs that the sample is.
    """
    weights = start
    for _ in range(ROUNDS):
        chance = probability(total_bits(facets, outcomes, weights, records)).astype(np.float64)
        shares = {
            f.name: _held(f, _shares(outcomes[f.name].level, chance, start.shares[f.name])) for f in facets
        }
        found = chance.sum() / part
        rate = (2 * found + start.rate * RATE_CAUTION) / (records + RATE_CAUTION)
        weights = replace(weights, shares=shares, rate=float(np.round(rate, 6)))
    return weights


def _held(facet: Facet, shares: np.ndarray) -> np.ndarray:
    """Shares in which no more than `MOST_OTHER_NAMES` of duplicates have another name: those are other things."""
    if COMPARISONS[facet.kind].firm:
        levels = np.array([level.share for level in COMPARISONS[facet.kind].levels])
        return np.asarray(levels / levels.sum())
    if facet.group is not Group.NAME or shares[-1] <= MOST_OTHER_NAMES:
        return shares
    held = shares * (1 - MOST_OTHER_NAMES) / (1 - shares[-1])
    held[-1] = MOST_OTHER_NAMES
    return np.asarray(np.round(held, 6))


def random_shares(facets: Sequence[Facet], outcomes: Mapping[str, Outcome]) -> dict[str, np.ndarray]:
    """The shares of the levels of each facet among pairs that were drawn at random."""
    found = {}
    for facet in facets:
        level = outcomes[facet.name].level
        counts = np.bincount(level[level >= 0], minlength=len(COMPARISONS[facet.kind].levels))
        found[facet.name] = np.round(counts / max(counts.sum(), 1), 6)
    return found


def _shares(level: np.ndarray, chance: np.ndarray, default: np.ndarray) -> np.ndarray:
    known = level >= 0
    counts = np.bincount(level[known], weights=chance[known], minlength=len(default))
    return np.asarray(np.round((counts + CAUTION * default) / (counts.sum() + CAUTION), 6))
