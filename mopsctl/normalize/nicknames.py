"""Given names and their short forms: Robert is called Bob, Aleksandr Sasha.

The classes are those of ``data/nicknames.txt``. They are not merged through a name that several of them have: Chris
may be Christopher or Christine, who are two people.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import permutations
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.normalize.arrow_text import as_arrow, as_series
from mopsctl.normalize.wordlists import ordered_words

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd


@dataclass(frozen=True, slots=True)
class _Nicknames:
    """The listed names, the formal name of each, and the pairs of a class as sorted ``left * len(names) + right``."""

    names: pa.Array
    canonical: pa.Array
    pairs: npt.NDArray[np.int64]


def is_nickname_pair(left: pa.Array, right: pa.Array) -> npt.NDArray[np.bool_]:
    """Whether two different given names may belong to one person: one the other's short form, or both of one name.

    :param left: given names as `name_keys` gives them; nulls are nobody's names.
    :param right: as many.
    """
    listed = _nicknames()
    first, second = (_places(names, listed.names) for names in (left, right))
    pairs = np.where((first < 0) | (second < 0), -1, first * len(listed.names) + second)
    place = np.searchsorted(listed.pairs, pairs).clip(max=len(listed.pairs) - 1)
    found: npt.NDArray[np.bool_] = listed.pairs[place] == pairs
    return found


def canonical_given(given: pd.Series[Any]) -> pd.Series[Any]:
    """One formal name for each given name and its usual short forms, which brings them together: robert for bob.

    A short form of several names has its most usual one, so that not all that
    `is_nickname_pair` finds share a name here.

    :param given: given names as `name_keys` gives them; names that are not listed stay as they are.
    """
    listed = _nicknames()
    names = as_arrow(given)
    formal = pc.take(listed.canonical, pc.index_in(names, value_set=listed.names))
    return as_series(pc.coalesce(formal, names), given.index)


@cache
def known_given_names() -> pa.Array:
    """The usual given names of many languages, formal and short, in small ASCII letters; none twice."""
    others = " ".join(ordered_words("given_names")).split()
    return pa.concat_arrays([_nicknames().names, pa.array(others)])


@cache
def _nicknames() -> _Nicknames:
    canonical: dict[str, str] = {}
    pairs: set[tuple[str, str]] = set()
    classes = [_class_of(line) for line in ordered_words("nicknames")]
    for formal, _ in classes:
        main = next((canonical[name] for name in formal if name in canonical), formal[0])
        canonical.update((name, main) for name in formal if name not in canonical)
    for formal, short in classes:
        for name in short:
            canonical.setdefault(name, canonical[formal[0]])
        pairs.update(permutations(dict.fromkeys((*formal, *short)), 2))
    names = list(canonical)
    number = {name: place for place, name in enumerate(names)}
    codes = [number[left] * len(names) + number[right] for left, right in pairs]
    return _Nicknames(pa.array(names), pa.array(canonical.values()), np.sort(np.array(codes, dtype=np.int64)))


def _places(names: pa.Array, listed: pa.Array) -> npt.NDArray[np.int64]:
    places = pc.fill_null(pc.index_in(names, value_set=listed), -1)
    return np.asarray(places, dtype=np.int64)


def _class_of(line: str) -> tuple[list[str], list[str]]:
    formal, _, short = line.partition(":")
    return formal.split(), short.split()
