"""Records that are the same in all that is compared: one of them is compared for all, and they belong together.

A million identical records would share every key with one another, and no key can take so many. They need no
comparison: their representative is compared, and how common a value is counts representatives alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from mopsctl.matching.blocking import Blocks, Pairs, within
from mopsctl.matching.coded import Coded
from mopsctl.matching.design import Design
from mopsctl.matching.facet import Facet, Group

LEAST_SCORE = 0.999
"""The least score of two records that are the same in all that is compared."""
LEAST_VALUES = 2
"""Values that identify somebody (all names together are one) from which identical records are one record twice."""
MOST_LISTED = 20
"""Copies of which all pairs are listed; of more only those with their representative."""
MOST_BETWEEN = 16
"""Pairs between the copies of two records that are listed beside that of their representatives."""
IDENTIFYING = frozenset([Group.REACH, Group.IDENTITY])
IDENTIFYING_PLACES = frozenset(["text", "street", "domain"])
"""Kinds of comparison of places that few share: companies, web sites and streets, not cities."""


@dataclass(frozen=True)
class Copies:
    """``representative`` (int64 by record): the first of the records that are the same as it, itself where none is."""

    representative: np.ndarray

    @cached_property
    def chosen(self) -> np.ndarray:
        """Which records (bool) are compared."""
        return np.asarray(self.representative == np.arange(len(self.representative)))

    @cached_property
    def distinct(self) -> int:
        """How many records are compared."""
        return int(self.chosen.sum())

    @cached_property
    def sizes(self) -> np.ndarray:
        """How many records are the same (int64, by representative)."""
        return np.bincount(self.representative, minlength=len(self.representative))

    @cached_property
    def members(self) -> np.ndarray:
        """All records, each set of copies in a row, in the order of representatives."""
        return np.argsort(self.representative, kind="stable")

    @cached_property
    def starts(self) -> np.ndarray:
        """Where the copies of each representative begin in ``members``."""
        return np.asarray(np.cumsum(self.sizes) - self.sizes)

    def same(self, pairs: Pairs) -> np.ndarray:
        """Which pairs are copies of one another."""
        return np.asarray(self.representative[pairs.left] == self.representative[pairs.right])


def copies_of(facets: Sequence[Facet], hashes: np.ndarray, alone: np.ndarray) -> Copies:
    """The copies among records.

    :param hashes: a number (uint64) for each record that its compared values make, see `search.content_hashes`.
    :param alone: places that are to be their own representatives, since people have decided on them.
    """
    codes, distinct = pd.factorize(hashes)
    places = np.arange(len(hashes))
    several = np.bincount(codes, minlength=len(distinct))[codes] > 1
    several[alone] = False
    candidates = np.flatnonzero(several)
    candidates = candidates[_values(facets, candidates) >= LEAST_VALUES]
    first = np.zeros(len(distinct), np.int64)
    first[codes[candidates[::-1]]] = candidates[::-1]
    places[candidates] = first[codes[candidates]]
    return Copies(places)


def _values(facets: Sequence[Facet], places: np.ndarray) -> np.ndarray:
    """How many values that identify somebody the records have: all names are one, a city or job title is none."""
    named, others = np.zeros(len(places), bool), np.zeros(len(places), np.int64)
    for facet in facets:
        has = np.zeros(len(places), bool)
        for column in _own_columns(facet):
            has |= column.codes[places] >= 0
        if facet.group is Group.NAME:
            named |= has
        elif facet.group in IDENTIFYING or (facet.group is Group.PLACE and facet.kind in IDENTIFYING_PLACES):
            others += has
    return named + others


def _own_columns(facet: Facet) -> list[Coded]:
    """The columns of a facet that say more than another facet does: a mailbox has its domain with it."""
    if facet.kind != "domain":
        return list(facet.columns)
    return [column for name, column in zip(facet.fields, facet.columns, strict=True) if name != "email"]


def counting_once(design: Design, copies: Copies) -> Design:
    """The design in which copies tell once how common their values are."""
    return design if copies.distinct == len(copies.chosen) else design.counting(copies.chosen)


def with_copies(blocks: Sequence[Blocks], copies: Copies) -> tuple[Blocks, ...]:
    """Blocks in which each record is where its representative is."""
    if copies.distinct == len(copies.chosen):
        return tuple(blocks)
    return tuple(replace(block, ids=block.ids[:, copies.representative]) for block in blocks)


def copied_pairs(copies: Copies) -> Pairs:
    """The pairs of copies that are listed: all of small sets, those with the representative of large ones."""
    small = np.flatnonzero((copies.sizes > 1) & (copies.sizes <= MOST_LISTED))
    listed = within(copies.members.astype(np.int32), copies.starts[small], copies.sizes[small])
    large = np.flatnonzero(~copies.chosen & (copies.sizes[copies.representative] > MOST_LISTED))
    left = np.r_[listed.left, copies.representative[large]].astype(np.int32)
    return Pairs(left, np.r_[listed.right, large].astype(np.int32))


def spread_pairs(pairs: pd.DataFrame, copies: Copies) -> pd.DataFrame:
    """Pairs of representatives (columns ``left`` and ``right``), and beside them those of their copies.

    Where that would be more than `MOST_BETWEEN` pairs, the representatives stand for their copies.
    """
    left, right = pairs["left"].to_numpy(), pairs["right"].to_numpy()
    width = copies.sizes[right]
    count = copies.sizes[left] * width
    count = np.where(count > MOST_BETWEEN, 1, count)
    if (count == 1).all():
        return pairs
    row = np.repeat(np.arange(len(pairs)), count)
    number = np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)
    one = copies.members[copies.starts[left[row]] + number // width[row]]
    other = copies.members[copies.starts[right[row]] + number % width[row]]
    spread = pairs.iloc[row].reset_index(drop=True)
    return spread.assign(left=np.minimum(one, other), right=np.maximum(one, other))
