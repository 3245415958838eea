"""How links become groups: no group by a chain of weak links, none that people or the records forbid."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mopsctl.matching.blocking import Pairs
from mopsctl.matching.clusters import LARGEST_WHOLE, cluster, components
from mopsctl.matching.transitivity import CLOSED, MOST, transitive_doubt

RECORDS = 9
Pair = tuple[int, int]
Links = Mapping[Pair, float]
EVERY = list(combinations(range(RECORDS), 2))

sparse = st.dictionaries(st.sampled_from(EVERY), st.sampled_from([0.5, 0.7, 0.9, 1.0]), max_size=20)
forbidden = st.lists(st.sampled_from(EVERY), max_size=4, unique=True)


def pairs_of(links: Mapping[Pair, float] | list[Pair]) -> Pairs:
    left, right = (np.array([pair[side] for pair in links], np.int32) for side in (0, 1))
    return Pairs(left, right)


def grouped(
    links: Links, apart: list[Pair] | None = None, order: list[int] | None = None, records: int = RECORDS
) -> list[int]:
    """The groups of links; records that are not linked are not alike."""

    def score_of(pairs: Pairs) -> np.ndarray:
        ends = zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)
        return np.array([links.get(pair, 0.0) for pair in ends], float)

    numbers = np.array(order or range(records), np.uint64)
    no = None if apart is None else pairs_of(apart)
    return cluster(pairs_of(links), np.array([*links.values()]), records, score_of, numbers, no).tolist()


def naive_components(pairs: list[Pair], records: int) -> list[int]:
    label = list(range(records))
    for one, other in pairs:
        old, new = sorted((label[one], label[other]), reverse=True)
        label = [new if at == old else at for at in label]
    return label


@settings(max_examples=200, deadline=None)
@given(pairs=st.lists(st.tuples(st.integers(0, 29), st.integers(0, 29)), max_size=40))
def test_components_are_what_a_union_find_gives(pairs: list[Pair]) -> None:
    links = pairs_of(pairs)
    assert components(links.left, links.right, 30).tolist() == naive_components(pairs, 30)


def test_a_long_chain_is_one_component() -> None:
    left = np.random.default_rng(1).permutation(20_000 - 1)
    assert not components(left, left + 1, 20_000).any()


@settings(max_examples=150, deadline=None)
@given(links=sparse, apart=forbidden)
def test_forbidden_pairs_are_never_in_one_group(links: Links, apart: list[Pair]) -> None:
    kept = {pair: score for pair, score in links.items() if pair not in apart}
    group = grouped(kept, apart)
    assert all(group[one] != group[other] for one, other in apart)
    assert all(group[place] == min(p for p in range(RECORDS) if group[p] == group[place]) for place in group)


@settings(max_examples=100, deadline=None)
@given(links=sparse, data=st.data())
def test_groups_do_not_depend_on_the_order_of_links_and_records(links: Links, data: st.DataObject) -> None:
    expected = grouped(links)
    shuffled = data.draw(st.permutations(list(links.items())))
    assert grouped(dict(shuffled)) == expected

    place = data.draw(st.permutations(range(RECORDS)))
    moved = {tuple(sorted((place[a], place[b]))): score for (a, b), score in links.items()}
    order = [place.index(at) for at in range(RECORDS)]
    group = grouped(moved, order=order)
    assert same_sets([group[place[at]] for at in range(RECORDS)]) == same_sets(expected)


def same_sets(group: list[int]) -> set[frozenset[int]]:
    return {frozenset(at for at, label in enumerate(group) if label == wanted) for wanted in group}


@settings(max_examples=100, deadline=None)
@given(sizes=st.lists(st.integers(1, 4), min_size=1, max_size=4), score=st.sampled_from([0.5, 0.8, 1.0]))
def test_records_that_are_all_linked_stay_together(sizes: list[int], score: float) -> None:
    starts = np.cumsum([0, *sizes])
    members = [range(start, end) for start, end in pairwise(starts)]
    links = {(a, b): score for part in members for a, b in combinations(part, 2)}
    group = grouped(links, records=int(starts[-1]))
    assert group == [int(part[0]) for part in members for _ in part]


def test_a_chain_of_links_whose_ends_are_strangers_is_no_group() -> None:
    chain = {(at, at + 1): 0.9 for at in range(RECORDS - 1)}
    assert np.bincount(grouped(chain)).max() <= 5
    assert grouped({(0, 1): 0.9, (1, 2): 0.9, (0, 2): 0.4}) == [0, 0, 0, *range(3, RECORDS)]


def test_the_surest_link_is_taken_first() -> None:
    group = grouped({(0, 1): 0.6, (1, 2): 0.99}, apart=[(0, 2)])
    assert group[:3] == [0, 1, 1]


def test_in_a_large_component_what_is_not_linked_counts_as_unlike() -> None:
    records = LARGEST_WHOLE + 2
    star = {(0, at): 0.9 for at in range(1, records)}
    links, asked = pairs_of(star), []

    def score_of(pairs: Pairs) -> np.ndarray:
        asked.append(len(pairs.left))
        return np.ones(len(pairs.left))

    order = np.arange(records, dtype=np.uint64)
    group = cluster(links, np.array([*star.values()]), records, score_of, order)
    assert sum(asked) == 0
    assert np.bincount(group).max() < 10


def clique(size: int) -> list[Pair]:
    return list(combinations(range(size), 2))


def star(size: int) -> list[Pair]:
    return [(0, at) for at in range(1, size)]


@pytest.mark.parametrize(("made", "doubted"), [(clique, False), (star, True)])
def test_links_that_do_not_hold_together_are_doubted(
    made: Callable[[int], list[Pair]], doubted: bool
) -> None:
    size = int(2 / CLOSED) + 20
    pairs = made(size)
    bits = np.full(len(pairs), 5.0, np.float32)
    doubt = transitive_doubt(pairs_of(pairs), bits, size)
    assert (doubt > 5) == doubted
    assert 0 <= doubt <= MOST


def test_weak_links_of_a_star_are_doubted_and_sure_pairs_stay() -> None:
    spokes = int(2 / CLOSED) + 20
    sure = [(spokes + 2 * at, spokes + 2 * at + 1) for at in range(10)]
    pairs = [*star(spokes), *sure]
    bits = np.array([3.0] * (spokes - 1) + [12.0] * len(sure), np.float32)
    doubt = transitive_doubt(pairs_of(pairs), bits, 3 * spokes)
    assert 3 < doubt < 12


def test_nothing_found_is_not_doubted() -> None:
    assert transitive_doubt(pairs_of([]), np.zeros(0, np.float32), 10) == 0
