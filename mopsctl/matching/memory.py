"""How pairs compared in an earlier run, so that only pairs with a new or changed record are compared again.

Where two values do not agree, that is all there is to say of them, whatever else is in the data; where they agree, it
counts how many others would agree so, which changes with every record. So what is remembered of a pair is by which
facets it does not agree, and how. A pair is known by the contents of its two records.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from mopsctl.matching.blocking import Pairs
from mopsctl.matching.coded import mixed
from mopsctl.matching.comparison import Outcome
from mopsctl.matching.comparisons import COMPARISONS
from mopsctl.matching.facet import Facet

UNKNOWN = -2
"""In place of a level: to be compared."""


@dataclass(frozen=True, slots=True)
class Known:
    """Pairs by their ``keys`` (uint64, distinct, ascending), and by facet the level (int8) at which each does not
    agree, -1 where a value is missing, `UNKNOWN` where it agrees or was not compared."""

    keys: np.ndarray
    levels: Mapping[str, np.ndarray]


NOTHING = Known(np.zeros(0, np.uint64), {})


@dataclass(slots=True)
class Memory:
    """What an earlier run knew and what this one has ``seen``; ``hashes`` (uint64) are of the records' contents."""

    hashes: np.ndarray
    earlier: Known = NOTHING
    seen: list[Known] = field(default_factory=list)


def record_hashes(facets: Sequence[Facet], records: int) -> np.ndarray:
    """A number (uint64) for each record, of everything by which it is compared."""
    columns = [column for facet in facets for column in (*facet.columns, *facet.marks.values())]
    once = list({id(column): column for column in columns}.values())
    return mixed(*(column.record_hashes for column in once)) if once else np.zeros(records, np.uint64)


def remembered(memory: Memory, facets: Sequence[Facet], pairs: Pairs) -> dict[str, Outcome]:
    """How pairs compare by each facet; what is known already is not compared."""
    keys = _pair_keys(memory.hashes, pairs)
    places, met = _found(memory.earlier.keys, keys)
    outcomes, levels = {}, {}
    for facet in facets:
        stored = _stored(memory.earlier, facet, places, met)
        outcomes[facet.name] = outcome = _outcome(facet, pairs, stored)
        if COMPARISONS[facet.kind].of_values:
            levels[facet.name] = _worth_keeping(facet, outcome)
    memory.seen.append(Known(keys, levels))
    return outcomes


def learnt(memory: Memory) -> Known:
    """Everything that this run has seen of pairs, each once."""
    if not memory.seen:
        return NOTHING
    keys = np.concatenate([part.keys for part in memory.seen])
    order = np.argsort(keys)
    starts = np.flatnonzero(np.r_[True, keys[order][1:] != keys[order][:-1]]) if len(keys) else order
    levels = {}
    for name in dict.fromkeys(name for part in memory.seen for name in part.levels):
        parts = [part.levels.get(name, np.full(len(part.keys), UNKNOWN, np.int8)) for part in memory.seen]
        every = np.concatenate(parts)[order]
        levels[name] = np.maximum.reduceat(every, starts) if len(starts) else every
    return Known(keys[order][starts], levels)


def fresh(memory: Memory, later: Known) -> int:
    """How many pairs were not known before."""
    return len(later.keys) - int(_found(memory.earlier.keys, later.keys)[1].sum())


def _pair_keys(hashes: np.ndarray, pairs: Pairs) -> np.ndarray:
    one, other = hashes[pairs.left], hashes[pairs.right]
    return mixed(np.minimum(one, other), np.maximum(one, other))


def _found(known: np.ndarray, keys: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where keys stand among those that are known, and whether they do."""
    if not len(known):
        return np.zeros(len(keys), np.int64), np.zeros(len(keys), bool)
    places = np.minimum(np.searchsorted(known, keys), len(known) - 1)
    return places, known[places] == keys


def _stored(earlier: Known, facet: Facet, places: np.ndarray, met: np.ndarray) -> np.ndarray:
    levels = earlier.levels.get(facet.name)
    if levels is None or not len(levels) or not COMPARISONS[facet.kind].of_values:
        return np.full(len(places), UNKNOWN, np.int8)
    return np.where(met, levels[places], np.int8(UNKNOWN))


def _outcome(facet: Facet, pairs: Pairs, stored: np.ndarray) -> Outcome:
    anew = np.flatnonzero(stored == UNKNOWN)
    compare = COMPARISONS[facet.kind].compare
    if len(anew) == len(stored):
        return compare(facet, pairs.left, pairs.right)
    part = compare(facet, pairs.left[anew], pairs.right[anew])
    outcome = Outcome(stored.copy(), np.ones(len(stored), np.float32))
    outcome.level[anew], outcome.chance[anew] = part.level, part.chance
    return outcome


def _worth_keeping(facet: Facet, outcome: Outcome) -> np.ndarray:
    agrees = np.array([*(level.agrees for level in COMPARISONS[facet.kind].levels), False])
    return np.where(agrees[outcome.level], np.int8(UNKNOWN), outcome.level)
