"""Which pairs become candidates: exactly those that share a key, each once, and never too many."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from mopsctl.matching.blocking import (
    BATCH,
    BROAD_BUDGET,
    LARGEST_BLOCK,
    Blocks,
    Key,
    Pairs,
    batches,
    make_blocks,
    shared,
    within,
)
from mopsctl.matching.coded import coded, text_hashes
from mopsctl.matching.search import candidates

COLUMNS = 3
Row = tuple[str | None, ...]
Layout = tuple[tuple[int, ...], ...]
"""The alternatives of a key, as places of columns."""

cells = st.sampled_from(["a", "b", "c", None])
tables = st.lists(st.tuples(*[cells] * COLUMNS), min_size=2, max_size=14)
single = st.lists(st.tuples(st.integers(0, COLUMNS - 1)), min_size=1, max_size=3, unique=True).map(tuple)
double = st.lists(
    st.sampled_from(list(combinations(range(COLUMNS), 2))), min_size=1, max_size=2, unique=True
).map(tuple)
layouts = st.lists(st.tuples(single | double, st.booleans()), min_size=1, max_size=3)


def key_of(rows: list[Row], layout: Layout, *, unordered: bool = False, broad: bool = False) -> Key:
    columns = [coded(pa.array(values, pa.string())) for values in zip(*rows, strict=True)]
    alternatives = tuple(tuple(columns[place] for place in places) for places in layout)
    return Key("key", ("field",), alternatives, unordered, broad)


def values_of(row: Row, layout: Layout, *, unordered: bool) -> set[tuple[str, ...]]:
    found = set()
    for places in layout:
        values = [row[place] for place in places]
        if None not in values:
            found.add(tuple(sorted(map(str, values)) if unordered else map(str, values)))
    return found


def listed(pairs: Pairs) -> list[tuple[int, int]]:
    return list(zip(pairs.left.tolist(), pairs.right.tolist(), strict=True))


def all_listed(blocks: list[Blocks], sample: float = 1.0) -> list[tuple[int, int]]:
    return [pair for part in candidates(blocks, sample) for pair in listed(part)]


@settings(max_examples=120, deadline=None)
@given(rows=tables, keys=layouts)
def test_candidates_are_the_pairs_that_share_a_key_each_once(
    rows: list[Row], keys: list[tuple[Layout, bool]]
) -> None:
    blocks = [make_blocks(key_of(rows, layout, unordered=unordered), None) for layout, unordered in keys]
    expected = {
        (one, other)
        for one, other in combinations(range(len(rows)), 2)
        if any(
            values_of(rows[one], layout, unordered=unordered)
            & values_of(rows[other], layout, unordered=unordered)
            for layout, unordered in keys
        )
    }
    found = Counter(all_listed(blocks))
    assert set(found) == expected
    assert set(found.values()) <= {1}
    assert sum(block.pairs for block in blocks) >= len(expected)
    assert not any(block.not_compared for block in blocks)


@settings(max_examples=60, deadline=None)
@given(rows=tables, layout=single | double, chosen=st.lists(st.booleans(), min_size=14, max_size=14))
def test_only_chosen_records_are_compared(rows: list[Row], layout: Layout, chosen: list[bool]) -> None:
    key, some = key_of(rows, layout), np.array(chosen[: len(rows)])
    expected = [pair for pair in all_listed([make_blocks(key, None)]) if some[list(pair)].all()]
    assert sorted(all_listed([make_blocks(key, None, some)])) == sorted(expected)


@settings(max_examples=15, deadline=None)
@given(parts=st.lists(st.integers(1, 250), min_size=2, max_size=4), unsplit=st.integers(0, 40))
def test_a_value_that_too_many_share_is_split_by_the_second_key(parts: list[int], unsplit: int) -> None:
    crowd = LARGEST_BLOCK + 1
    second = [str(number) for number, size in enumerate(parts) for _ in range(size)]
    second += [""] * unsplit + [f"alone {n}" for n in range(max(0, crowd - unsplit - len(second)))]
    rows: list[Row] = [("everybody",)] * len(second) + [("few",)] * 3
    splitter = np.where(
        np.array([*second, "x", "x", "x"]) == "", 0, text_hashes(pa.array([*second, "x", "y", "z"]))
    )
    block = make_blocks(key_of(rows, ((0,),)), splitter.astype(np.uint64))
    expected = {
        (one, other)
        for one, other in combinations(range(len(second)), 2)
        if second[one] == second[other] != ""
    }
    few = set(combinations(range(len(second), len(rows)), 2))
    found = all_listed([block])
    assert len(found) == block.pairs
    assert set(found) == expected | few
    everybody = len(second) * (len(second) - 1) // 2
    assert block.split == 1
    assert block.not_compared == everybody - len(expected)
    assert all(size == len(second) for _, size in block.skipped)
    assert bool(block.skipped) == any(count == 1 or not value for value, count in Counter(second).items())


def test_what_no_second_key_splits_is_skipped_and_counted() -> None:
    rows: list[Row] = [("everybody",)] * (LARGEST_BLOCK + 1)
    block = make_blocks(key_of(rows, ((0,),)), None)
    assert all_listed([block]) == []
    assert block.not_compared == len(rows) * (len(rows) - 1) // 2
    assert block.skipped == ((0, len(rows)),)


def test_a_broad_key_is_left_out_where_it_gives_too_many_pairs() -> None:
    crowd = int((2 * BROAD_BUDGET) ** 0.5) + 2
    crowded: list[Row] = [(str(number % 2),) for number in range(2 * crowd)]
    assert make_blocks(key_of(crowded, ((0,),), broad=True), None).pairs == 0
    assert make_blocks(key_of(crowded[:100], ((0,),), broad=True), None).pairs == 2 * 50 * 49 // 2


def test_batches_are_bounded() -> None:
    records, size = 240_000, 5
    rows = pa.array(np.repeat(np.arange(records // size), size).astype(str))
    block = make_blocks(Key("key", ("field",), ((coded(rows),),)), None)
    parts = [len(pairs.left) for pairs in batches(block, ())]
    assert sum(parts) == block.pairs == records * (size - 1) // 2
    assert len(parts) > 1
    assert max(parts) <= BATCH + LARGEST_BLOCK * (LARGEST_BLOCK - 1) // 2


@settings(max_examples=10, deadline=None)
@given(share=st.floats(0.2, 0.8), seed=st.integers(0, 1000))
def test_a_sample_has_whole_blocks_the_same_ones_in_any_order(share: float, seed: int) -> None:
    values = np.repeat([f"v{number}" for number in range(2_000)], 3)
    block = make_blocks(Key("key", ("field",), ((coded(pa.array(values)),),)), None)
    sampled = Counter(values[one] for one, _ in all_listed([block], share))
    assert set(sampled.values()) <= {3}
    assert abs(len(sampled) / 2_000 - share) < 0.06

    turned = np.random.default_rng(seed).permutation(values)
    again = make_blocks(Key("key", ("field",), ((coded(pa.array(turned)),),)), None)
    assert {turned[one] for one, _ in all_listed([again], share)} == set(sampled)


@settings(max_examples=60, deadline=None)
@given(rows=tables, layout=single | double)
def test_shared_tells_what_brought_a_pair_together(rows: list[Row], layout: Layout) -> None:
    block = make_blocks(key_of(rows, layout), None)
    every = within(np.arange(len(rows), dtype=np.int32), np.array([0]), np.array([len(rows)]))
    assert len(every.left) == len(rows) * (len(rows) - 1) // 2
    met = shared(block, every)
    assert sorted(listed(Pairs(every.left[met], every.right[met]))) == sorted(all_listed([block]))
