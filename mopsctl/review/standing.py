"""How every pair of a queue stands by the decisions so far: open, decided, or settled by what others imply."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np

from mopsctl.matching.clusters import components
from mopsctl.matching.decisions import Decisions, Verdict
from mopsctl.matching.duplicates import Records
from mopsctl.matching.record_key import RecordKey, record_key
from mopsctl.matching.record_places import places_of
from mopsctl.review.queue import Queue


class Standing(IntEnum):
    """Of a pair: whether it is decided, and how."""

    OPEN = 0
    DUPLICATE = 1
    NOT_DUPLICATE = 2
    IMPLIED_DUPLICATE = 3
    IMPLIED_NOT_DUPLICATE = 4

    @property
    def words(self) -> str:
        """As it is said to people."""
        verdict = (
            "duplicates" if self in (Standing.DUPLICATE, Standing.IMPLIED_DUPLICATE) else "not duplicates"
        )
        return verdict if self < Standing.IMPLIED_DUPLICATE else f"{verdict}, by what else was decided"


@dataclass(slots=True)
class KeyedRecords:
    """Records by the keys of decisions, both ways.

    A record that decisions name and that is not there has a number beyond all places, since others may be joined
    through it.
    """

    records: Records
    by_key: dict[RecordKey, int] = field(default_factory=dict)
    by_place: dict[int, RecordKey] = field(default_factory=dict)
    absent: int = 0

    def learn(self, keys: set[RecordKey]) -> None:
        """Number these records, all at once."""
        new = keys - self.by_key.keys()
        places = places_of(self.records, new)
        self.by_key |= places
        for key in sorted(new - places.keys()):
            self.by_key[key] = len(self.records) + self.absent
            self.absent += 1

    def key(self, place: int) -> RecordKey:
        """The record at a place, as decisions name it."""
        if place not in self.by_place:
            key = record_key(self.records.objects([place])[0], self.records.ids([place])[0])
            self.by_place[place] = key
            self.by_key.setdefault(key, place)
        return self.by_place[place]


def standings(queue: Queue, keyed: KeyedRecords, decisions: Decisions) -> np.ndarray:
    """The standing of each pair (int8, see `Standing`)."""
    keyed.learn(decisions.keys())
    same, apart = _ends(keyed, decisions, Verdict.DUPLICATE), _ends(keyed, decisions, Verdict.NOT_DUPLICATE)
    whole = components(same[:, 0], same[:, 1], len(keyed.records) + keyed.absent)
    pairs = np.column_stack((queue.left, queue.right))
    found = np.zeros(len(queue), dtype=np.int8)
    found[whole[queue.left] == whole[queue.right]] = Standing.IMPLIED_DUPLICATE
    found[np.isin(_codes(whole[pairs]), _codes(whole[apart]))] = Standing.IMPLIED_NOT_DUPLICATE
    found[np.isin(_codes(pairs), _codes(same))] = Standing.DUPLICATE
    found[np.isin(_codes(pairs), _codes(apart))] = Standing.NOT_DUPLICATE
    return found


def _ends(keyed: KeyedRecords, decisions: Decisions, verdict: Verdict) -> np.ndarray:
    """The numbers of the two records of each decision, a row a decision (int64)."""
    pairs = [each.pair for each in decisions.unsorted() if each.verdict is verdict]
    return np.array([(keyed.by_key[one], keyed.by_key[other]) for one, other in pairs], np.int64).reshape(
        -1, 2
    )


def _codes(ends: np.ndarray) -> np.ndarray:
    """A number for each pair of numbers, whichever is named first; numbers are below two thousand million."""
    codes: np.ndarray = (ends.min(axis=1) << 31) | ends.max(axis=1)
    return codes
