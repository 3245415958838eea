"""Connected components of a graph given as arrays, without a loop over its edges."""

from __future__ import annotations

import numpy as np


def components(nodes: int, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """For each of ``nodes`` numbers the smallest number that it is connected with (int64).

    ``left`` and ``right`` are the two ends of each edge. Every round hooks each tree onto the smallest root next to
    it and then flattens all trees, so that a chain of n edges takes about log n rounds (Shiloach and Vishkin, "An
    O(log n) parallel connectivity algorithm", 1982).
    """
    root = np.arange(nodes, dtype=np.int64)
    while True:
        ends = root[left], root[right]
        smaller = np.minimum(*ends)
        if np.array_equal(*ends):
            return root
        for end in ends:
            np.minimum.at(root, end, smaller)
        root = _flat(root)


def _flat(root: np.ndarray) -> np.ndarray:
    above = root[root]
    while not np.array_equal(above, root):
        root, above = above, above[above]
    return root
