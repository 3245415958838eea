"""A table as detection sees it: its headers with what they may mean, its values' shapes, its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from mopsctl.schema.headers import header_key, word_keys
from mopsctl.schema.spellings import Spelling, lexicon
from mopsctl.schema.values import BLANK, ColumnShape, column_shape

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Header:
    """One column's header. ``known`` is what its key is in the spellings of any vendor; ``guessed`` what it
    may be once abbreviations and noise words are resolved (empty where ``known`` is not)."""

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
    """``sample`` has text columns c0, c1, … by position, and may be empty, or None for headers alone."""

    @cache
    def shape(position: int) -> ColumnShape:
        column = f"c{position}"
        return BLANK if sample is None or column not in sample else column_shape(sample[column])

    found = tuple(_header(position, text.strip()) for position, text in enumerate(headers))
    return Observed(found, path, sheet, shape)


def _header(position: int, text: str) -> Header:
    by_key = lexicon().by_key
    key = header_key(text)
    guesses = (by_key.get(guess, ()) for guess in word_keys(text) if guess != key)
    return Header(position, text, key, by_key.get(key, ()), next((found for found in guesses if found), ()))
