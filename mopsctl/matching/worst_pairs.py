"""The pairs to look at first: what was most surely found and is not true, and what is true and was not found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from mopsctl.matching.duplicates import Duplicates, PairExplanation, Records

CANDIDATES = 30
"""How many missed pairs are explained at least, so that the lowest scores can be chosen among them."""


@dataclass(frozen=True, slots=True)
class NamedRecord:
    """A record as people find it: its id, its object, its file and line."""

    id: str
    object: str
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class WorstPair:
    """A pair that is judged wrongly, its two records, and why it has its score."""

    left: NamedRecord
    right: NamedRecord
    explanation: PairExplanation


def worst_found(found: pd.DataFrame, duplicates: Duplicates, most: int) -> tuple[WorstPair, ...]:
    """The highest scores of pairs that are not true; ``found`` as `pairs_with_truth` gives it, best first."""
    wrong = found[~found["true"]].head(most)
    return tuple(
        _named(duplicates.explain(left, right), duplicates.records) for left, right in _places(wrong)
    )


def worst_missed(
    missed: pd.DataFrame, cluster: np.ndarray, duplicates: Duplicates, most: int
) -> tuple[WorstPair, ...]:
    """The lowest scores of true pairs that are in no group, of as many clusters as there are.

    ``missed`` as `missed_pairs` gives it. Explaining takes a while, and so the lowest are chosen among candidates:
    pairs that were never compared first, then those of lowest score, one a cluster before a second of any.
    """
    ordered = missed.assign(cluster=cluster[missed["left"].to_numpy()], low=missed["score"].fillna(-1.0))
    ordered = ordered.sort_values(["compared", "low", "left", "right"], kind="stable")
    ordered["turn"] = ordered.groupby("cluster", sort=False).cumcount()
    ordered = ordered.sort_values(["turn", "compared", "low", "left", "right"], kind="stable")
    candidates = ordered.head(max(most, CANDIDATES) if most else 0)
    explained = [duplicates.explain(left, right) for left, right in _places(candidates)]
    explained.sort(key=lambda pair: (pair.score, pair.left, pair.right))
    return tuple(_named(pair, duplicates.records) for pair in explained[:most])


def _places(pairs: pd.DataFrame) -> Iterator[tuple[int, int]]:
    return zip(pairs["left"].tolist(), pairs["right"].tolist(), strict=True)


def _named(pair: PairExplanation, records: Records) -> WorstPair:
    both = (pair.left, pair.right)
    facts = zip(records.ids(both), records.objects(both), records.locations(both), strict=True)
    left, right = (NamedRecord(name, kind, path, line) for name, kind, (path, line) in facts)
    return WorstPair(left, right, pair)
