"""Texts of any script in ASCII letters: "Иванов" gives "Ivanov", "Müller" gives "Muller".

A letter's spelling does not depend on its neighbours (but for one pair in Greek), so that the distinct letters are
looked up once and a whole column is translated as one string.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.normalize.changed_rows import changed_where

if TYPE_CHECKING:
    from collections.abc import Mapping

_APOSTROPHES = "’‘‛ʼʻʹʾʿ´′＇"
_QUOTES = "“”„‟«»‹›「」『』″"
# The one sound of two letters: it ends most Greek surnames.
_GREEK_U = (("ο[υύ]", "ou"), ("Ο[υύ]", "Ou"), ("Ο[ΥΎ]", "OU"))
_NOTHING = frozenset({"Cf", "Mn", "Mc", "Me"})


def to_ascii(texts: pa.Array, spellings: Mapping[str, str]) -> pa.Array:
    """The texts in ASCII letters, case as it was; nulls stay nulls.

    Letters are spelt by the library `anyascii` (after Unicode's NFKC form), Chinese by its Mandarin reading.
    Punctuation becomes ``' " ( ) -``, a space where it is none of these; ASCII stays as it is.

    :param spellings: the letters, each as one character, that are spelt otherwise.
    """
    foreign = pc.invert(pc.string_is_ascii(texts))
    return changed_where(texts, foreign, lambda found: _translated(found, spellings))


def _translated(texts: pa.Array, spellings: Mapping[str, str]) -> pa.Array:
    # What the normal form makes of other signs may be a letter, a digit or several words.
    composed = pc.utf8_normalize(texts, form="NFKC")
    for letters, sound in _GREEK_U:
        composed = pc.replace_substring_regex(composed, letters, sound)
    joined = "\n".join(pc.replace_substring(composed, "\n", " ").to_pylist())
    table = {ord(letter): _spelt(letter) for letter in set(joined) if not letter.isascii()}
    table |= {ord(letter): spelling for letter, spelling in spellings.items()}
    return pa.array(joined.translate(table).split("\n"), type=pa.string())


def _spelt(letter: str) -> str:
    from anyascii import anyascii

    category = unicodedata.category(letter)
    if letter in _APOSTROPHES:
        return "'"
    if letter in _QUOTES:
        return '"'
    if category in _NOTHING:
        return ""
    if category.startswith("L"):
        return "".join(sign for sign in anyascii(letter) if sign.isalpha())
    return {"Pd": "-", "Ps": "(", "Pe": ")"}.get(category, " ")
