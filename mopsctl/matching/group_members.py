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

    Columns: ``group`` (int64, from 0), ``unit`` (int64: the records of a group that come from one system, since the
    same person in two systems is no duplicate), ``place`` (int64), ``object`` and ``system`` (text), ``band`` (int8, a
    place in `BANDS`, of the whole group), ``copy`` (bool: the unit has a record of the same object that was created
    before it; where it is not known when they were created, one that was read before it).
    """
    groups, records = duplicates.groups, duplicates.records
    places = groups["record"].to_numpy(dtype=np.int64)
    members = pd.DataFrame(
        {
            "group": pd.factorize(groups["group"])[0].astype(np.int64),
            "place": places,
            "object": np.array(records.objects(places), dtype=object),
            "system": np.array(records.systems(places), dtype=object),
        }
    )
    systems = pd.factorize(members["system"])[0].astype(np.int64)
    members["unit"] = pd.factorize(members["group"] * (systems.max(initial=0) + 1) + systems)[0]
    ranks = groups["band"].astype(str).map({band.value: rank for rank, band in enumerate(BANDS)})
    members["band"] = ranks.groupby(members["group"].to_numpy()).transform("max").to_numpy(dtype=np.int8)
    members["copy"] = _is_copy(duplicates, members)
    return members


def _is_copy(duplicates: Duplicates, members: pd.DataFrame) -> NDArray[np.bool_]:
    created = created_times(duplicates.records, members["place"].to_numpy())
    ordered = pd.DataFrame({
        "unit": members["unit"], "object": pd.factorize(members["object"])[0], "created": created,
        "place": members["place"],
    }).sort_values(["unit", "object", "created", "place"])  # fmt: skip
    return ordered.duplicated(["unit", "object"]).sort_index().to_numpy()
