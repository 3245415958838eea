"""Comparing two records by one facet: at which level they agree, and how many others would agree so by chance."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from mopsctl.matching.coded import MISSING, Coded

if TYPE_CHECKING:
    from mopsctl.matching.facet import Facet

FEW = 0.5
"""Others that are taken to share a value that only the two records have: never none, since chance is never nil."""


@dataclass(frozen=True, slots=True)
class Level:
    """One way in which two values can compare.

    ``share`` is how often (0-1) records of the same person or company compare so, before the data have said anything:
    the "m probability" of Fellegi and Sunter (1969). ``agrees`` levels count by how rare the agreement is by chance;
    the others by the share alone. The share of a level that is not ``counted`` is that of another facet's level, which
    it always comes with. ``least`` is the least weight (bits) that the level has.
    """

    name: str
    share: float
    agrees: bool = True
    counted: bool = True
    least: float | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How pairs compare by one facet.

    ``level`` (int8) is the place of each pair's level, -1 where a value is missing. ``chance`` (float32) is the share
    of all records (0-1) that would agree so with one of the two by chance; 1 where nothing agrees.
    """

    level: np.ndarray
    chance: np.ndarray


@dataclass(frozen=True, slots=True)
class Comparison:
    """A kind of comparison: its levels, strongest first, and how pairs of codes are compared.

    Where ``resembles``, how often any two values resemble one another is measured, since years and short codes often
    do; elsewhere the comparison itself knows how rare what is alike is. ``of_values``: the level depends on the two
    values alone, not on how rare their words are among the others.
    """

    kind: str
    levels: tuple[Level, ...]
    compare: Callable[[Facet, np.ndarray, np.ndarray], Outcome]
    resembles: bool = False
    firm: bool = False
    of_values: bool = True

    def place(self, name: str) -> int:
        """The place of a level by its name."""
        return next(place for place, level in enumerate(self.levels) if level.name == name)


def undecided(count: int) -> Outcome:
    """Outcomes in which every value is missing, to be filled."""
    return Outcome(np.full(count, MISSING, np.int8), np.ones(count, np.float32))


@dataclass(frozen=True, slots=True)
class ValuePairs:
    """The distinct pairs of values (codes ``left`` and ``right``) among pairs of records, and where each stands."""

    left: np.ndarray
    right: np.ndarray
    inverse: np.ndarray


def value_pairs(left: np.ndarray, right: np.ndarray, values: int) -> ValuePairs:
    """The distinct pairs among codes below ``values``; which of the two comes first does not count."""
    import pandas as pd

    low, high = np.minimum(left, right).astype(np.int64), np.maximum(left, right)
    inverse, distinct = pd.factorize(low * max(values, 1) + high)
    return ValuePairs(distinct // max(values, 1), distinct % max(values, 1), inverse)


def similarities(column: Coded, pairs: ValuePairs, scorer: Any, other: Coded | None = None) -> np.ndarray:
    """The similarity (float32) of each distinct pair's texts by a scorer of rapidfuzz."""
    return text_similarities(column.texts_at(pairs.left), (other or column).texts_at(pairs.right), scorer)


def text_similarities(left: np.ndarray, right: np.ndarray, scorer: Any) -> np.ndarray:
    """The similarity (float32) of texts with texts, pair by pair, by a scorer of rapidfuzz."""
    from rapidfuzz import process

    if not len(left):
        return np.zeros(0, np.float32)
    return np.asarray(process.cpdist(left, right, scorer=scorer, dtype=np.float32))


def chance_of_same(facet: Facet, codes: np.ndarray) -> np.ndarray:
    """The share of records that share a value with one that has it; never less than for a usual value."""
    return np.asarray(np.maximum(facet.holders[codes] - 1, max(facet.usual_others, FEW)) / facet.among)


def chance_of_either(column: Coded, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """The share of records that have one value or the other: how often a slip of the pen would meet by chance."""
    either = np.maximum(column.records[left] + column.records[right] - 1, FEW)
    return np.asarray(either / column.among)
