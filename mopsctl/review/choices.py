"""The filters that can be chosen for a queue."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from mopsctl.review.order import Filter
from mopsctl.review.queue import Queue
from mopsctl.review.session import Session
from mopsctl.review.standing import Standing


def filter_choices(session: Session) -> list[tuple[Filter, str, int]]:
    """Each filter that leaves pairs, its words, and how many open pairs it leaves; the usual one comes first."""
    open_rows = session.standing == Standing.OPEN
    found = []
    for taken, words in _choices(session.queue):
        mask = taken.mask(session.queue)
        if mask.any() or taken == Filter():
            found.append((taken, words, int(np.count_nonzero(mask & open_rows))))
    return found


def _choices(queue: Queue) -> Iterator[tuple[Filter, str]]:
    yield Filter(), "all that waits for review"
    for name in queue.band.names:
        yield Filter(band=name), f"band {name}"
    for name in queue.objects.names:
        yield Filter(objects=name), f"{name}, to review"
    for name in queue.scenario.names:
        yield Filter(scenario=name), f"scenario {name}, to review"
