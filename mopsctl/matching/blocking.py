"""Candidate pairs: records that share a key are compared, all others never.

Several keys are united. Every key's pairs are counted before they are made: values that too many records share are
split by a second key, and where that does not help, skipped and reported. Pairs come in batches of bounded size, each
pair once: it is made by the first of the keys that it shares.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from mopsctl.matching.coded import Coded, mixed

BATCH = 400_000
"""Pairs of a batch, about."""
PAIRS_A_RECORD, LEAST_BUDGET, BROAD_BUDGET = 2, 200_000, 100_000
"""Pairs that one key may give: so many a record, and in small tables so many in all."""
LARGEST_BLOCK = 400
"""Records that share a value and are all compared with one another, at most."""


class Pairs(NamedTuple):
    """Candidate pairs: places (int32) of records, ``left`` below ``right``."""

    left: np.ndarray
    right: np.ndarray


@dataclass(frozen=True)
class Key:
    """What records must share to be compared: one of the ``alternatives``, each some columns that count together.

    ``unordered`` columns may change places (given and family name). A ``broad`` key is for small tables: it is left
    out where it would give more pairs than its budget.
    """

    name: str
    fields: tuple[str, ...]
    alternatives: tuple[tuple[Coded, ...], ...]
    unordered: bool = False
    broad: bool = False


@dataclass(frozen=True, slots=True)
class Blocks:
    """The blocks of a key: ``ids`` (int32, alternative by record; -1: in none), and what was left out.

    ``skipped`` are examples of places whose block was skipped, with its size; ``split`` counts values that were split.
    """

    key: Key
    ids: np.ndarray
    pairs: int
    split: int
    not_compared: int
    skipped: tuple[tuple[int, int], ...]


def key_hashes(key: Key, places: np.ndarray | None = None) -> np.ndarray:
    """The key of each record, or of those at some places, by alternative (uint64; 0: none)."""
    rows = []
    for columns in key.alternatives:
        parts = [column.hashes_at(places) for column in columns]
        missing = np.any([part == 0 for part in parts], axis=0)
        value = (
            mixed(*parts) if not key.unordered else mixed(np.asarray(np.sum(parts, axis=0, dtype=np.uint64)))
        )
        rows.append(np.where(missing, np.uint64(0), value | np.uint64(1)))
    return np.stack(rows)


def make_blocks(key: Key, splitter: np.ndarray | None, chosen: np.ndarray | None = None) -> Blocks:
    """The blocks of a key, none of them with more pairs than its budget allows.

    :param splitter: a second key for each record (uint64; 0: none) for values that too many share.
    :param chosen: which records (bool) are compared; by default all.
    """
    hashes = key_hashes(key)
    if chosen is not None:
        hashes[:, ~chosen] = 0
    entries, records = _entries(hashes)
    ids, sizes = _numbered(entries)
    if key.broad and int(_pairs_of(sizes).sum()) > BROAD_BUDGET:
        return Blocks(key, np.full(hashes.shape, -1, np.int32), 0, 0, 0, ())
    largest = LARGEST_BLOCK if key.broad else _largest(sizes, len(hashes[0]))
    too_large = sizes > largest
    splits, lost = 0, 0
    skipped: tuple[tuple[int, int], ...] = ()
    if too_large.any():
        splits = int(too_large.sum())
        before = int(_pairs_of(sizes[too_large]).sum())
        ids, sizes, skipped = _split(ids, sizes, records, splitter, largest)
        lost = before - int(_pairs_of(sizes).sum()) + int(_pairs_of(_numbered(entries)[1][~too_large]).sum())
    table = np.full(hashes.shape, -1, np.int32)
    table.reshape(-1)[np.flatnonzero(hashes.reshape(-1))] = ids
    return Blocks(key, table, int(_pairs_of(sizes).sum()), splits, lost, skipped)


def _entries(hashes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The keys that there are, and the record of each."""
    flat = np.flatnonzero(hashes.reshape(-1))
    return hashes.reshape(-1)[flat], (flat % hashes.shape[1]).astype(np.int64)


