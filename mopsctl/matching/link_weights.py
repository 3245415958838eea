"""How much what a person and an account have in common says, and so which account is the person's.

There are no labels from which to learn it in every source, so the weights are stated: judgements, to be read and
changed. Of a person's accounts at most one is theirs, so the probability of each is its odds over those of all that
fit, and of none: an account that fits as well as another is at most even with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from mopsctl.matching.coded import MISSING
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


LEVELS = ("same", ALIKE, "differs", "missing")
"""What the levels of `LinkLevels` are called; the last is -1."""
SAME_LEVEL, ALIKE_LEVEL, OTHER_LEVEL = range(3)


@dataclass(frozen=True, slots=True)
class LinkLevels:
    """How pairs of a person and an account compare by each aspect: the place of the level in `LEVELS` (int8, -1
    where a value is missing), and what it says (bits, float32)."""

    levels: Mapping[str, np.ndarray]
    bits: Mapping[str, np.ndarray]

    @property
    def total(self) -> np.ndarray:
        """The log-odds (bits) of each pair against its belonging to no account."""
        return np.asarray(np.sum(list(self.bits.values()), axis=0, dtype=np.float64))


def link_levels(aspects: Mapping[str, Aspect], person: np.ndarray, account: np.ndarray) -> LinkLevels:
    """How people and accounts (places) compare by each aspect."""
    levels, bits = {}, {}
    for name, aspect in aspects.items():
        weight = LINK_WEIGHTS[name]
        same, known = aspect.compared(person, account)
        level = np.where(known, np.where(same, SAME_LEVEL, OTHER_LEVEL), MISSING).astype(np.int8)
        if weight.alike:
            level[_alike(aspect, person, account, known & ~same)] = ALIKE_LEVEL
        levels[name] = level
        bits[name] = np.array([weight.same, weight.alike, weight.differs, 0.0], np.float32)[level]
    if FITS in bits and DOMAIN in bits:
        # The domain itself says it better.
        bits[FITS][levels[DOMAIN] == SAME_LEVEL] = 0.0
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
    # One key is sorted faster than two, and it is nearly in order already.
    order = np.argsort(person.astype(np.int64) * (int(group.max()) + 1) + group, kind="stable")
    changes = np.r_[True, person[order][1:] != person[order][:-1]]
    company = changes | np.r_[True, group[order][1:] != group[order][:-1]]
    best = np.maximum.reduceat(odds[order], np.flatnonzero(company))
    every = np.add.reduceat(best, np.flatnonzero(changes[company]))
    rivals = every[np.cumsum(changes) - 1] - best[np.cumsum(company) - 1]
    chance = np.empty(len(person))
    chance[order] = odds[order] / (odds[order] + np.maximum(rivals, 0) + 1)
    return chance


def best_of(person: np.ndarray, account: np.ndarray, chance: np.ndarray, hashes: np.ndarray) -> np.ndarray:
    """Where the best account of each person stands among pairs that are ordered by person.

    :param hashes: a number (uint64) for each account that its contents make: of equal accounts the least is taken, so
        that it is the same in every run.
    """
    if not len(person):
        return np.zeros(0, np.int64)
    changes = np.r_[True, person[1:] != person[:-1]]
    highest = np.maximum.reduceat(chance, np.flatnonzero(changes))
    best = np.flatnonzero(chance == highest[np.cumsum(changes) - 1])
    if len(best) > len(highest):
        best = best[np.lexsort((hashes[account[best]], person[best]))]
        best = best[np.r_[True, person[best][1:] != person[best][:-1]]]
    return np.asarray(best)
