"""A check without labels: the duplicate of a duplicate is a duplicate.

Where what is found are no duplicates but relatives (papers of one writer, sites of one organisation), links form
chains and stars whose ends are not linked. All pairs are then believed less, until the links hold together.
"""

from __future__ import annotations

import numpy as np

from mopsctl.matching.blocking import Pairs
from mopsctl.matching.clusters import components

CLOSED = 0.03
"""Least share of the pairs within connected records that are linked themselves."""
STEP, MOST = 1.0, 14.0


def transitive_doubt(pairs: Pairs, bits: np.ndarray, records: int) -> float:
    """How much (bits) every pair is to be believed less, so that links hold together."""
    doubt = 0.0
    while doubt < MOST:
        linked = bits >= doubt
        if _closed(Pairs(pairs.left[linked], pairs.right[linked]), records) >= CLOSED:
            return doubt
        doubt += STEP
    return doubt


def _closed(links: Pairs, records: int) -> float:
    """The share of pairs within connected records that are linked; 1 where there are none."""
    if not len(links.left):
        return 1.0
    label = components(links.left, links.right, records)
    size = np.bincount(label, minlength=records).astype(np.int64)
    return len(links.left) / max(int((size * (size - 1) // 2).sum()), 1)
