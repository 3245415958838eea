"""How every pair of a queue stands by the decisions so far: open, decided, or settled by what others imply."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np

from mopsctl.matching.decision_graph import DecisionGraph
from mopsctl.matching.decisions import Decisions, RecordKey, Verdict
from mopsctl.matching.duplicates import Records
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
    """The places of a queue's records that decisions name; -1 for those of no record."""

    records: Records
    by_key: dict[RecordKey, int] = field(default_factory=dict)
    by_place: dict[int, RecordKey] = field(default_factory=dict)

    def key(self, place: int) -> RecordKey:
        """The record at a place, as decisions name it."""
        if place not in self.by_place:
            key = RecordKey(self.records.objects([place])[0], self.records.ids([place])[0])
            self.by_place[place] = key
            self.by_key.setdefault(key, place)
        return self.by_place[place]

    def place(self, key: RecordKey) -> int:
        """Where a record is."""
        if key not in self.by_key:
            found = self.records.place_of(key.id, key.object)
            self.by_key[key] = -1 if found is None else found
        return self.by_key[key]


def standings(queue: Queue, keyed: KeyedRecords, decisions: Decisions, graph: DecisionGraph) -> np.ndarray:
    """The standing of each pair (int8, see `Standing`)."""
    size = int(max(queue.left.max(initial=-1), queue.right.max(initial=-1))) + 1
    label = np.arange(size)
    heads: dict[RecordKey, int] = {}
    for whole, members in graph.members.items():
        here = [place for place in map(keyed.place, members) if 0 <= place < size]
        if here:
            heads[whole] = label[here] = min(here)
    left, right = label[queue.left], label[queue.right]
    found = np.zeros(len(queue), dtype=np.int8)
    found[left == right] = Standing.IMPLIED_DUPLICATE
    found[np.isin(_codes(left, right, size), _held(graph, heads, size))] = Standing.IMPLIED_NOT_DUPLICATE
    _mark_decided(found, queue, keyed, decisions, size)
    return found


def _codes(one: np.ndarray, other: np.ndarray, size: int) -> np.ndarray:
    """A number for each pair of places below ``size``, whichever is named first."""
    codes: np.ndarray = np.minimum(one, other) * size + np.maximum(one, other)
    return codes


def _held(graph: DecisionGraph, heads: dict[RecordKey, int], size: int) -> np.ndarray:
    """The codes of wholes that are held apart."""
    pairs = [
        (heads[whole], heads[other])
        for whole, others in graph.apart.items()
        if whole in heads
        for other in others
        if other in heads
    ]
    return _codes_of(pairs, size)


def _codes_of(pairs: list[tuple[int, int]], size: int) -> np.ndarray:
    table = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return _codes(table[:, 0], table[:, 1], size)


def _mark_decided(
    found: np.ndarray, queue: Queue, keyed: KeyedRecords, decisions: Decisions, size: int
) -> None:
    by_verdict: dict[Verdict, list[tuple[int, int]]] = {verdict: [] for verdict in Verdict}
    for decision in decisions:
        one, other = map(keyed.place, decision.pair)
        if 0 <= one < size and 0 <= other < size:
            by_verdict[decision.verdict].append((one, other))
    codes = _codes(queue.left, queue.right, size)
    for verdict, pairs in by_verdict.items():
        found[np.isin(codes, _codes_of(pairs, size))] = _STANDINGS[verdict]


_STANDINGS = {Verdict.DUPLICATE: Standing.DUPLICATE, Verdict.NOT_DUPLICATE: Standing.NOT_DUPLICATE}
