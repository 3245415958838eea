"""What the words of street addresses are: a kind of street, a direction, a flat, a floor, a post office box."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib.resources import files
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc


class WordKind(IntEnum):
    """What a token of an address is, by itself."""

    WORD = 0
    TYPE = 1
    ROUTE = 2
    DIRECTION = 3
    UNIT = 4
    FLOOR = 5
    BOX = 6
    NUMBER = 7
    ORDINAL = 8
    CODE = 9
    NUMBER_WORD = 10
    LINK = 11
    CARDINAL = 12
    COMMA = 13
    HASH = 14


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Columns of equal length: a spelling, the `WordKind` (int8), and the form that stands for it in keys."""

    spellings: pa.Array
    kinds: pa.Array
    forms: pa.Array


_SECTIONS = {
    "types": WordKind.TYPE,
    "routes": WordKind.ROUTE,
    "directions": WordKind.DIRECTION,
    "units": WordKind.UNIT,
    "floors": WordKind.FLOOR,
    "boxes": WordKind.BOX,
    "number_words": WordKind.NUMBER_WORD,
    "links": WordKind.LINK,
    "breaks": WordKind.COMMA,
    "ordinals": WordKind.ORDINAL,
    "cardinals": WordKind.CARDINAL,
    "words": WordKind.WORD,
}

NUMBER = r"^[0-9]+[a-z]?(?:[-/][0-9]+[a-z]?|[-/][a-z])*$"
"""A house number: 12, 12a, 23-27, 216/b."""

_ORDINAL = r"^([0-9]+)(?:st|nd|rd|th|er|ere|eme|ste|nde|te)$"
_GLUED_TYPE = r"(?:str|pl|weg|gasse|allee|ring|damm|ufer|laan|kade|gracht|gata|vag|vej|gade|veien|katu|utca)$"
_ENDINGS = (
    (r"^(.{3,})(?:strasse|strassen|straat|str)$", r"\1str"),
    (r"^(.{3,})(?:platz|plz|plein)$", r"\1pl"),
    (r"^(.{3,})gatan$", r"\1gata"),
    (r"^(.{3,})(?:vagen|vaegen)$", r"\1vag"),
    (r"([ao]|^u|[^qg]u)e", r"\1"),
)
"""Of words: streets written in one with their names, and umlauts in two letters."""


@cache
def vocabulary() -> Vocabulary:
    """The words of ``data/street_words.yaml``; where one has several kinds, the first of `_SECTIONS` counts."""
    known: dict[str, tuple[int, str]] = {",": (WordKind.COMMA, ","), "#": (WordKind.HASH, "#")}
    for spelling, kind, form in _listed():
        known.setdefault(spelling, (int(kind), form))
    kinds, forms = zip(*known.values(), strict=True)
    return Vocabulary(pa.array(list(known)), pa.array(kinds, pa.int8()), pa.array(forms))


def word_kinds(words: pa.Array) -> tuple[pa.Array, pa.Array]:
    """The `WordKind` (int8) of each distinct word, and its form in keys."""
    known = vocabulary()
    found = pc.index_in(words, known.spellings)
    kinds, forms = known.kinds.take(found), known.forms.take(found)
    unknown = pc.is_null(found)
    own_kinds, own_forms = _unlisted(words.filter(unknown))
    return pc.replace_with_mask(kinds, unknown, own_kinds), pc.replace_with_mask(forms, unknown, own_forms)


def _unlisted(words: pa.Array) -> tuple[pa.Array, pa.Array]:
    code = pc.match_substring_regex(words, "[0-9]")
    name = pc.invert(code)
    numbers = words.filter(code)
    ordinal, number = (pc.match_substring_regex(numbers, pattern) for pattern in (_ORDINAL, NUMBER))
    kinds = pc.if_else(
        ordinal, int(WordKind.ORDINAL), pc.if_else(number, int(WordKind.NUMBER), int(WordKind.CODE))
    )
    plain = pc.replace_substring_regex(numbers, pattern=_ORDINAL, replacement=r"\1")
    plain = pc.replace_substring_regex(plain, pattern=r"^0+([0-9])|[-/]([a-z])$", replacement=r"\1\2")
    of_names = pa.repeat(pa.scalar(WordKind.WORD, pa.int8()), len(words))
    return (
        pc.replace_with_mask(of_names, code, kinds.cast(pa.int8())),
        pc.replace_with_mask(
            pc.replace_with_mask(words, code, plain), name, _plain_endings(words.filter(name))
        ),
    )


def names_a_street(forms: pa.Array) -> pa.Array:
    """Whether each word's form is or ends in a kind of street, as "hauptstr" does."""
    return pc.match_substring_regex(forms, f"^broadway$|.{{3}}{_GLUED_TYPE}")


def _plain_endings(words: pa.Array) -> pa.Array:
    for pattern, replacement in _ENDINGS:
        words = pc.replace_substring_regex(words, pattern=pattern, replacement=replacement)
    return words


def _listed() -> Iterator[tuple[str, WordKind, str]]:
    import yaml

    text = (files("mopsctl.normalize.data") / "street_words.yaml").read_text(encoding="utf-8")
    document: dict[str, Any] = yaml.safe_load(text)
    for section, kind in _SECTIONS.items():
        listed = document[section]
        if isinstance(listed, dict):
            for form, spellings in listed.items():
                # The form of a numeral is a number, which is no word.
                words = spellings if isinstance(form, int) else (form, *spellings)
                yield from ((str(spelling), kind, str(form)) for spelling in words)
        else:
            yield from ((word, kind, word) for word in listed)
