"""How much what a person and an account have in common says, and so which account is the person's.

There are no labels from which to learn it in every source, so the weights are stated: judgements, to be read and
changed. Of a person's accounts at most one is theirs, so the probability of each is its odds over those of all that
fit, and of none: an account that fits as well as another is at most even with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from mopsctl.matching.comparison import similarities, value_pairs
from mopsctl.matching.link_aspects import COMPANY, DOMAIN, FITS, WRITTEN, Aspect

ALIKE = "alike"
LEAST_ALIKE = 0.9
"""Similarity (0-1) of two companies' names from which they are alike."""
MOST_BITS = 40.0
"""Log-odds beyond which nothing becomes surer."""


@dataclass(frozen=True, slots=True)
class LinkWeight:
    """Bits by which the odds rise where values are the same, or alike, and by which they fall where they differ."""

    same: float
    differs: float = 0.0
    alike: float = 0.0


LINK_WEIGHTS = {
    DOMAIN: LinkWeight(8.0, -4.0),
    COMPANY: LinkWeight(7.0, -3.0, 1.5),
    FITS: LinkWeight(5.0),
    WRITTEN: LinkWeight(2.0),
    "phone": LinkWeight(4.0),
    "street": LinkWeight(3.0),
    "postal_code": LinkWeight(2.5, -0.5),
    "city": LinkWeight(2.0, -1.0),
    "state": LinkWeight(1.0, -1.0),
    "country": LinkWeight(0.5, -2.0),
}


@dataclass(frozen=True, slots=True)
class LinkLevels:
    """How pairs of a person and an account compare: a word for each (None where a value is missing), and its bits."""

    levels: Mapping[str, np.ndarray]
    bits: Mapping[str, np.ndarray]

    @property
    def total(self) -> np.ndarray:
        """The log-odds (bits) of each pair against its belonging to no account."""
        return np.asarray(np.sum(list(self.bits.values()), axis=0))


def link_levels(aspects: Mapping[str, Aspect], person: np.ndarray, account: np.ndarray) -> LinkLevels:
    """How people and accounts (places) compare by each aspect."""
    levels, bits = {}, {}
    for name, aspect in aspects.items():
        weight = LINK_WEIGHTS[name]
        same, known = aspect.compared(person, account)
        alike = (
            _alike(aspect, person, account, known & ~same) if weight.alike else np.zeros(len(person), bool)
        )
        level = np.select([same, alike, known], ["same", ALIKE, "differs"], "missing").astype(object)
        levels[name] = level
        bits[name] = np.select([same, alike, known], [weight.same, weight.alike, weight.differs], 0.0)
    if FITS in bits and DOMAIN in bits:
        # The domain itself says it better.
        bits[FITS] = np.where(levels[DOMAIN] == "same", 0.0, bits[FITS])
    return LinkLevels(levels, bits)


def _alike(aspect: Aspect, person: np.ndarray, account: np.ndarray, asked: np.ndarray) -> np.ndarray:
    """Whether names are alike by their letters."""
    from rapidfuzz.distance import Indel

    found = np.zeros(len(person), bool)
    places = np.flatnonzero(asked)
    mine, theirs = aspect.people[0], aspect.accounts[0]
    pairs = value_pairs(mine.codes[person[places]], theirs.codes[account[places]], len(mine.texts))
    found[places] = (similarities(mine, pairs, Indel.normalized_similarity) >= LEAST_ALIKE)[pairs.inverse]
    return found


def probabilities(person: np.ndarray, group: np.ndarray, bits: np.ndarray) -> np.ndarray:
    """The probability (0-1) that each account is the person's.

    :param group: the accounts' groups of duplicates: one company that is there twice is no rival of itself.
    """
    if not len(person):
        return np.zeros(0)
    odds = np.exp2(np.minimum(bits, MOST_BITS))
    order = np.lexsort((group, person))
    changes = np.r_[True, person[order][1:] != person[order][:-1]]
    company = changes | np.r_[True, group[order][1:] != group[order][:-1]]
    best = np.maximum.reduceat(odds[order], np.flatnonzero(company))
    every = np.add.reduceat(best, np.flatnonzero(changes[company]))
    rivals = every[np.cumsum(changes) - 1] - best[np.cumsum(company) - 1]
    chance = np.empty(len(person))
    chance[order] = odds[order] / (odds[order] + np.maximum(rivals, 0) + 1)
    return chance


def best_of(person: np.ndarray, account: np.ndarray, chance: np.ndarray, hashes: np.ndarray) -> np.ndarray:
    """Where the best account of each person stands among pairs; of equal ones the same in every run.

    :param hashes: a number (uint64) for each account that its contents make.
    """
    order = np.lexsort((hashes[account], -chance, person))
    return order[np.r_[True, person[order][1:] != person[order][:-1]]] if len(order) else order
