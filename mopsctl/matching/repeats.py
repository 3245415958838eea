"""The records of duplicate groups that repeat another one, as rules find them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from mopsctl.matching.duplicates import Duplicates
from mopsctl.schema.model import CanonicalField, ValueKind
from mopsctl.schema.objects import find_field

WITH = " (with "
"""What follows in the reason of a group's record names the other one."""
BY_A_THIRD = "both are like a third record"
HOST = r"^(?:[a-z]+:/+)?(?:www\.)?([^/:?#\s]+)"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which repeats: of an ``object``, those of itself or of an ``other`` one, in groups of these ``bands``.

    ``system`` is where both come from. Left out are records that have the same value as an earlier one of their group
    in a field of ``beyond``: of web addresses the same host, of e-mail addresses the same in any case, of other texts
    the same letters and digits.
    """

    object: str
    other: str
    bands: Sequence[str]
    beyond: Sequence[str] = ()
    system: str = ""


def repeats(found: Duplicates, wanted: Wanted) -> pd.DataFrame:
    """The records that repeat another: of each group all but the one that was read first, or, where another object
    is asked for, all of groups that have a record of that one.

    :returns: columns ``place`` (int64), ``named`` (text: the id of the record that it repeats) and ``reason`` (text
        without any value of a record), sorted by place.
    """
    members = _members(found, wanted)
    own = members["object"] == wanted.object
    first = members[members["object"] == wanted.other].drop_duplicates("group").set_index("group")["place"]
    members["first"] = members["group"].map(first)
    chosen = own & members["first"].notna() & (members["first"] != members["place"])
    for field in wanted.beyond:
        chosen &= ~_told(found, members, field, wanted.other)
    rows = members[chosen].copy()
    direct = rows["other"].isin(members.loc[members["object"] == wanted.other, "place"]).to_numpy()
    named = np.where(direct, rows["other"], rows["first"].astype(np.int64))
    reasons = rows["reason"].str.rsplit(WITH, n=1).str[0]
    rows["named"] = pd.Series(found.records.ids(named), index=rows.index, dtype="str")
    rows["reason"] = reasons.where(direct, BY_A_THIRD)
    return rows[["place", "named", "reason"]].sort_values("place", ignore_index=True)


def _members(found: Duplicates, wanted: Wanted) -> pd.DataFrame:
    """The records of groups of the wanted bands, in the order in which they were read."""
    groups = found.groups[found.groups["band"].isin(list(wanted.bands))]
    places = groups["record"].to_numpy(np.int64)
    members = pd.DataFrame({
        "group": pd.factorize(groups["group"])[0], "place": places, "object": found.records.objects(places),
        "other": groups["other"].to_numpy(np.int64), "reason": groups["reason"].astype("str").to_numpy(),
    })  # fmt: skip
    here = np.array(found.records.systems(places), dtype=object) == wanted.system
    ordered: pd.DataFrame = members[here].sort_values("place", ignore_index=True)
    return ordered


def _told(found: Duplicates, members: pd.DataFrame, field: str, other: str) -> pd.Series[bool]:
    """Whether a record has the same value as an earlier one of its group, of the other object, in the field."""
    texts = found.records.column(field)
    if texts is None:
        return pd.Series(False, index=members.index)
    keys = _keys(texts.iloc[members["place"]].set_axis(members.index), find_field(other, field))
    # Numbers stand for the keys, since joins on texts fail where there are none.
    codes = pd.factorize(keys)[0].astype(np.int64)
    combined = members["group"] * (codes.max(initial=0) + 1) + codes
    of_other = members["object"] == other
    known = of_other & (codes >= 0)
    earliest = combined.where(codes >= 0).map(members["place"][known].groupby(combined[known]).min())
    told: pd.Series[bool] = earliest.notna() & (~of_other | (earliest < members["place"]))
    return told


def _keys(texts: pd.Series[Any], field: CanonicalField | None) -> pd.Series[Any]:
    """Texts as they are compared; NA where nothing is left to compare."""
    lowered = texts.str.strip().str.lower()
    kind = None if field is None else field.kind
    if kind is ValueKind.URL:
        lowered = lowered.str.extract(HOST, expand=False)
    elif kind is not ValueKind.EMAIL:
        lowered = lowered.str.replace(r"[\W_]+", "", regex=True)
    return lowered.where(lowered != "")
