"""How well one field tells another: the records that agree with their group, against always guessing the same."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mopsctl.suggesting.column import Codes
from mopsctl.suggesting.survey import Survey

LEAST_GROUP = 5
"""Records that share a determinant, below which there is no majority; the default of the kind `determines`."""
LEAST_GROUPS = 2
LEAST_GAIN = 0.9
"""How much of what would be wrong by always guessing the commonest value the determinant puts right (0-1):
Goodman and Kruskal's lambda (Journal of the American Statistical Association 49, 1954)."""


@dataclass(frozen=True, slots=True)
class Dependence:
    """Records in groups that are large enough; those with their group's commonest value, and with that of all.

    ``groups`` and ``values`` count the distinct determinants and values among them.
    """

    records: int
    kept: int
    guessed: int
    groups: int
    values: int


NONE = Dependence(0, 0, 0, 0, 0)


def dependence(groups: Codes, values: Codes) -> Dependence:
    """What the groups, as codes of the determinant (-1 where it is missing), say of the values."""
    both = (groups >= 0) & (values >= 0)
    if not both.any():
        return NONE
    width = int(values.max()) + 1
    pairs, counts = np.unique(groups[both].astype(np.int64) * width + values[both], return_counts=True)
    group, value = pairs // width, pairs % width
    large = np.bincount(group, weights=counts)[group] >= LEAST_GROUP
    if not large.any():
        return NONE
    group, value, counts = group[large], value[large], counts[large]
    best = np.zeros(int(group.max()) + 1, dtype=np.int64)
    np.maximum.at(best, group, counts)
    totals = np.bincount(value, weights=counts)
    return Dependence(
        records=int(counts.sum()),
        kept=int(best.sum()),
        guessed=int(totals.max()),
        groups=len(np.unique(group)),
        values=int(np.count_nonzero(totals)),
    )


def is_clear(survey: Survey, found: Dependence) -> bool:
    """Whether enough records agree with their group, and would not without it."""
    if found.records < survey.options.min_records or found.groups < LEAST_GROUPS or found.values < 2:
        return False
    if found.kept < survey.gate * found.records:
        return False
    return found.kept - found.guessed >= LEAST_GAIN * (found.records - found.guessed)
