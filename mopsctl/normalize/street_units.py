"""Flats, floors and post office boxes in addresses, taken out so that the street is left."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from mopsctl.normalize.street_roles import begins, has_form, is_letter
from mopsctl.normalize.street_tokens import Flags, Tokens, among
from mopsctl.normalize.street_words import WordKind as Kind

_ARTICLES = pa.array(["la", "le", "les", "las", "los", "el", "il", "lo", "san", "santa"])
"""And saints': what follows is a name, never a part of a building."""


@dataclass(frozen=True, slots=True)
class WithoutUnits:
    """What is left of addresses, and the words that were the numbers of units and of boxes."""

    rest: Tokens
    units: Tokens
    boxes: Tokens


def take_units(tokens: Tokens) -> WithoutUnits:
    """Units ("Suite 5", "#5", "3rd floor", "2. OG") and boxes ("PO Box 12") out of addresses."""
    tokens = _without_number_words(tokens)
    numbered = tokens.is_any(Kind.NUMBER, Kind.CODE, Kind.ORDINAL, Kind.CARDINAL) | is_letter(tokens)
    box = tokens.is_any(Kind.BOX) & tokens.before(numbered)
    words = tokens.is_any(Kind.UNIT) & ~_in_names(tokens)
    unit = (words | _signs_of_units(tokens)) & tokens.before(numbered)
    floor_before, floor_behind = _floors(tokens, numbered)
    unit |= floor_before
    unit_number = tokens.behind(unit) | tokens.before(floor_behind)
    box_number = tokens.behind(box)
    taken = unit | box | floor_behind | unit_number | box_number
    return WithoutUnits(tokens.keep(~taken), tokens.keep(unit_number & ~box_number), tokens.keep(box_number))


def _without_number_words(tokens: Tokens) -> Tokens:
    """Less "No." before a number, and "#" before or behind what says the same."""
    following = tokens.kinds_beside(1)
    hash_too = among(following, Kind.HASH)
    before = among(tokens.kinds_beside(-1), Kind.UNIT, Kind.BOX, Kind.FLOOR, Kind.ROUTE, Kind.NUMBER_WORD)
    words = tokens.is_any(Kind.NUMBER_WORD) & (among(following, Kind.NUMBER, Kind.CODE) | hash_too)
    return tokens.keep(~(words | (tokens.is_any(Kind.HASH) & before)))


def _in_names(tokens: Tokens) -> Flags:
    """Words behind an article, or a kind of street that begins the address: Rue de la Tour 5, Via Nave 5."""
    article = tokens.is_any(Kind.LINK) | has_form(tokens, _ARTICLES)
    first_type = tokens.is_any(Kind.TYPE) & begins(tokens)
    named: Flags = tokens.behind(article | first_type)
    return named


def _signs_of_units(tokens: Tokens) -> Flags:
    """Number signs, but not those before a house number: Carrera 7 # 71-21, Reforma # 222."""
    number = tokens.is_any(Kind.NUMBER)
    several = np.bincount(tokens.row[number], minlength=int(tokens.row.max(initial=-1)) + 1)[tokens.row] > 1
    coded = ~among(tokens.kinds_beside(1), Kind.NUMBER)
    after_name = among(tokens.kinds_beside(-1), Kind.NUMBER) & among(tokens.kinds_beside(-2), Kind.TYPE)
    numbered_street = after_name & (tokens.kinds_beside(-3) == -1)
    of_units: Flags = (several | coded) & ~numbered_street
    return tokens.is_any(Kind.HASH) & of_units


def _floors(tokens: Tokens, numbered: Flags) -> tuple[Flags, Flags]:
    """Words for floors whose number follows, and those whose number stands before."""
    floor = tokens.is_any(Kind.FLOOR) & ~_in_names(tokens)
    before = tokens.kinds_beside(-1)
    # In "Hauptstr 5 3 OG" and "2nd floor 12 High St" the number before is the floor's, in "5 Main St floor 3" not.
    behind = floor & (among(before, Kind.ORDINAL) | (among(before, Kind.NUMBER) & ~tokens.before(numbered)))
    return floor & ~behind & tokens.before(numbered), behind
