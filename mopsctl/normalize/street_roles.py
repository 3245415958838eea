"""Words of addresses that are something else where they stand: St. Mary's, One Market Street, 5 E Street."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.normalize.street_tokens import Flags, Tokens, among
from mopsctl.normalize.street_words import WordKind as Kind

_TITLES = pa.array(["st", "dr"])
"""Of saints and doctors, before a name; streets and drives behind one."""


def with_roles(tokens: Tokens) -> Tokens:
    """The words of streets as words, types, directions and numbers, after units were taken out."""
    tokens = _numbers_in_words(tokens)
    tokens = _names_of_one_letter(_titles(tokens))
    tokens = tokens.become(tokens.is_any(Kind.UNIT, Kind.FLOOR, Kind.BOX, Kind.NUMBER_WORD), Kind.WORD)
    return _numbered_streets(tokens)


def has_form(tokens: Tokens, forms: pa.Array) -> Flags:
    """Whether each word's form is one of those."""
    return tokens.of_forms(pc.is_in(tokens.forms, forms))


def is_letter(tokens: Tokens) -> Flags:
    """Whether each word is a single letter."""
    return tokens.of_forms(pc.match_substring_regex(tokens.forms, "^[a-z]$"))


def begins(tokens: Tokens) -> Flags:
    """Whether each word is the first of its address, or behind a comma."""
    before = tokens.kinds_beside(-1)
    found: Flags = (before == -1) | among(before, Kind.COMMA)
    return found


def ends(tokens: Tokens, place: int = 1) -> Flags:
    """Whether nothing, a comma or a number stands so many words on."""
    behind = tokens.kinds_beside(place)
    found: Flags = (behind == -1) | among(behind, Kind.COMMA, Kind.NUMBER)
    return found


def _numbers_in_words(tokens: Tokens) -> Tokens:
    cardinal = tokens.is_any(Kind.CARDINAL)
    house = cardinal & begins(tokens) & ~ends(tokens)
    return tokens.become(house, Kind.NUMBER).become(cardinal & ~house, Kind.WORD)


def _titles(tokens: Tokens) -> Tokens:
    street = tokens.is_any(Kind.TYPE)
    # Rue Bois St Jean has its kind of street already.
    named = ~among(tokens.kinds_beside(-1), Kind.WORD, Kind.ORDINAL) | tokens.anywhere_before(street)
    title = street & named & among(tokens.kinds_beside(1), Kind.WORD)
    return tokens.become(title & has_form(tokens, _TITLES), Kind.WORD)


def _names_of_one_letter(tokens: Tokens) -> Tokens:
    """D Street and E Street have names, and so has 12 d; other links go."""
    letter = is_letter(tokens)
    of_house = among(tokens.kinds_beside(-1), Kind.NUMBER) & ends(tokens)
    typed = among(tokens.kinds_beside(1), Kind.TYPE, Kind.ROUTE)
    named = among(tokens.kinds_beside(-1), Kind.WORD, Kind.ORDINAL)
    tokens = tokens.become(tokens.is_any(Kind.LINK) & (typed | of_house) & letter, Kind.WORD)
    tokens = tokens.become(tokens.is_any(Kind.DIRECTION) & typed & ~named, Kind.WORD)
    return tokens.keep(~tokens.is_any(Kind.LINK))


def _numbered_streets(tokens: Tokens) -> Tokens:
    """The 50 of Highway 50 and the 7 of Carrera 7 # 71-21 are names."""
    before, behind = tokens.kinds_beside(-1), tokens.kinds_beside(1)
    street = among(before, Kind.TYPE) & among(behind, Kind.NUMBER, Kind.HASH)
    first = tokens.kinds_beside(-2) == -1
    name = tokens.is_any(Kind.NUMBER) & (among(before, Kind.ROUTE) | (street & first))
    return tokens.become(name, Kind.ORDINAL).become(tokens.is_any(Kind.ROUTE), Kind.TYPE)
