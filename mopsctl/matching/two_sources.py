"""Records of two sources beside one another: which are whose, and what of the findings leads from one to the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    import pandas as pd

    from mopsctl.workspace import Table

Second = Mapping[str, int]
"""The row from which a table's records come from the second source, by the table's name; others have none."""


def sides(tables: Sequence[Table], second: Second) -> np.ndarray:
    """Which records (bool) of tables, one table after the other, come from the second source."""
    parts = [np.arange(table.rows) >= second.get(table.name, 0) for table in tables]
    return np.concatenate(parts) if parts else np.zeros(0, bool)


def across(pairs: pd.DataFrame, groups: pd.DataFrame, side: np.ndarray) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Those of the pairs (``left``, ``right``) that lead from one source to the other, and of the groups (``group``,
    ``record``) that have records of both.

    :param side: which records (bool, by place) come from the second source.
    """
    led = side[pairs["left"].to_numpy(np.int64)] != side[pairs["right"].to_numpy(np.int64)]
    of_second = groups["record"].map(lambda place: bool(side[place])).astype(bool)
    sources = of_second.groupby(groups["group"]).transform("nunique")
    return pairs[led].reset_index(drop=True), groups[sources == 2].reset_index(drop=True)


def told_apart(ids: pa.Array, objects: Sequence[str], side: np.ndarray, paths: np.ndarray) -> pa.Array:
    """Ids by which no record of one source is taken for one of the other.

    A record of the second source whose object and id the first has, too, is named by file and id
    ("hubspot/contacts.csv#4711"); all others keep their ids.

    :param paths: the file (text) of each record.
    """
    names = pa.array(objects, pa.string())
    keys = pc.binary_join_element_wise(names, ids, "\x1f")
    first = keys.filter(pa.array(~side))
    again = pc.and_(pa.array(side), pc.is_in(keys, value_set=first))
    return pc.if_else(again, pc.binary_join_element_wise(pa.array(paths, pa.string()), ids, "#"), ids)
