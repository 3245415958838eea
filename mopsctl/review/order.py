"""Which pairs of a queue are gone through, and in which order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from mopsctl.review.queue import NO_GROUP, Queue, SharedText


class Sort(StrEnum):
    """What comes first."""

    VALUE = "worth deciding"
    SUREST = "surest first"
    LEAST_SURE = "least sure first"
    LARGEST = "largest group first"

    def next(self) -> Sort:
        """The sort after this one, the first after the last."""
        sorts = list(Sort)
        return sorts[(sorts.index(self) + 1) % len(sorts)]


@dataclass(frozen=True, slots=True)
class Filter:
    """Pairs with these texts; None takes any. Without a band, those that wait for people."""

    band: str | None = None
    scenario: str | None = None
    objects: str | None = None

    def mask(self, queue: Queue) -> np.ndarray:
        """Which pairs pass (bool)."""
        passed = queue.waits if self.band is None else _has(queue.band, self.band)
        if self.scenario is not None:
            passed = passed & _has(queue.scenario, self.scenario)
        if self.objects is not None:
            passed = passed & _has(queue.objects, self.objects)
        return passed

    def __str__(self) -> str:
        return ", ".join(text for text in (self.band, self.objects, self.scenario) if text) or "to review"


def _has(text: SharedText, name: str) -> np.ndarray:
    wanted = text.names.index(name) if name in text.names else -1
    having: np.ndarray = text.codes == wanted
    return having


def ordered(queue: Queue, taken: Filter, sort: Sort) -> np.ndarray:
    """The rows of a queue (int64) that pass, in order.

    Pairs of one group stand together where groups count, so that who decides stays with the same records.
    """
    rows = np.flatnonzero(taken.mask(queue))
    order: np.ndarray = rows[_ORDERS[sort](queue, rows)]
    return order


def _by_value(queue: Queue, rows: np.ndarray) -> np.ndarray:
    return _groups_together(queue, rows, queue.value[rows])


def _by_size(queue: Queue, rows: np.ndarray) -> np.ndarray:
    sizes = np.append(np.diff(queue.groups.starts), 2)[queue.group[rows]]
    return _groups_together(queue, rows, sizes.astype(np.float64))


def _groups_together(queue: Queue, rows: np.ndarray, worth: np.ndarray) -> np.ndarray:
    group = queue.group[rows]
    alone = group == NO_GROUP
    whole = np.where(alone, len(queue.groups.names) + np.arange(len(rows)), group)
    best = np.full(len(queue.groups.names) + len(rows), -np.inf)
    np.maximum.at(best, whole, worth)
    return np.lexsort((rows, -queue.value[rows], whole, -best[whole]))


_ORDERS: dict[Sort, Callable[[Queue, np.ndarray], np.ndarray]] = {
    Sort.VALUE: _by_value,
    Sort.SUREST: lambda queue, rows: np.lexsort((rows, -queue.score[rows])),
    Sort.LEAST_SURE: lambda queue, rows: np.lexsort((rows, queue.score[rows])),
    Sort.LARGEST: _by_size,
}
