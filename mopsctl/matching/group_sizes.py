"""How large duplicate groups are."""

from __future__ import annotations

import numpy as np
import pandas as pd

from mopsctl.duplicate_figures import GroupSize

EXACT = 5
"""Up to this size each has a line of its own."""
BOUNDS = ((6, 10), (11, 50), (51, None))


def group_sizes(members: pd.DataFrame) -> tuple[GroupSize, ...]:
    """The groups of `group_members` in one system by size, the smallest first; sizes that none has are left out."""
    sizes = np.bincount(members["unit"].to_numpy()) if len(members) else np.empty(0, dtype=np.int64)
    bounds: list[tuple[int, int | None]] = [(size, size) for size in range(2, EXACT + 1)]
    found = []
    for least, most in [*bounds, *BOUNDS]:
        within = sizes[(sizes >= least) & (sizes <= (most or sizes.max(initial=0)))]
        if len(within):
            found.append(GroupSize(least, most, len(within), int(within.sum())))
    return tuple(found)