def _numbered(entries: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Each entry's block (-1 where it is alone) and the blocks' sizes."""
    import pandas as pd

    inverse, distinct = pd.factorize(entries)
    counts = np.bincount(inverse, minlength=len(distinct))
    number = np.where(counts > 1, np.cumsum(counts > 1) - 1, -1)
    return number[inverse], counts[counts > 1]


def _pairs_of(sizes: np.ndarray) -> np.ndarray:
    return np.asarray(sizes.astype(np.int64) * (sizes - 1) // 2)


def _largest(sizes: np.ndarray, records: int) -> int:
    """The size of block up to which the pairs stay within the budget."""
    budget = max(PAIRS_A_RECORD * records, LEAST_BUDGET)
    ordered = np.sort(sizes)
    within = np.cumsum(_pairs_of(ordered)) <= budget
    first_beyond = int(np.argmin(within)) if not within.all() else len(ordered)
    bound = int(ordered[first_beyond]) - 1 if first_beyond < len(ordered) else LARGEST_BLOCK
    return min(bound, LARGEST_BLOCK)


def _split(
    ids: np.ndarray, sizes: np.ndarray, records: np.ndarray, splitter: np.ndarray | None, largest: int
) -> tuple[np.ndarray, np.ndarray, tuple[tuple[int, int], ...]]:
    """Blocks renumbered, those that are too large divided by the second key; what is still too large is in none."""
    inside = (ids >= 0) & (sizes[ids] > largest)
    number = np.where(inside, -1, ids)
    second = np.zeros(len(ids), np.uint64) if splitter is None else splitter[records]
    places = np.flatnonzero(inside & (second != 0))
    parts, part_sizes = _numbered(mixed(ids[places].astype(np.uint64), second[places]))
    fits = (parts >= 0) & (part_sizes[parts] <= largest) if len(part_sizes) else np.zeros(len(parts), bool)
    number[places[fits]] = parts[fits] + len(sizes)
    kept = np.unique(number[number >= 0])
    renumbered = np.where(number >= 0, np.searchsorted(kept, number), -1)
    new_sizes = np.concatenate([sizes, part_sizes])[kept]
    return renumbered, new_sizes, _examples(ids, sizes, records, largest, inside & (number < 0))


def _examples(
    ids: np.ndarray, sizes: np.ndarray, records: np.ndarray, largest: int, lost: np.ndarray
) -> tuple[tuple[int, int], ...]:
    blocks, first = np.unique(ids[lost], return_index=True)
    places = records[np.flatnonzero(lost)[first]]
    top = np.argsort(-sizes[blocks], kind="stable")[:20]
    return tuple((int(places[i]), int(sizes[blocks[i]])) for i in top)


def batches(blocks: Blocks, earlier: Sequence[Blocks], sample: float = 1.0) -> Iterator[Pairs]:
    """The pairs of a key that no earlier key gives, in batches.

    :param sample: the share of blocks whose pairs are given, the same blocks in every run.
    """
    number, records = _sorted_entries(blocks.ids)
    starts = np.flatnonzero(np.r_[True, number[1:] != number[:-1]]) if len(number) else np.zeros(0, np.int64)
    sizes = np.diff(np.r_[starts, len(number)])
    if sample < 1:
        kept = _sampled(blocks, records[starts], sample)
        starts, sizes = starts[kept], sizes[kept]
    counts = np.cumsum(_pairs_of(sizes))
    bounds = (
        np.searchsorted(
            counts, np.arange(BATCH, (counts[-1] if len(counts) else 0) + BATCH, BATCH), side="left"
        )
        + 1
    )
    first = 0
    for end in np.unique(np.minimum(bounds, len(starts))):
        pairs = within(records, starts[first:end], sizes[first:end])
        here = (
            number[np.repeat(starts[first:end], _pairs_of(sizes[first:end]))] if len(blocks.ids) > 1 else None
        )
        first = end
        fresh = _not_in(pairs, earlier)
        if here is not None:
            fresh &= _first_shared(blocks, pairs) == here
        yield Pairs(pairs.left[fresh], pairs.right[fresh])


def _sampled(blocks: Blocks, members: np.ndarray, sample: float) -> np.ndarray:
    """Which blocks are in the sample, by the key of one of their records: the same whatever the records' order."""
    keys = key_hashes(blocks.key, members).max(axis=0)
    return np.asarray(mixed(keys) % np.uint64(10_000) < np.uint64(int(sample * 10_000)))


def _sorted_entries(ids: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The records of all blocks, block by block, each record once in a block; with the number of the block."""
    flat = ids.reshape(-1)
    entries = np.flatnonzero(flat >= 0)
    number, records = flat[entries], (entries % ids.shape[1]).astype(np.int32)
    order = np.lexsort((records, number))
    number, records = number[order], records[order]
    if len(ids) > 1 and len(number):
        again = np.r_[False, (number[1:] == number[:-1]) & (records[1:] == records[:-1])]
        number, records = number[~again], records[~again]
    return number, records


def _first_shared(blocks: Blocks, pairs: Pairs) -> np.ndarray:
    """The least number of a block that each pair shares."""
    least = np.full(len(pairs.left), np.iinfo(np.int32).max, np.int32)
    for one in blocks.ids:
        mine = one[pairs.left]
        for other in blocks.ids:
            met = (mine >= 0) & (mine == other[pairs.right])
            least[met] = np.minimum(least[met], mine[met])
    return least


def within(records: np.ndarray, starts: np.ndarray, sizes: np.ndarray) -> Pairs:
    """All pairs within blocks of consecutive entries, each once, block by block."""
    if not len(starts):
        return Pairs(np.zeros(0, np.int32), np.zeros(0, np.int32))
    # Every entry pairs with those after it in its block.
    entry = np.repeat(starts - np.r_[0, np.cumsum(sizes)[:-1]], sizes) + np.arange(sizes.sum())
    after = np.repeat(starts + sizes, sizes) - entry - 1
    one = np.repeat(entry, after)
    other = one + 1 + np.arange(len(one)) - np.repeat(np.cumsum(after) - after, after)
    left, right = records[one], records[other]
    return Pairs(np.minimum(left, right), np.maximum(left, right))


def _not_in(pairs: Pairs, earlier: Sequence[Blocks]) -> np.ndarray:
    fresh = np.ones(len(pairs.left), bool)
    for blocks in earlier:
        fresh &= ~shared(blocks, pairs)
    return fresh


def shared(blocks: Blocks, pairs: Pairs) -> np.ndarray:
    """Whether pairs share a block of a key."""
    met = np.zeros(len(pairs.left), bool)
    for one in blocks.ids:
        mine = one[pairs.left]
        for other in blocks.ids:
            met |= (mine >= 0) & (mine == other[pairs.right])
    return met
