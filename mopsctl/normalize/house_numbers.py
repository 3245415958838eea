"""Which number of an address is the house's, and which of its parts is the street."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow.compute as pc

from mopsctl.normalize.street_roles import begins, ends, is_letter, with_roles
from mopsctl.normalize.street_tokens import Flags, Ints, Tokens
from mopsctl.normalize.street_words import WordKind as Kind

_FIRST, _FIRST_IN_STREET, _LAST, _ALONE, _BEHIND_STREET, _ANYWHERE = 6, 5, 4, 3, 2, 1
"""How likely a number is the house's, by its place."""

_LIKE_POSTAL_CODE = "^[0-9]{5,}$"


@dataclass(frozen=True, slots=True)
class Streets:
    """The words of streets, and of houses' numbers (a number, and a letter where it has one), in order."""

    words: Tokens
    houses: Tokens


@dataclass(frozen=True, slots=True)
class _Parts:
    """Addresses between commas: the part of each word, the address of each part, whether a word is its part's first,
    and whether it says street.
    """

    part: Ints
    row: Ints
    starts: Flags
    typed: Flags

    def any_of(self, flags: Flags) -> Flags:
        """Of each part, whether one of its words has the flag."""
        found = np.zeros(len(self.row), dtype=np.bool_)
        found[self.part[flags]] = True
        return found


def find_streets(tokens: Tokens) -> Streets:
    """The street and the house number of addresses that units were taken out of."""
    tokens = with_roles(tokens)
    parts = _parts(tokens)
    house = _houses(tokens, parts)
    words = ~house & ~tokens.is_any(Kind.COMMA, Kind.HASH)
    letter = words & is_letter(tokens) & tokens.behind(house) & ends(tokens)
    # In "124 E 113 St" it is the direction.
    letter &= ~(tokens.is_any(Kind.DIRECTION) & tokens.behind(begins(tokens)))
    words &= ~letter & _in_street(tokens, parts, house, words & ~letter)
    words &= ~_beside_street(tokens, parts, house, words)
    return Streets(tokens.keep(words), tokens.keep(house | letter))


def _parts(tokens: Tokens) -> _Parts:
    first = np.ones(len(tokens.row), dtype=np.bool_)
    first[1:] = tokens.row[1:] != tokens.row[:-1]
    starts = first | tokens.is_any(Kind.COMMA)
    part = np.cumsum(starts) - 1
    typed = tokens.is_any(Kind.TYPE) | (tokens.is_any(Kind.WORD) & tokens.glued[tokens.form])
    return _Parts(part, tokens.row[starts], starts, typed)


def _houses(tokens: Tokens, parts: _Parts) -> Flags:
    """The likeliest house number of each address, the first of those equally likely."""
    first, last = begins(tokens), ends(tokens) | (tokens.before(is_letter(tokens)) & ends(tokens, 2))
    in_street = parts.any_of(parts.typed)[parts.part]
    likely = np.select(
        [
            (tokens.kinds_beside(-1) == -1) & ~last,
            first & in_street & ~last,
            tokens.of_forms(pc.match_substring_regex(tokens.forms, _LIKE_POSTAL_CODE)),
            ~first & last,
            first,
            _behind(parts.typed, parts),
        ],
        [_FIRST, _FIRST_IN_STREET, 0, _LAST, _ALONE, _BEHIND_STREET],
        default=_ANYWHERE,
    )
    likely[~tokens.is_any(Kind.NUMBER)] = 0
    return _best(likely, tokens.row)


def _in_street(tokens: Tokens, parts: _Parts, house: Flags, words: Flags) -> Flags:
    """The words of the part of each address that is the street: with words, a kind of street, the house number."""
    with_words = parts.any_of(words)
    # A number right behind a comma is the street's before: Calle Velazquez, 47 sexto.
    placed = house & ((tokens.kinds_beside(-1) == -1) | ~begins(tokens))
    of_house = np.where(parts.any_of(placed), 4, parts.any_of(house))
    worth = np.where(with_words, 1 + of_house + 2 * parts.any_of(parts.typed), 0)
    return _best(worth, parts.row)[parts.part]


def _beside_street(tokens: Tokens, parts: _Parts, house: Flags, words: Flags) -> Flags:
    """Words in the street's part that are not of it: a city or postal code behind, a building before."""
    behind_house = _behind(house, parts)
    street_behind = parts.any_of(parts.typed & behind_house)[parts.part]
    house_first = parts.any_of(house & begins(tokens))[parts.part]
    housed = parts.any_of(house)[parts.part]
    beside = housed & ~house_first & (behind_house != street_behind)
    name = words & ~parts.typed & ~_behind(parts.typed, parts)
    named_type = parts.typed & (parts.any_of(name)[parts.part] | tokens.is_any(Kind.WORD))
    tail = house_first & _behind_last(named_type, parts) & ~tokens.is_any(Kind.DIRECTION)
    return np.asarray(beside | tail)


def _behind(flags: Flags, parts: _Parts) -> Flags:
    """Whether a word of the same part before has the flag."""
    seen: np.ndarray = np.cumsum(flags) - flags
    behind: Flags = seen > seen[parts.starts][parts.part]
    return behind


def _behind_last(flags: Flags, parts: _Parts) -> Flags:
    """Whether the last word of the part with the flag stands before; never where none has it."""
    last = np.full(len(parts.row), len(flags), dtype=np.int64)
    last[parts.part[flags]] = np.flatnonzero(flags)
    behind: Flags = np.arange(len(flags)) > last[parts.part]
    return behind


def _best(worth: Ints, row: Ints) -> Flags:
    """The first of the most of each row (rows in order), where that is more than 0."""
    best = np.zeros(len(worth), dtype=np.bool_)
    if len(worth) == 0:
        return best
    starts = np.flatnonzero(np.concatenate([[True], row[1:] != row[:-1]]))
    order = worth * (len(worth) + 1) - np.arange(len(worth))
    most = np.maximum.reduceat(order, starts)
    best[order == np.repeat(most, np.diff(np.append(starts, len(worth))))] = True
    return best & (worth > 0)
