"""How names of companies relate beyond their letters: one is the other's acronym, or a number tells them apart."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.normalize.company_words import acronyms

_MARK = (
    r"[0-9]|^(?:one|two|three|four|five|six|seven|eight|nine|ten|first|second|third|fourth|fifth|sixth|seventh|eighth"
    r"|ninth|tenth|ii|iii|iv|vi|vii|viii|north|south|east|west|northeast|northwest|southeast|southwest|northern"
    r"|southern|eastern|western|central|upper|lower|inner|outer|nord|sud|ost|oost|zuid|noord|norte|sur|este|oeste|ober"
    r"|unter|junior|senior|men|women|boys|girls|[a-z])$"
)
"""Words that tell one from the other where all else is the same: "Tanglewood East", "Store 114", "Unit B"."""


class Relation(IntEnum):
    """What two names are to one another; ``CONTRADICTS``: each has a number or direction that the other has not."""

    NONE = 0
    ACRONYM = 1
    CONTRADICTS = 2


@dataclass(frozen=True, slots=True)
class Relations:
    """Distinct names by what relates them, each numbered (int32; -1: nothing there)."""

    initials: np.ndarray
    is_initials: np.ndarray
    marks: np.ndarray

    def between(self, left: np.ndarray, right: np.ndarray) -> np.ndarray:
        """The `Relation` (int8) of each pair of names, by their places among the distinct names."""
        found = np.zeros(len(left), np.int8)
        one, other = self.marks[left], self.marks[right]
        found[(one != other) & (one >= 0) & (other >= 0)] = Relation.CONTRADICTS
        one, other = self.initials[left], self.initials[right]
        is_acronym = self.is_initials[left] != self.is_initials[right]
        found[(one == other) & (one >= 0) & is_acronym] = Relation.ACRONYM
        return found


def relations_of(cores: pa.Array) -> Relations:
    """What relates distinct names (``core`` of `company_names.company_parts`)."""
    initials = acronyms(cores)
    return Relations(
        initials=_numbered(initials),
        is_initials=pc.fill_null(pc.equal(initials, cores), False).to_numpy(zero_copy_only=False),
        marks=_numbered(_marks(cores)),
    )


def _marks(cores: pa.Array) -> pa.Array:
    """The telling words of each name, in their order; null where there is none."""
    lists = pc.split_pattern(pc.fill_null(cores, ""), " ")
    words = pc.dictionary_encode(lists.values)
    is_mark = pc.match_substring_regex(words.dictionary, _MARK).take(words.indices)
    kept = pc.if_else(is_mark, lists.values, pa.scalar(None, pa.string()))
    marked = pa.ListArray.from_arrays(lists.offsets, kept)
    joined = pc.binary_join(_without_nulls(marked), " ")
    return pc.if_else(pc.equal(joined, ""), pa.scalar(None, pa.string()), joined)


def _without_nulls(lists: pa.ListArray) -> pa.ListArray:
    present = lists.values.is_valid().to_numpy(zero_copy_only=False)
    offsets = np.r_[0, np.cumsum(present)][lists.offsets.to_numpy()]
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), lists.values.drop_null())


def _numbered(texts: pa.Array) -> np.ndarray:
    codes = pc.dictionary_encode(texts).indices
    return np.asarray(pc.fill_null(codes, -1)).astype(np.int32)
