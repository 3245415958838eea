"""Groups as pages show them: records side by side, what differs marked, and why they are together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from mopsctl.matching.duplicates import Band, Duplicates, PairExplanation
from mopsctl.matching.group_members import BANDS
from mopsctl.reports.places import place

ID = "id"
MOST_MEMBERS = 4
MOST_FIELDS = 14


@dataclass(frozen=True, slots=True)
class MemberView:
    """A record of a group: its name, where it stands, its strongest link (0-1), and why it is there."""

    record_id: str
    object: str
    place: str
    score: float
    scenario: str
    reason: str


@dataclass(frozen=True, slots=True)
class CellView:
    """A value of a record (None: empty); ``differs`` from what most of the group have."""

    text: str | None
    differs: bool


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field's values in the records, in their order."""

    field: str
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group: its first records with their fields; ``others`` are how many more records it has.

    ``explanation`` is of the first two records.
    """

    id: str
    band: Band
    size: int
    members: tuple[MemberView, ...]
    fields: tuple[FieldView, ...]
    explanation: PairExplanation

    @property
    def others(self) -> int:
        return self.size - len(self.members)


def top_groups(
    duplicates: Duplicates, most: int, members: int = MOST_MEMBERS
) -> dict[Band, tuple[GroupView, ...]]:
    """The largest groups of each band, at most ``most`` of each.

    Groups of one record in each of several systems are left out. Among those of one size the doubtful ones come first
    where no look is asked for, for those tell whether none is needed; elsewhere the most certain ones.
    """
    groups = duplicates.groups
    codes = pd.factorize(groups["group"])[0]
    ranks = groups["band"].astype(str).map({band.value: rank for rank, band in enumerate(BANDS)}).to_numpy()
    systems = duplicates.records.systems(groups["record"].to_numpy())
    table = pd.DataFrame(
        {"code": codes, "rank": ranks, "score": groups["score"].to_numpy(), "system": systems}
    )
    table["again"] = table.duplicated(["code", "system"])
    whole = table.groupby("code").agg(
        size=("rank", "size"), rank=("rank", "max"), score=("score", "min"), again=("again", "any")
    )
    whole["first"] = np.flatnonzero(~table["code"].duplicated())
    found = {}
    for rank, band in enumerate(BANDS):
        own = whole[(whole["rank"] == rank) & whole["again"]]
        own = own.sort_values(["size", "score"], ascending=[False, band is Band.AUTO], kind="stable").head(
            most
        )
        if len(own):
            places = zip(own["first"], own["size"], strict=True)
            found[band] = tuple(_view(duplicates, band, int(at), int(size), members) for at, size in places)
    return found


def _view(duplicates: Duplicates, band: Band, first: int, size: int, most: int) -> GroupView:
    rows = duplicates.groups.iloc[first : first + min(size, most)]
    places = rows["record"].to_numpy()
    return GroupView(
        id=str(rows["group"].iloc[0]),
        band=band,
        size=size,
        members=tuple(_members(duplicates, rows)),
        fields=tuple(_fields(duplicates.records.values(places))),
        explanation=duplicates.explain(*sorted(int(at) for at in places[:2])),
    )


def _members(duplicates: Duplicates, rows: pd.DataFrame) -> Iterator[MemberView]:
    places = rows["record"].to_numpy()
    records = duplicates.records
    named = zip(records.ids(places), records.objects(places), records.locations(places), strict=True)
    told = zip(rows["score"], rows["scenario"], rows["reason"], strict=True)
    for (identity, name, where), (score, scenario, reason) in zip(named, told, strict=True):
        yield MemberView(identity, name, place(*where), float(score), str(scenario), str(reason))


def _fields(values: pd.DataFrame) -> Iterator[FieldView]:
    """The first fields that any of the records has; their ids stand in the head."""
    others = values.drop(columns=ID, errors="ignore")
    filled = others.loc[:, others.notna().any().to_numpy()].iloc[:, :MOST_FIELDS]
    for name in filled:
        texts = [None if pd.isna(text) else str(text) for text in filled[name]]
        yield FieldView(str(name), tuple(_cells(texts)))


def _cells(texts: Sequence[str | None]) -> Iterator[CellView]:
    """The values, with those marked that are not the most frequent one; case and blanks around do not count."""
    keys = [None if text is None else text.strip().casefold() for text in texts]
    frequent = Counter(key for key in keys if key is not None).most_common(1)
    usual = frequent[0][0] if frequent else None
    for text, key in zip(texts, keys, strict=True):
        yield CellView(text, key is not None and key != usual)
