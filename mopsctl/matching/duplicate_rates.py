"""How many records are duplicates, by object, and across objects."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

import numpy as np
import pandas as pd

from mopsctl.duplicate_figures import Crossing, DuplicateRate
from mopsctl.matching.duplicates import Band
from mopsctl.matching.group_members import BANDS

FORERUNNER = ("lead", "prospect")
"""Objects whose records become those of another object: it is said of them that they are that already."""


def duplicate_rates(members: pd.DataFrame, counts: Mapping[str, int]) -> tuple[DuplicateRate, ...]:
    """The rate of each object, in the order of ``counts`` (records of each object that were compared).

    ``members`` are those of `group_members`.
    """
    of_object = members.groupby(["object", "group"], observed=True).agg(
        size=("place", "size"), band=("band", "first")
    )
    several = of_object[of_object["size"] > 1].reset_index()
    several["beyond"] = several["size"] - 1
    several["auto"] = several["beyond"].where(several["band"] == BANDS.index(Band.AUTO), 0)
    sums = several.groupby("object", observed=True).agg(
        groups=("group", "size"), size=("size", "sum"), beyond=("beyond", "sum"), auto=("auto", "sum")
    )
    rows = {str(row.Index): tuple(int(n) for n in row[1:]) for row in sums.itertuples()}
    return tuple(
        DuplicateRate(name, records, *rows.get(name, (0, 0, 0, 0))) for name, records in counts.items()
    )


def crossings(members: pd.DataFrame) -> tuple[Crossing, ...]:
    """For each two objects that share groups, how many records of the one are the other; most first."""
    objects = list(members["object"].cat.categories)
    if len(objects) < 2:
        return ()
    table = np.zeros((int(members["group"].max()) + 1, len(objects)), dtype=np.int64)
    np.add.at(table, (members["group"].to_numpy(), members["object"].cat.codes.to_numpy()), 1)
    found = []
    for left, right in combinations(range(len(objects)), 2):
        one, other = (right, left) if objects[right] in FORERUNNER else (left, right)
        both = (table[:, one] > 0) & (table[:, other] > 0)
        if both.any():
            records = int(table[both, one].sum())
            found.append(Crossing(objects[one], objects[other], records, int(both.sum())))
    return tuple(sorted(found, key=lambda crossing: (-crossing.records, crossing.object, crossing.other)))
