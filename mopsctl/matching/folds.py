"""Labelled pairs dealt into parts, so that what was learnt from some is judged by the others."""

from __future__ import annotations

import numpy as np

from mopsctl.matching.clusters import components


def folds(left: np.ndarray, right: np.ndarray, records: int, count: int) -> np.ndarray:
    """A part (int64, from 0) for each pair of places below ``records``; pairs that share a record share a part.

    Pairs of one cluster know of each other, so that figures would flatter where they were in both halves. The
    clusters are dealt by their size, the largest first, to and fro, so that the parts are alike.
    """
    whole = components(left, right, records)[left]
    _, number, sizes = np.unique(whole, return_inverse=True, return_counts=True)
    rank = np.empty(len(sizes), dtype=np.int64)
    rank[np.argsort(-sizes, kind="stable")] = np.arange(len(sizes))
    turn = rank % (2 * count)
    return np.asarray(np.minimum(turn, 2 * count - 1 - turn)[number])
