"""The words of a column's texts as a matrix of numbers, weighed by how rare each word is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.matching.coded import Coded, text_hashes

WIDEST = 16
"""Words of a text that are compared; of a longer one its rarest."""
BATCH = 20_000
"""Pairs of texts whose words are compared at once: 16 x 16 comparisons each."""


@dataclass(frozen=True)
class Tokens:
    """``texts`` are the words; ``words`` (int32, distinct text by word; -1 beyond its last) those of each text.

    ``weights`` (log) and ``bits`` (log2) of a word say how rare it is; ``totals`` is the weight of each text.
    """

    texts: pa.Array
    words: np.ndarray
    weights: np.ndarray
    bits: np.ndarray
    totals: np.ndarray


@dataclass(frozen=True, slots=True)
class Shared:
    """The words that texts share, pair by pair: ``union`` and ``inner`` are their weight's share (0-1) of the words of
    both and of the lighter text; ``chance`` is the share of records that have all of them (1 where there are none),
    see `chance_of_words`, ``rarest`` that of those that have the rarest of them."""

    union: np.ndarray
    inner: np.ndarray
    chance: np.ndarray
    rarest: np.ndarray


def tokens_of(column: Coded) -> Tokens:
    """The words of each distinct text; a word counts once in a text."""
    lists = pc.split_pattern(pc.fill_null(column.texts, ""), pattern=" ")
    owner = np.asarray(pc.list_parent_indices(lists)).astype(np.int64)
    encoded = pc.list_flatten(lists).dictionary_encode()
    word = np.asarray(encoded.indices).astype(np.int64)
    empty = (
        np.asarray(pc.equal(encoded.dictionary, "")).astype(bool)
        if len(encoded.dictionary)
        else np.zeros(0, bool)
    )
    size = max(len(encoded.dictionary), 1)
    key = np.unique((owner * size + word)[~empty[word]])
    owner, word = key // size, key % size
    records = np.bincount(word, weights=column.records[owner], minlength=size)
    weights = np.log1p(column.among / np.maximum(records, 1)).astype(np.float32)
    bits = np.log2(column.among / np.maximum(records, 1)).astype(np.float32)
    return _matrix(encoded.dictionary, (owner, word), weights, bits, len(column.texts))


def _matrix(
    dictionary: pa.Array,
    pairs: tuple[np.ndarray, np.ndarray],
    weights: np.ndarray,
    bits: np.ndarray,
    texts: int,
) -> Tokens:
    owner, word = pairs
    order = np.lexsort((text_hashes(dictionary)[word], -weights[word], owner))
    owner, word = owner[order], word[order]
    starts = np.searchsorted(owner, np.arange(texts))
    place = np.arange(len(owner)) - starts[owner]
    kept = place < WIDEST
    width = int(place[kept].max(initial=0)) + 1
    words = np.full((texts, width), -1, np.int32)
    words[owner[kept], place[kept]] = word[kept]
    totals = np.bincount(owner[kept], weights=weights[word[kept]], minlength=texts).astype(np.float32)
    return Tokens(dictionary, words, weights, bits, totals)


def shared_words(tokens: Tokens, left: np.ndarray, right: np.ndarray) -> Shared:
    """What pairs of texts (codes) share."""
    parts = [
        _shared(tokens, left[start : start + BATCH], right[start : start + BATCH])
        for start in range(0, max(len(left), 1), BATCH)
    ]
    return Shared(*(np.concatenate(values) for values in zip(*parts, strict=True)))


def _shared(tokens: Tokens, left: np.ndarray, right: np.ndarray) -> tuple[np.ndarray, ...]:
    one, other = tokens.words[left], tokens.words[right]
    found = ((one[:, :, None] == other[:, None, :]) & (one >= 0)[:, :, None]).any(axis=2)
    weight = np.where(found, tokens.weights[one], 0).sum(axis=1)
    bits = np.where(found, tokens.bits[one], 0)
    chance, rarest = _chance(bits), np.exp2(-bits.max(axis=1, initial=0))
    a, b = tokens.totals[left], tokens.totals[right]
    union = weight / np.maximum(a + b - weight, 1e-6)
    inner = weight / np.maximum(np.minimum(a, b), 1e-6)
    return union, inner, chance, rarest


def chance_of_words(tokens: Tokens, codes: np.ndarray) -> np.ndarray:
    """The share of records (0-1) that would have all the words of each text by chance.

    Words go together ("computer science"), so beside the rarest each counts for half of its rarity.
    """
    words = tokens.words[codes]
    return _chance(np.where(words >= 0, tokens.bits[words], 0))


def _chance(bits: np.ndarray) -> np.ndarray:
    return np.asarray(np.exp2(-(bits.sum(axis=1) + bits.max(axis=1, initial=0)) / 2))


def word_codes(column: Coded, place: int, tokens: Tokens) -> np.ndarray:
    """The word at a place (0: the rarest) of each record's text, as its number; -1 where it has none."""
    if place >= tokens.words.shape[1] or not len(column.texts):
        return np.full(len(column.codes), -1, np.int32)
    return np.where(column.codes >= 0, tokens.words[column.codes, place], -1)


def as_texts(values: pa.Array) -> pa.Array:
    """Texts of which words can be made: no blanks at the ends, one between words."""
    return pc.utf8_trim_whitespace(pc.replace_substring_regex(values, pattern=r"\s+", replacement=" "))
