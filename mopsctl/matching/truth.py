"""Which of the compared records are truly the same, by their places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from mopsctl.errors import UsageError
from mopsctl.matching.counted import counted
from mopsctl.matching.duplicates import Records
from mopsctl.matching.truth_clusters import clusters_of
from mopsctl.matching.truth_file import TruthFile

UNKNOWN = -1
MOST_NAMED = 3
SALESFORCE_ID = r"^([A-Za-z0-9]{15})[A-Z0-5]{3}$"
"""An id of 18 characters: 15, which say all, and three that keep their case."""


@dataclass(frozen=True, slots=True)
class Truth:
    """The true clusters of the records that were compared.

    ``cluster`` (int64, one a place) numbers a record's cluster, ``UNKNOWN`` where the file does not tell of it, so
    that it is left out of every figure. ``kind`` (int64, one a place) numbers the object where no cluster has records
    of several: then nothing is known of pairs across objects; None where it is. ``strangers`` counts ids of the file
    that no compared record has. ``notes`` are sentences on what was left out and how the file was understood.
    """

    path: str
    cluster: np.ndarray
    kind: np.ndarray | None
    strangers: int
    notes: tuple[str, ...]

    @property
    def is_known(self) -> np.ndarray:
        """Whether the truth is known, a bool a place."""
        known: np.ndarray = self.cluster != UNKNOWN
        return known

    def can_judge(self, left: np.ndarray, right: np.ndarray) -> np.ndarray:
        """Of pairs, given as two arrays of places, whether the truth is known of each (bool)."""
        known = self.is_known
        judged: np.ndarray = known[left] & known[right]
        if self.kind is not None:
            judged &= self.kind[left] == self.kind[right]
        return judged


def truth_of(file: TruthFile, records: Records) -> Truth:
    """Lead from ids to places.

    A record in none of a file's pairs is no duplicate of any, and so is one that a file of clusters does not name
    where all its clusters have two records and more. Where it names records that are alone, the truth of others is
    not known, and they are left out; so are records that share their id with another.

    :raises UsageError: where the file contradicts itself, or speaks of none of the records.
    """
    told = clusters_of(file)
    row, is_shared, is_stranger = _rows_of_records(told.keys, records)
    if is_stranger.all():
        shown = ", ".join(told.keys["id"].head(MOST_NAMED))
        raise UsageError(
            f"{file.path} speaks of other records: none that was compared has an id such as {shown}"
        )
    only_duplicates = file.is_pairs or not (np.bincount(told.cluster) == 1).any()
    alone = len(told.keys) + np.arange(len(row)) if only_duplicates else UNKNOWN
    cluster = np.where(is_shared, UNKNOWN, np.where(row >= 0, told.cluster[row], alone)).astype(np.int64)
    kind = _kinds_apart(cluster, records)
    unnamed = 0 if file.is_pairs else int((row < 0).sum())
    strangers = told.keys["id"][is_stranger]
    notes = [
        *file.notes, *told.notes, *_notes_on_records(file.path, unnamed, only_duplicates, int(is_shared.sum())),
        *_notes_on_ids(file.path, strangers, kind is not None),
    ]  # fmt: skip
    return Truth(file.path, cluster, kind, len(strangers), tuple(notes))


def _notes_on_records(path: str, unnamed: int, only_duplicates: bool, shared: int) -> Iterator[str]:
    if unnamed and only_duplicates:
        many = counted(unnamed, "record that it does not name counts", "records that it does not name count")
        yield f"{path} names duplicates alone: {many} as no duplicate of any"
    elif unnamed:
        yield f"{counted(unnamed, 'record')} of which {path} says nothing left out of the figures"
    if shared:
        yield f"{counted(shared, 'record')} left out of the figures, since others have the same id"


def _notes_on_ids(path: str, strangers: pd.Series[str], is_apart: bool) -> Iterator[str]:
    if len(strangers):
        more = ", …" if len(strangers) > MOST_NAMED else ""
        shown = ", ".join(strangers.head(MOST_NAMED)) + more
        yield f"{counted(len(strangers), 'id')} in {path} that no compared record has: {shown}"
    if is_apart:
        yield f"{path} joins no records of different objects, so pairs across objects are not judged"


def _kinds_apart(cluster: np.ndarray, records: Records) -> np.ndarray | None:
    """The object of each place as a number, where there are several and no cluster has two of them."""
    kind = pd.factorize(np.array(records.objects(np.arange(len(records))), dtype=object))[0].astype(np.int64)
    known = cluster != UNKNOWN
    clusters = len(np.unique(cluster[known]))
    parts = len(np.unique(cluster[known] * (kind.max(initial=0) + 1) + kind[known]))
    return kind if parts == clusters and kind.any() else None


def _rows_of_records(keys: pd.DataFrame, records: Records) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """For each record its row in ``keys`` (-1: none) and whether it shares its id; for each row whether none has it.

    Objects tell records of one id apart where every row names one. Where no id is known as it stands, Salesforce's of
    15 and 18 characters are taken for the same.
    """
    everywhere = np.arange(len(records))
    known = pd.DataFrame({"id": records.ids(everywhere)}, dtype="string[pyarrow]")
    columns = ["id"]
    if keys["object"].notna().all():
        columns.append("object")
        known["object"] = pd.Series(records.objects(everywhere), dtype="string[pyarrow]").str.casefold()
    found = _looked_up(known, keys[columns])
    return _looked_up(_short(known), _short(keys[columns])) if found[2].all() else found


def _looked_up(known: pd.DataFrame, told: pd.DataFrame) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    both = pd.concat([known, told], ignore_index=True)
    number = both.groupby(list(known.columns), sort=False).ngroup().to_numpy()
    have, asked = number[: len(known)], number[len(known) :]
    row = np.full(len(both), -1, dtype=np.int64)
    row[asked] = np.arange(len(asked))
    times = np.bincount(have, minlength=len(both))
    return row[have], times[have] > 1, times[asked] == 0


def _short(keys: pd.DataFrame) -> pd.DataFrame:
    return keys.assign(id=keys["id"].str.replace(SALESFORCE_ID, r"\1", regex=True))
