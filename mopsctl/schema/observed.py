"""A table as detection sees it: its headers with what they may mean, its values' shapes, its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from mopsctl.schema.headers import (
    header_key,
    header_word_list,
    header_words,
    names_another,
    of_related_table,
    word_keys,
)
from mopsctl.schema.spellings import Spelling, lexicon
from mopsctl.schema.values import BLANK, ColumnShape, Shape, column_shape

if TYPE_CHECKING:
    import pandas as pd

_NEARLY_ALL = 0.9
_SHORTEST_MISSPELT = 6
_TWO_SLIPS_FROM = 11
_KEYS_OF_SHAPE = {
    Shape.EMAIL: ("email", "email2"),
    Shape.PHONE: ("phone", "mobilephone"),
    Shape.URL: ("website",),
}


@dataclass(frozen=True, slots=True)
class Header:
    """One column's header.

    ``known`` is what its key is in the spellings of any vendor; ``guessed``, only of a header that may be read
    otherwise: by its words, as misspelt, or by what its values are.
    """

    position: int
    text: str
    key: str
    known: tuple[Spelling, ...]
    guessed: tuple[Spelling, ...]

    def meanings(self, object_name: str) -> tuple[Spelling, ...]:
        """The spellings of one object that this header is, by key or else by its words."""
        own = tuple(one for one in self.known if one.object == object_name)
        return own or tuple(one for one in self.guessed if one.object == object_name)


@dataclass(frozen=True, slots=True)
class Observed:
    """A table's headers, where it is from, and the shape of each column, worked out when asked for."""

    headers: tuple[Header, ...]
    path: str
    sheet: str | None
    shape: Callable[[int], ColumnShape]


def observe(headers: Sequence[str], path: str, sheet: str | None, sample: pd.DataFrame | None) -> Observed:
    """A table with what its headers may mean.

    :param sample: text columns c0, c1, … by position; may be empty, or None for headers alone.
    """

    @cache
    def shape(position: int) -> ColumnShape:
        column = f"c{position}"
        return BLANK if sample is None or column not in sample else column_shape(sample[column])

    found = tuple(_header(position, text.strip(), shape) for position, text in enumerate(headers))
    return Observed(found, path, sheet, shape)


def _header(position: int, text: str, shape: Callable[[int], ColumnShape]) -> Header:
    key = header_key(text)
    if of_related_table(text):
        return Header(position, text, key, (), ())
    known = lexicon().by_key.get(key, ())
    guessed = _meant_by_words(text, key)
    if not known and not guessed and not names_another(text):
        guessed = _misspelt(text) or _meant_by_values(shape(position))
    return Header(position, text, key, known, guessed)


def _meant_by_words(text: str, key: str) -> tuple[Spelling, ...]:
    """What the header is in any object once noise is left out, or in one object without its own words."""
    words = set(header_word_list(text))
    found = list(_first_known(word_keys(text), key))
    for object_name, own in header_words().own.items():
        if not words.isdisjoint(own):
            meant = _first_known(word_keys(text, object_name), key)
            found += [spelling for spelling in meant if spelling.object == object_name]
    return tuple(found)


def _first_known(keys: tuple[str, ...], but: str) -> tuple[Spelling, ...]:
    by_key = lexicon().by_key
    return next((by_key[key] for key in keys if key in by_key and key != but), ())


def _misspelt(text: str) -> tuple[Spelling, ...]:
    """The hand-written header that is a slip of the finger away (two in long ones).

    The first letter and the digits must agree: slips are rarely in the first letter, and "Address 2" is not
    "Address 1". A plural is no slip: "Accounts" heads a count.
    """
    known = lexicon()
    for key in word_keys(text):
        if len(key) < _SHORTEST_MISSPELT:
            continue
        slips = 1 if len(key) < _TWO_SLIPS_FROM else 2
        keys = known.generic_keys.get(key[0], ())
        near = process.extractOne(key, keys, scorer=OSA.distance, score_cutoff=slips)
        if near and _digits(near[0]) == _digits(key) and key != near[0] + "s":
            return known.by_key[near[0]]
    return ()


def _digits(key: str) -> str:
    return "".join(character for character in key if character.isdigit())


def _meant_by_values(shape: ColumnShape) -> tuple[Spelling, ...]:
    """What values that are nearly all e-mail addresses, say, are likely to be, the likeliest first."""
    for form, keys in _KEYS_OF_SHAPE.items():
        if shape.share(form) >= _NEARLY_ALL:
            return tuple(spelling for key in keys for spelling in lexicon().by_key[key])
    return ()
