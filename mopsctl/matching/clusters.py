"""Groups of duplicates: pairs joined from the surest on, and not where records of the two sides speak against it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from mopsctl.matching.blocking import Pairs, within

if TYPE_CHECKING:
    import pandas as pd

LARGEST_WHOLE = 1_000
"""Records of a component of which every two are compared; in a larger one what is not linked counts as unlike."""
LEAST_AGREEMENT = 0.2
"""Mean probability between two sides from which they are joined."""

EXACT = 1e-7
"""Less than any two sums of scores differ by: what stands at the bound is joined in whatever order it was summed."""
NEVER = -1e9


def components(left: np.ndarray, right: np.ndarray, records: int) -> np.ndarray:
    """The least place that each record (int64) is linked to, directly or by others."""
    label = np.arange(records)
    one, other = left.astype(np.int64), right.astype(np.int64)
    while len(one):
        low = np.minimum(label[one], label[other])
        np.minimum.at(label, label[one], low)
        np.minimum.at(label, label[other], low)
        while not np.array_equal(label, label[label]):
            label = label[label]
        open_ = label[one] != label[other]
        one, other = one[open_], other[open_]
    return label


def cluster(
    pairs: Pairs, score: np.ndarray, records: int, score_of: Callable[[Pairs], np.ndarray], order: np.ndarray,
    apart: Pairs | None = None,
) -> np.ndarray:  # fmt: skip
    """Group records by their links: for each (int64) the least place of its group's records.

    Where not every two records of a component are linked, links are taken from the surest on, and two sides are
    joined only if their records agree on average (`LEAST_AGREEMENT`): a chain of weak links is no group.

    :param pairs: links, with their ``score`` (0-1).
    :param score_of: the score of any pairs, for records that are not linked directly.
    :param order: a number of each record (uint64) by its contents, which decides between equal scores.
    :param apart: pairs that must not be in one group.
    """
    label = components(pairs.left, pairs.right, records)
    size = np.bincount(label, minlength=records)
    links = np.bincount(label[pairs.left], minlength=records)
    incomplete = links < size * (size - 1) // 2
    if apart is not None:
        incomplete[label[apart.left][label[apart.left] == label[apart.right]]] = True
    inside = incomplete[label[pairs.left]]
    if not inside.any():
        return label
    chosen = Pairs(pairs.left[inside], pairs.right[inside])
    group = label.copy()
    members = np.flatnonzero(incomplete[label] & (size[label] > 1))
    group[members] = members
    _join(chosen, score[inside], label, group, _Rules(score_of, order, apart))
    return group


@dataclass(frozen=True, slots=True)
class _Rules:
    score_of: Callable[[Pairs], np.ndarray]
    order: np.ndarray
    apart: Pairs | None


def _join(links: Pairs, score: np.ndarray, label: np.ndarray, group: np.ndarray, rules: _Rules) -> None:
    """Join records of incomplete components; ``group`` is changed in place."""
    order = rules.order
    low, high = (function(order[links.left], order[links.right]) for function in (np.minimum, np.maximum))
    ranked = np.lexsort((high, low, -score, label[links.left]))
    left, right, score = links.left[ranked], links.right[ranked], score[ranked]
    bounds = np.r_[np.flatnonzero(np.r_[True, label[left][1:] != label[left][:-1]]), len(left)]
    known = _all_scores(Pairs(left, right), score, label, rules)
    labels = label[left[bounds[:-1]]]
    firsts, ends = (np.searchsorted(known["label"], labels, side=side) for side in ("left", "right"))
    for first, end, start, stop in zip(bounds[:-1], bounds[1:], firsts, ends, strict=True):
        _join_component(Pairs(left[first:end], right[first:end]), known.iloc[start:stop], group)


def _all_scores(links: Pairs, score: np.ndarray, label: np.ndarray, rules: _Rules) -> pd.DataFrame:
    """The scores of all pairs within components, by label, but of those that are too large for it."""
    import pandas as pd

    places = np.unique(np.r_[links.left, links.right])
    ordered = places[np.argsort(label[places], kind="stable")]
    starts = np.flatnonzero(np.r_[True, label[ordered][1:] != label[ordered][:-1]])
    sizes = np.diff(np.r_[starts, len(ordered)])
    fits = sizes <= LARGEST_WHOLE
    pairs = within(ordered.astype(np.int32), starts[fits], sizes[fits])
    parts = [(pairs, rules.score_of(pairs)), (links, score)]
    if rules.apart is not None:
        parts.append((rules.apart, np.full(len(rules.apart.left), NEVER)))
    frames = [
        pd.DataFrame({"left": p.left.astype(np.int64), "right": p.right.astype(np.int64), "score": s})
        for p, s in parts
    ]
    known = pd.concat(frames, ignore_index=True).drop_duplicates(["left", "right"], keep="last")
    known["label"] = label[known["left"]]
    return known[known["label"] == label[known["right"]]].sort_values(
        "label", kind="stable", ignore_index=True
    )


def _join_component(links: Pairs, known: pd.DataFrame, group: np.ndarray) -> None:
    """Join the records of one component along its links, the surest first."""
    places = np.unique(np.r_[links.left, links.right])
    count = len(places)
    total = np.zeros((count, count))
    one, other = (np.searchsorted(places, known[side].to_numpy()) for side in ("left", "right"))
    total[one, other] = total[other, one] = known["score"].to_numpy()
    size, home = np.ones(count), np.arange(count)
    left, right = (np.searchsorted(places, side) for side in links)
    for a, b in zip(left.tolist(), right.tolist(), strict=True):
        x, y = home[a], home[b]
        if x == y or total[x, y] < LEAST_AGREEMENT * size[x] * size[y] - EXACT:
            continue
        home[home == y] = x
        total[x] += total[y]
        total[:, x] += total[:, y]
        size[x] += size[y]
    for side in np.unique(home):
        members = places[home == side]
        group[members] = members.min()
