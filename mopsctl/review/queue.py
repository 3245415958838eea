"""The pairs that may be looked at, as columns, and what a decision on each is worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from mopsctl.matching.duplicates import Band, Duplicates

if TYPE_CHECKING:
    import pandas as pd

    from mopsctl.matching.duplicates import ScenarioReport

NO_GROUP = -1
USUAL_AUTO, USUAL_REVIEW = 0.95, 0.8
"""Thresholds of a pair whose scenario has none of its own."""
SURE = 1e-12


@dataclass(frozen=True, slots=True)
class SharedText:
    """A text that pairs share: a number a pair (int64) into the sorted names."""

    codes: np.ndarray
    names: tuple[str, ...]

    def at(self, index: int) -> str:
        """The text of a pair."""
        return self.names[int(self.codes[index])]


@dataclass(frozen=True, slots=True)
class Groups:
    """Groups by number: group ``i`` has the records ``members[starts[i]:starts[i + 1]]`` (int64 places)."""

    names: tuple[str, ...]
    bands: tuple[str, ...]
    reasons: tuple[str, ...]
    starts: np.ndarray
    members: np.ndarray

    def of(self, group: int) -> list[int]:
        """The places of a group's records; none of no group."""
        if group == NO_GROUP:
            return []
        return [int(place) for place in self.members[self.starts[group] : self.starts[group + 1]]]


@dataclass(frozen=True, slots=True)
class Queue:
    """Pairs of records, a row a pair: all arrays have one length.

    ``left`` and ``right`` are places, ``group`` the number of the group that holds both (`NO_GROUP` where none
    does), ``value`` what a decision on the pair is worth (see `decision_values`), ``waits`` whether it is for people
    to decide: it lies in a band of review, or its group does although its pairs do not.
    """

    left: np.ndarray
    right: np.ndarray
    score: np.ndarray
    group: np.ndarray
    value: np.ndarray
    waits: np.ndarray
    scenario: SharedText
    band: SharedText
    objects: SharedText
    groups: Groups

    def __len__(self) -> int:
        return len(self.left)


def queue_of(duplicates: Duplicates) -> Queue:
    """All pairs that may be duplicates."""
    pairs = reviewable(duplicates)
    left, right = (pairs[side].to_numpy(dtype=np.int64) for side in ("left", "right"))
    score = pairs["score"].to_numpy(dtype=np.float64)
    scenario, band = _shared_text(pairs["scenario"]), _shared_text(pairs["band"])
    groups = _groups(duplicates.groups)
    group = _groups_of(left, right, groups)
    auto, review = _thresholds(scenario, duplicates.scenarios)
    sizes = np.where(group == NO_GROUP, 2, np.append(np.diff(groups.starts), 2)[group])
    return Queue(
        left=left, right=right, score=score, group=group, value=decision_values(score, review, auto, sizes),
        waits=_waiting(band, group, groups), scenario=scenario, band=band,
        objects=_objects(duplicates, left, right), groups=groups,
    )  # fmt: skip


def reviewable(duplicates: Duplicates) -> pd.DataFrame:
    """The rows of pairs that are a queue's; people and the accounts they belong to are no duplicates."""
    return duplicates.pairs[~duplicates.pairs["link"].to_numpy(dtype=bool)]


def decision_values(score: np.ndarray, review: np.ndarray, auto: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """What it is worth to decide each pair: how open it is, times how many records hang on it.

    A pair is as open as it is near a threshold: 1 at one, half as much with each bit of evidence between them (a
    bit doubles the odds of the score), since little more evidence would move it to another band. On it hang the
    records that a merge of its group would take away: ``sizes`` less one.
    """
    bits = _bits(score)
    distance = np.minimum(np.abs(bits - _bits(review)), np.abs(bits - _bits(auto)))
    values: np.ndarray = np.exp2(-distance) * (sizes - 1)
    return values


def _bits(score: np.ndarray) -> np.ndarray:
    inside = np.clip(score, SURE, 1 - SURE)
    bits: np.ndarray = np.log2(inside / (1 - inside))
    return bits


def _shared_text(texts: pd.Series) -> SharedText:
    codes, names = texts.fillna("").factorize(sort=True)
    return SharedText(codes.astype(np.int64), tuple(str(name) for name in names))


def _objects(duplicates: Duplicates, left: np.ndarray, right: np.ndarray) -> SharedText:
    import pandas as pd

    first = pd.Series(duplicates.records.objects(left), dtype="str")
    second = pd.Series(duplicates.records.objects(right), dtype="str")
    return _shared_text(first.where(first == second, first + " and " + second))


def _groups(frame: pd.DataFrame) -> Groups:
    codes, names = frame["group"].factorize()
    starts = np.searchsorted(codes, np.arange(len(names) + 1))
    heads = frame.iloc[starts[:-1]]
    return Groups(
        names=tuple(names), bands=tuple(heads["band"]), reasons=tuple(heads["reason"]),
        starts=starts.astype(np.int64), members=frame["record"].to_numpy(dtype=np.int64),
    )  # fmt: skip


def _groups_of(left: np.ndarray, right: np.ndarray, groups: Groups) -> np.ndarray:
    """The group of each pair."""
    most = int(max(left.max(initial=-1), right.max(initial=-1), groups.members.max(initial=-1)))
    by_place = np.full(most + 1, NO_GROUP, dtype=np.int64)
    by_place[groups.members] = np.repeat(np.arange(len(groups.names)), np.diff(groups.starts))
    groups_of: np.ndarray = np.where(by_place[left] == by_place[right], by_place[left], NO_GROUP)
    return groups_of


def _thresholds(scenario: SharedText, reports: Sequence[ScenarioReport]) -> tuple[np.ndarray, np.ndarray]:
    known = {report.id: (report.auto, report.review) for report in reports}
    table = np.array([known.get(name, (USUAL_AUTO, USUAL_REVIEW)) for name in scenario.names]).reshape(-1, 2)
    return table[scenario.codes, 0], table[scenario.codes, 1]


def _waiting(band: SharedText, group: np.ndarray, groups: Groups) -> np.ndarray:
    by_pair = np.array([name != Band.AUTO for name in band.names], dtype=bool)[band.codes]
    held = np.array([*(name != Band.AUTO for name in groups.bands), False], dtype=bool)
    has_own = np.zeros(len(held), dtype=bool)
    has_own[group[by_pair & (group != NO_GROUP)]] = True
    waiting: np.ndarray = by_pair | (held & ~has_own)[group]
    return waiting
