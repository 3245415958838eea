"""The records of duplicate groups with what figures are made of: their object, their group's band, who came first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from mopsctl.matching.created import created_times
from mopsctl.matching.duplicates import Band, Duplicates

if TYPE_CHECKING:
    from numpy.typing import NDArray

BANDS = (Band.AUTO, Band.JOB_CHANGE, Band.REVIEW)
"""From what can be done without a look to what needs one most; a group has the last of its records' bands."""


def group_members(duplicates: Duplicates) -> pd.DataFrame:
    """A row a record of a group, in the order of ``groups``.

    Columns: ``group`` (int64, from 0), ``place`` (int64), ``object`` (category), ``band`` (int8, a place in `BANDS`,
    of the whole group), ``copy`` (bool: the group has a record of the same object that was created before it; where
    it is not known when they were created, one that was read before it).
    """
    groups = duplicates.groups
    places = groups["record"].to_numpy(dtype=np.int64)
    members = pd.DataFrame(
        {
            "group": pd.factorize(groups["group"])[0].astype(np.int64),
            "place": places,
            "object": pd.Categorical(duplicates.records.objects(places)),
        }
    )
    ranks = groups["band"].astype(str).map({band.value: rank for rank, band in enumerate(BANDS)})
    members["band"] = ranks.groupby(members["group"].to_numpy()).transform("max").to_numpy(dtype=np.int8)
    members["copy"] = _is_copy(duplicates, members)
    return members


def _is_copy(duplicates: Duplicates, members: pd.DataFrame) -> NDArray[np.bool_]:
    created = created_times(duplicates.records, members["place"].to_numpy())
    keys = [members["group"].to_numpy(), members["object"].cat.codes.to_numpy()]
    order = np.lexsort([members["place"].to_numpy(), created, *reversed(keys)])
    ordered = [key[order] for key in keys]
    same_as_before = np.zeros(len(order), dtype=bool)
    same_as_before[1:] = (ordered[0][1:] == ordered[0][:-1]) & (ordered[1][1:] == ordered[1][:-1])
    copies = np.empty(len(order), dtype=bool)
    copies[order] = same_as_before
    return copies
