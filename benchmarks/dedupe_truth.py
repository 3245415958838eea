"""How well pairs and groups agree with the truth about a labelled set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd


@dataclass(frozen=True, slots=True)
class Agreement:
    """Pairs of records: those found, those true, those both; ``threshold`` is the least score that was taken."""

    found: int
    true: int
    both: int
    threshold: float = 0.0

    @property
    def precision(self) -> float:
        return self.both / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.both / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        return 2 * self.both / (self.found + self.true) if self.found + self.true else 1.0


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """A folder with ``records.csv``, and ``truth.csv`` whose first two columns are a record's id and its cluster."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def records(self) -> Path:
        return self.folder / "records.csv"

    @property
    def truth(self) -> Path:
        return self.folder / "truth.csv"

    def __len__(self) -> int:
        with self.truth.open("rb") as lines:
            return sum(1 for _ in lines) - 1


def labelled_sets(folder: Path) -> list[LabelledSet]:
    """The sets in a folder."""
    return [LabelledSet(truth.parent) for truth in sorted(folder.glob("*/truth.csv"))]


def read_truth(path: Path) -> pd.Series:
    """The cluster of each record id."""
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    return pd.Series(frame.iloc[:, 1].to_numpy(), index=frame.iloc[:, 0].to_numpy())


def pairs_within(groups: pd.Series) -> int:
    """The number of pairs of records that share a group."""
    sizes = groups.value_counts().to_numpy().astype(object)
    return int((sizes * (sizes - 1) // 2).sum())


def of_groups(groups: pd.Series, truth: pd.Series) -> Agreement:
    """All pairs within groups (record id → group; records in no group left out) against the truth."""
    known = groups[groups.index.isin(truth.index)]
    both = known.astype(str) + "|" + truth.reindex(known.index).astype(str)
    return Agreement(pairs_within(known), pairs_within(truth), pairs_within(both))


def of_pairs(pairs: pd.DataFrame, truth: pd.Series) -> Agreement:
    """Pairs (``id_a``, ``id_b``) as they are against the truth."""
    same = truth.reindex(pairs["id_a"]).to_numpy() == truth.reindex(pairs["id_b"]).to_numpy()
    return Agreement(len(pairs), pairs_within(truth), int(same.sum()))


def best(scored_pairs: Path, truth_file: Path) -> Agreement:
    """The best F1 that any threshold gives, of the pairs as they are or of what they join transitively."""
    truth = read_truth(truth_file)
    ordered = _ordered(pd.read_csv(scored_pairs, dtype={"id_a": str, "id_b": str}))
    agreements = (*_by_pairs(ordered, truth), *_by_groups(ordered, truth))
    return max(agreements, key=lambda agreement: agreement.f1, default=Agreement(0, pairs_within(truth), 0))


def _ordered(scored: pd.DataFrame) -> pd.DataFrame:
    """Each pair once, whichever record comes first, the highest score first."""
    swapped = scored["id_a"] > scored["id_b"]
    one_way = scored.assign(
        id_a=scored["id_a"].where(~swapped, scored["id_b"]),
        id_b=scored["id_b"].where(~swapped, scored["id_a"]),
    )
    return one_way.sort_values("score", ascending=False, kind="stable").drop_duplicates(["id_a", "id_b"])


def _by_pairs(ordered: pd.DataFrame, truth: pd.Series) -> Iterator[Agreement]:
    clusters = truth.reindex(ordered["id_a"]).to_numpy(), truth.reindex(ordered["id_b"]).to_numpy()
    both = np.cumsum(clusters[0] == clusters[1])
    scores, true = ordered["score"].to_numpy(), pairs_within(truth)
    ends = np.flatnonzero(np.append(scores[1:] != scores[:-1], True)) if len(scores) else []
    for end in ends:
        yield Agreement(int(end) + 1, true, int(both[end]), float(scores[end]))


def _by_groups(ordered: pd.DataFrame, truth: pd.Series) -> Iterator[Agreement]:
    """What the pairs join, as the threshold falls."""
    place = {identifier: number for number, identifier in enumerate(truth.index)}
    groups = _Groups(list(truth))
    true, scores = pairs_within(truth), ordered["score"].to_numpy()
    sides = zip(ordered["id_a"].map(place), ordered["id_b"].map(place), strict=True)
    for row, (left, right) in enumerate(sides):
        groups.join(left, right)
        if row + 1 == len(scores) or scores[row + 1] != scores[row]:
            yield Agreement(groups.found, true, groups.both, float(scores[row]))


class _Groups:
    """Disjoint sets of records that count their pairs, and those that are true.

    Joining two sets adds the product of their sizes, whole and for each true cluster.
    """

    def __init__(self, clusters: list[str]) -> None:
        self.found = self.both = 0
        self._parent = list(range(len(clusters)))
        self._members = [Counter({cluster: 1}) for cluster in clusters]
        self._sizes = [1] * len(clusters)

    def join(self, left: int, right: int) -> None:
        small, large = sorted(
            (self._root(left), self._root(right)), key=lambda root: len(self._members[root])
        )
        if small == large:
            return
        added, kept = self._members[small], self._members[large]
        self.found += self._sizes[small] * self._sizes[large]
        self.both += sum(count * kept[cluster] for cluster, count in added.items())
        kept.update(added)
        self._sizes[large] += self._sizes[small]
        self._members[small] = Counter()
        self._parent[small] = large

    def _root(self, place: int) -> int:
        while self._parent[place] != place:
            self._parent[place] = self._parent[self._parent[place]]
            place = self._parent[place]
        return place
