"""How many records are duplicates, by object and system, and across them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import combinations
from typing import NamedTuple

import numpy as np
import pandas as pd

from mopsctl.duplicate_figures import Crossing, DuplicateRate
from mopsctl.matching.duplicates import Band, Records
from mopsctl.matching.group_members import BANDS

FORERUNNER = ("lead", "prospect")
"""Objects whose records become those of another object: it is said of them that they are that already."""


class Kind(NamedTuple):
    """Records that can be duplicates of each other: those of an object in a system."""

    object: str
    system: str


def record_kinds(records: Records) -> dict[Kind, int]:
    """How many records there are of each kind, in the order in which they were read."""
    places = np.arange(len(records))
    counts = Counter(zip(records.objects(places), records.systems(places), strict=True))
    return {Kind(*kind): number for kind, number in counts.items()}


def duplicate_rates(members: pd.DataFrame, kinds: Mapping[Kind, int]) -> tuple[DuplicateRate, ...]:
    """The rate of each kind of records.

    :param members: those of `group_members`.
    :param kinds: those of `record_kinds`.
    """
    return tuple(_rate(members, kind, kinds) for kind in kinds)


def _rate(members: pd.DataFrame, kind: Kind, kinds: Mapping[Kind, int]) -> DuplicateRate:
    own = members[(members["object"] == kind.object) & (members["system"] == kind.system)]
    sizes = own.groupby("unit").agg(size=("place", "size"), band=("band", "first"))
    several = sizes[sizes["size"] > 1]
    sure = several.loc[several["band"] == BANDS.index(Band.AUTO), "size"]
    in_groups = int(several["size"].sum())
    return DuplicateRate(
        object=kind.object,
        records=kinds[kind],
        groups=len(several),
        in_groups=in_groups,
        to_merge=in_groups - len(several),
        auto=int(sure.sum()) - len(sure),
        system=_named(kind, kinds),
    )


def crossings(members: pd.DataFrame, kinds: Mapping[Kind, int]) -> tuple[Crossing, ...]:
    """For each two kinds that share groups, how many records of the one are the other, too; most first."""
    own = {
        kind: members.loc[(members["object"] == kind.object) & (members["system"] == kind.system), "group"]
        for kind in kinds
    }
    found = []
    for pair in combinations(kinds, 2):
        one, other = sorted(pair, key=lambda kind: (kind.object not in FORERUNNER, kinds[kind], kind))
        shared = own[one][own[one].isin(own[other])]
        if len(shared):
            systems = _named(one, kinds), _named(other, kinds)
            found.append(Crossing(one.object, other.object, len(shared), shared.nunique(), *systems))
    return tuple(sorted(found, key=lambda crossing: (-crossing.records, crossing.object, crossing.other)))


def _named(kind: Kind, kinds: Mapping[Kind, int]) -> str | None:
    """The system, where the object has records from several."""
    return kind.system if sum(other.object == kind.object for other in kinds) > 1 else None
