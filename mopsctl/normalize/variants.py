"""Spellings of one value in a list of values: by case, accents and punctuation, by country, by a slip of the keyboard.

A slip is looked for with care, since most values that look alike are not: words must begin with the same letter, have
the same digits, and differ inside by one or, where they are long, two letters (Damerau-Levenshtein, optimal string
alignment); words of ``data/words_apart.txt`` are never taken for each other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA, Prefix

from mopsctl.normalize.arrow_text import fold_all
from mopsctl.normalize.wordlists import ordered_words

SAME, SLIP, PLURAL = 0.95, 0.75, 0.65
"""How sure (0-1) it is that two spellings are of one value: but for signs, but for a slip, but for a plural."""

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[+#%<>]")
_OTHER_SCRIPTS = re.compile("[\u0400-\u1dff\u2e80-\ufeff\U00010000-\U0003ffff]")
"""Letters of scripts beyond Latin and Greek."""

_LETTERS = re.compile("[a-z\u00df-\u052f\u1e00-\u1fff]+")
"""Letters that are mistyped: Latin, Greek and Cyrillic. A sign of Chinese is a word."""

_MOST_EDITS = 2
_LEAST_FOR_PLURAL, _LEAST_FOR_SLIP, _LEAST_FOR_TWO = 4, 5, 8
"""Letters of a word from which on an s, one edit and two edits may be a slip."""

_ENDINGS = frozenset("adenorsy")
"""Letters that make another word at the end of one: complete, completed."""


@dataclass(frozen=True, slots=True)
class Variant:
    """What a spelling stands for, and how sure that is (0-1)."""

    meant: str
    sureness: float


@dataclass(frozen=True, slots=True)
class Caution:
    """When spellings are not taken for one.

    ``rare`` is the greatest share of the common value's records that a slip may have; the values in ``apart`` are
    never taken for another; ``countries`` says that the values name countries.
    """

    rare: float = 0.05
    apart: frozenset[str] = frozenset()
    countries: bool = False


@dataclass(frozen=True, slots=True)
class _Group:
    """Spellings that differ by signs only, or name one country; ``usual`` is the commonest of them."""

    spellings: list[str]
    usual: str
    records: int
    is_country: bool


def variants(records: Mapping[str, int], caution: Caution) -> dict[str, Variant]:
    """The spellings that should be another, each with what it stands for.

    :param records: how many records have each value.
    """
    values = [value for value in records if any(map(str.isalpha, value)) and value not in caution.apart]
    groups = _groups(values, records, caution.countries)
    found = {
        value: Variant(group.usual, SAME)
        for group in groups
        for value in group.spellings
        if value != group.usual
    }
    for mistyped, meant, sureness in _slips(groups, caution.rare):
        found.update({value: Variant(meant.usual, sureness) for value in mistyped.spellings})
    # What a slip is taken for may be the slip of another.
    return {value: replace(variant, meant=_head(variant.meant, found)) for value, variant in found.items()}


def spelling_key(value: str) -> str:
    """What is left of a value without case, accents and punctuation, its words and numbers apart by blanks.

    "E-Mail" gives "e mail", "&" is "and", and an apostrophe is nothing; the signs + # % < > count, and so do the marks
    of letters beyond Latin and Greek, where they make other letters.
    """
    if _OTHER_SCRIPTS.search(value):
        return " ".join(unicodedata.normalize("NFKC", value).casefold().split())
    folded = fold_all([value.replace("&", " and ")])[0]
    return " ".join(_TOKEN.findall(re.sub(r"(?<=\w)['’.](?=\w|$|\s)", "", folded)))


def likeness(variant: str, meant: str) -> float:
    """How sure (0-1) it is that one of the `variants` is the value that it was found to be."""
    return slip(spelling_key(variant), spelling_key(meant)) or SAME


def slip(one: str, other: str) -> float | None:
    """How sure it is that two keys are of one value mistyped; None where they are of two values."""
    first, second = one.split(" "), other.split(" ")
    if len(first) != len(second):
        return None
    differing = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
    return _word_slip(*differing[0]) if len(differing) == 1 else None


def _head(value: str, found: Mapping[str, Variant]) -> str:
    while value in found:
        value = found[value].meant
    return value


def _groups(values: list[str], records: Mapping[str, int], countries: bool) -> list[_Group]:
    spellings: dict[str, list[str]] = {}
    for value in values:
        code = _country(value) if countries else None
        key = f"country {code}" if code else _joined(spelling_key(value))
        if key:
            spellings.setdefault(key, []).append(value)
    named = {key for key in spellings if key.startswith("country ")}
    as_codes = _mostly_codes([value for key in named for value in spellings[key]], records)
    return [
        _Group(
            group,
            max(
                group,
                key=lambda value: (key in named and _is_code(value) == as_codes, _standing(value, records)),
            ),
            sum(records[value] for value in group),
            key in named,
        )
        for key, group in spellings.items()
    ]


def _mostly_codes(countries: list[str], records: Mapping[str, int]) -> bool:
    """Whether a list writes its countries by code more often than by name, so that all end up in one form."""
    codes = sum(records[value] for value in countries if _is_code(value))
    return 2 * codes > sum(records[value] for value in countries)


def _is_code(country: str) -> bool:
    letters = country.replace(".", "")
    return len(letters) <= 3 and letters.isupper()


def _joined(key: str) -> str:
    """A key without its blanks ("web site" is "website"), unless they keep numbers and signs apart."""
    return key if re.search(r"[\d+#%<>]", key) else key.replace(" ", "")


def _country(value: str) -> str | None:
    from mopsctl.normalize.countries import country_code

    return country_code(value)


def _standing(value: str, records: Mapping[str, int]) -> tuple[int, bool, str]:
    """What makes a spelling the common one: its records, then that it mixes capital and small letters."""
    return (records[value], not value.isupper() and not value.islower(), value)


def _slips(groups: list[_Group], rare: float) -> Iterator[tuple[_Group, _Group, float]]:
    """Groups that are likely a far commoner one mistyped, that one, and how sure that is."""
    keys = [spelling_key(group.usual) for group in groups]
    near = process.cdist(keys, keys, scorer=OSA.distance, score_cutoff=_MOST_EDITS, dtype=np.uint8)
    for row, group in enumerate(groups):
        meant = [
            (groups[column], sureness)
            for column in np.flatnonzero(near[row] <= _MOST_EDITS).tolist()
            if group.records <= rare * groups[column].records
            and (group.records, group.usual) < (groups[column].records, groups[column].usual)
            and not (group.is_country and groups[column].is_country)
            and (sureness := slip(keys[row], keys[column])) is not None
        ]
        if meant:
            yield group, *max(meant, key=lambda other: (other[0].records, other[1]))


def _word_slip(one: str, other: str) -> float | None:
    """How sure it is that two words are one word mistyped; None where they are two words."""
    short, long = sorted((one, other), key=lambda word: (len(word), word))
    if long == f"{short}s" and len(short) >= _LEAST_FOR_PLURAL and not _apart(short, long):
        return PLURAL
    if len(short) < _LEAST_FOR_SLIP or short[0] != long[0] or not _LETTERS.fullmatch(short + long):
        return None
    edits = OSA.distance(short, long)
    if edits > (_MOST_EDITS if len(short) >= _LEAST_FOR_TWO else 1) or _apart(short, long):
        return None
    return None if _inflected(short, long, edits) else SLIP


def _inflected(short: str, long: str, edits: int) -> bool:
    """Whether two words differ by their endings: employer and employee, consulting and consultant."""
    stem = int(Prefix.similarity(short, long))
    left, right = short[stem:], long[stem:]
    if edits > 1:
        return len(right) <= 3
    return len(left) == len(right) == 1 or (not left and right in _ENDINGS)


def _apart(one: str, other: str) -> bool:
    return bool(_words_apart().get(one, set()) & _words_apart().get(other, set()))


@cache
def _words_apart() -> dict[str, set[int]]:
    """The lines of the list in which each word stands."""
    lines: dict[str, set[int]] = {}
    for number, line in enumerate(ordered_words("words_apart")):
        for word in line.split():
            lines.setdefault(word, set()).add(number)
    return lines
