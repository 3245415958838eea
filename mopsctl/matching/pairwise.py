"""Pairs as they were scored and as the groups imply them, held against what is true."""

from __future__ import annotations

import numpy as np
import pandas as pd

from mopsctl.matching.agreement import Agreement
from mopsctl.matching.group_table import SAME_GROUP
from mopsctl.matching.overlap import Overlap
from mopsctl.matching.truth import Truth


def grouped_pairs(records: Overlap) -> Agreement:
    """All pairs within groups against all pairs within clusters, counted by sizes and never listed.

    Each record of n has n - 1 others, and so a group has n · (n - 1) / 2 pairs.
    """
    return Agreement(*(int((sizes - 1).sum()) // 2 for sizes in (records.found, records.both, records.true)))


def pairs_with_truth(pairs: pd.DataFrame, truth: Truth) -> pd.DataFrame:
    """The scored pairs of which the truth is known, with a column ``true`` (bool); best first.

    ``pairs`` is that of `Duplicates`. Left out are links between a person and an account, which are no duplicates, and
    pairs that are in one group by others alone: they were not found by their score, and count with their group.
    Equal scores are in order of places.
    """
    left, right = pairs["left"].to_numpy(), pairs["right"].to_numpy()
    known = truth.can_judge(left, right) & ~pairs["link"].to_numpy(dtype=bool)
    known &= pairs["scenario"].to_numpy() != SAME_GROUP
    same = truth.cluster[left[known]] == truth.cluster[right[known]]
    found: pd.DataFrame = pairs.loc[known].assign(true=same)
    order = np.lexsort((found["right"], found["left"], -found["score"].to_numpy()))
    best_first: pd.DataFrame = found.iloc[order]
    return best_first.reset_index(drop=True)


def by_column(pairs: pd.DataFrame, column: str, true: int) -> dict[str, Agreement]:
    """The scored pairs cut by a column, the largest part first; ``true`` are all true pairs."""
    parts = pairs.groupby(column, observed=True)["true"].agg(["size", "sum"]).reset_index()
    parts = parts.sort_values(["size", column], ascending=[False, True], kind="stable")
    return {
        str(name): Agreement(int(size), int(right), true)
        for name, size, right in zip(parts[column], parts["size"], parts["sum"], strict=True)
    }
