"""A column as codes of its distinct values: records compare as integers, texts are looked at once a value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

MISSING = -1
FEWEST_RECORDS = 500
"""A file of three records is part of a world of more: names in it are as rare as among so many."""


@dataclass(frozen=True)
class Coded:
    """``codes`` (int32, a record each; -1 where missing) number the distinct ``texts`` (string array).

    ``counted`` (bool, a record each) are the records by which is told how common a value is; by default all.
    """

    codes: np.ndarray
    texts: pa.Array
    counted: np.ndarray | None = None

    @cached_property
    def records(self) -> np.ndarray:
        """How many records have each distinct value (int64)."""
        codes = self.codes if self.counted is None else self.codes[self.counted]
        return np.bincount(codes[codes >= 0], minlength=len(self.texts))

    def counting(self, counted: np.ndarray) -> Coded:
        """The column in which only some records (bool) tell how common a value is."""
        fresh = Coded(self.codes, self.texts, counted)
        if "hashes" in self.__dict__:  # the texts are the same, and hashing a million of them takes its time
            fresh.__dict__["hashes"] = self.hashes
        return fresh

    @cached_property
    def hashes(self) -> np.ndarray:
        """A number (uint64) for each distinct value that depends on its text alone."""
        return text_hashes(self.texts)

    @cached_property
    def initials(self) -> np.ndarray:
        """A number (int32) for the first letter of each distinct value."""
        first = pc.utf8_slice_codeunits(self.texts, 0, 1).dictionary_encode()
        return np.asarray(first.indices, dtype=np.int32)

    @property
    def record_hashes(self) -> np.ndarray:
        """The hash of each record's value (uint64, never 0), 0 where missing."""
        return self.hashes_at(None)

    def hashes_at(self, places: np.ndarray | None) -> np.ndarray:
        """The hash of the values of the records at some places, of all by default."""
        codes = self.codes if places is None else self.codes[places]
        if not len(self.texts):
            return np.zeros(len(codes), np.uint64)
        return np.where(codes >= 0, self.hashes[codes] | np.uint64(1), np.uint64(0))

    @property
    def filled(self) -> int:
        """How many records have a value."""
        return int(self.records.sum())

    @property
    def among(self) -> int:
        """Among how many records a value counts as rare or common: those that have one; in small files, more."""
        return max(self.filled, 1 if len(self.codes) >= FEWEST_RECORDS else FEWEST_RECORDS)

    def texts_at(self, codes: np.ndarray) -> np.ndarray:
        """The texts of some codes, as an array of objects; "" where missing."""
        taken = self.texts.take(pa.array(np.maximum(codes, 0))) if len(self.texts) else pa.nulls(len(codes))
        found = np.array(taken.to_pylist(), dtype=object)
        return np.where(codes >= 0, found, "") if len(found) else found


def coded(values: pa.Array | pa.ChunkedArray) -> Coded:
    """A text column as codes; nulls and empty texts are missing."""
    array = values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values
    if isinstance(array, pa.ChunkedArray):  # combine_chunks keeps chunks where the text is too long for one
        array = pa.concat_arrays(array.chunks)
    array = pc.if_else(pc.equal(array, ""), pa.scalar(None, array.type), array)
    encoded = array.dictionary_encode()
    codes = pc.fill_null(encoded.indices, MISSING).to_numpy(zero_copy_only=False).astype(np.int32)
    return Coded(codes, encoded.dictionary)


def recoded(column: Coded, texts: pa.Array) -> Coded:
    """The column with other texts for its distinct values (null: missing); equal texts become one value."""
    distinct = coded(texts.cast(pa.string()))
    return Coded(spread(column.codes, distinct.codes), distinct.texts)


def together(columns: Sequence[Coded]) -> tuple[Coded, ...]:
    """The columns with one numbering of their values, so that they compare with one another."""
    if len(columns) == 1:
        return tuple(columns)
    distinct = coded(pa.concat_arrays([column.texts.cast(pa.string()) for column in columns]))
    starts = np.cumsum([0, *(len(column.texts) for column in columns)])
    return tuple(
        Coded(spread(column.codes, distinct.codes[start:end]), distinct.texts)
        for column, start, end in zip(columns, starts[:-1], starts[1:], strict=True)
    )


def spread(codes: np.ndarray, of_values: np.ndarray) -> np.ndarray:
    """The number of each distinct value (int32), for each record; -1 where it has no value."""
    if not len(of_values):
        return np.full(len(codes), MISSING, np.int32)
    return np.where(codes >= 0, of_values[codes], MISSING).astype(np.int32)


def text_hashes(texts: pa.Array) -> np.ndarray:
    """A number (uint64) for each text that is the same in every run, whatever else is in the column."""
    import pandas as pd

    objects = np.array(texts.to_pylist(), dtype=object)
    return pd.util.hash_array(objects, categorize=False) if len(objects) else np.zeros(0, np.uint64)


def mixed(*hashes: np.ndarray) -> np.ndarray:
    """One hash (uint64) out of several, in their order."""
    state = np.zeros(len(hashes[0]), np.uint64)
    for number, part in enumerate(hashes, 1):
        state = (state * np.uint64(0x9E3779B97F4A7C15) + part + np.uint64(number)) * np.uint64(
            0xBF58476D1CE4E5B9
        )
        state ^= state >> np.uint64(29)
    return state
