"""Groups of duplicates: pairs joined from the surest on, and not where records of the two sides speak against it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from mopsctl.matching.blocking import Pairs, within

LARGEST_GROUP = 50
"""Records of a group; a larger one is cut at its weakest links and looked at by people."""
LEAST_AGREEMENT = 0.2
"""Mean probability between two sides from which they are joined."""

NEVER = -1e9


@dataclass(frozen=True, slots=True)
class Clusters:
    """``group`` (int64, by record) is the least place of its group's records, a record's own place where it is alone.
    ``large`` are places of records that links join to more others than a group may have."""

    group: np.ndarray
    large: np.ndarray


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
    apart: Pairs | None = None, largest: int = LARGEST_GROUP,
) -> Clusters:  # fmt: skip
    """Group records by their links.

    Where not every two records of a component are linked, links are taken from the surest on, and two sides are
    joined only if their records agree on average (`LEAST_AGREEMENT`): so a chain of weak links does not become a group.

    :param pairs: links, with their ``score`` (0-1).
    :param score_of: the score of any pairs, for records that are not linked directly.
    :param order: a number of each record (uint64) by its contents, which decides between equal scores.
    :param apart: pairs that must not be in one group.
    :param largest: records of a group at most.
    """
    label = components(pairs.left, pairs.right, records)
    size = np.bincount(label, minlength=records)
    links = np.bincount(label[pairs.left], minlength=records)
    incomplete = (links < size * (size - 1) // 2) | (size > largest)
    if apart is not None:
        incomplete[label[apart.left][label[apart.left] == label[apart.right]]] = True
    inside = incomplete[label[pairs.left]]
    if not inside.any():
        return Clusters(label, np.zeros(0, np.int64))
    chosen = Pairs(pairs.left[inside], pairs.right[inside])
    group = label.copy()
    members = np.flatnonzero(incomplete[label] & (size[label] > 1))
    group[members] = members
    _join(chosen, score[inside], label, group, _Rules(score_of, order, apart, largest))
    return Clusters(group, np.flatnonzero(size[label] > largest))


@dataclass(frozen=True, slots=True)
class _Rules:
    score_of: Callable[[Pairs], np.ndarray]
    order: np.ndarray
    apart: Pairs | None
    largest: int


def _join(links: Pairs, score: np.ndarray, label: np.ndarray, group: np.ndarray, rules: _Rules) -> None:
    """Join records of incomplete components; ``group`` is changed in place."""
    order = rules.order
    low, high = (function(order[links.left], order[links.right]) for function in (np.minimum, np.maximum))
    ranked = np.lexsort((high, low, -score, label[links.left]))
    left, right, score = links.left[ranked], links.right[ranked], score[ranked]
    bounds = np.r_[np.flatnonzero(np.r_[True, label[left][1:] != label[left][:-1]]), len(left)]
    known = _all_scores(Pairs(left, right), score, label, rules)
    for first, end in zip(bounds[:-1], bounds[1:], strict=True):
        _join_component(left[first:end].tolist(), right[first:end].tolist(), known, group, rules.largest)


def _all_scores(
    links: Pairs, score: np.ndarray, label: np.ndarray, rules: _Rules
) -> dict[tuple[int, int], float]:
    """The scores of all pairs within components, but of those that are too large for it."""
    places = np.unique(np.r_[links.left, links.right])
    ordered = places[np.argsort(label[places], kind="stable")]
    starts = np.flatnonzero(np.r_[True, label[ordered][1:] != label[ordered][:-1]])
    sizes = np.diff(np.r_[starts, len(ordered)])
    fits = sizes <= 4 * rules.largest
    pairs = within(ordered.astype(np.int32), starts[fits], sizes[fits])
    scores = dict(zip(_named(pairs), rules.score_of(pairs).tolist(), strict=True))
    scores.update(zip(_named(links), score.tolist(), strict=True))
    if rules.apart is not None:
        scores.update(dict.fromkeys(_named(rules.apart), NEVER))
    return scores


def _named(pairs: Pairs) -> list[tuple[int, int]]:
    return list(zip(pairs.left.tolist(), pairs.right.tolist(), strict=True))


def _join_component(
    left: list[int], right: list[int], known: dict[tuple[int, int], float], group: np.ndarray, largest: int
) -> None:
    members: dict[int, list[int]] = {}
    home: dict[int, int] = {}
    for one, other in zip(left, right, strict=True):
        a, b = home.setdefault(one, one), home.setdefault(other, other)
        if a == b:
            continue
        side_a, side_b = members.setdefault(a, [a]), members.setdefault(b, [b])
        if len(side_a) + len(side_b) > largest or not _agree(side_a, side_b, known):
            continue
        side_a.extend(side_b)
        home.update(dict.fromkeys(side_b, a))
        del members[b]
    for side in members.values():
        group[side] = min(side)


def _agree(one: list[int], other: list[int], known: dict[tuple[int, int], float]) -> bool:
    """Whether two sides are one group: on average, or since people decided that one of the pairs is a duplicate."""
    total = sum(known.get((min(a, b), max(a, b)), 0.0) for a in one for b in other)
    return total >= LEAST_AGREEMENT * len(one) * len(other)
