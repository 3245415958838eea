"""Header spellings made comparable: one key for "E-mail", "e_mail" and "EMail"."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from mopsctl.schema.tables import load_table

# Ligatures and letters that NFKD leaves whole.
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "ł": "l"})
_NOT_LETTERS = re.compile(r"[\W_]+")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_RELATED = re.compile(r"\S \([^()]+\) \([^()]+\)$")
_CAMEL = re.compile(r"(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


@dataclass(frozen=True, slots=True)
class HeaderWords:
    """Words of headers that mean something else, or nothing.

    ``same``: abbreviations with what they stand for. ``noise``: words that add nothing, ``own``: in a table of one
    object. ``others``: words that speak of somebody else.
    """

    same: dict[str, str]
    noise: frozenset[str]
    own: dict[str, frozenset[str]]
    others: frozenset[str]


@cache
def header_words() -> HeaderWords:
    """The words of ``data/header_words.yaml``."""
    raw = load_table("header_words.yaml")
    own = {name: frozenset(words) for name, words in raw["own"].items()}
    return HeaderWords(raw["same"], frozenset(raw["noise"]), own, frozenset(raw["others"]))


@lru_cache(maxsize=16_384)
def header_key(header: str) -> str:
    """Letters and digits only, lower-case, without accents; "" for a header that has neither."""
    folded = header.casefold().translate(_LETTERS)
    if not folded.isascii():
        # Compatibility forms hold capitals of their own ("℠" is "SM"), hence the second folding.
        folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", folded).casefold())
    return _NOT_LETTERS.sub("", folded)


@lru_cache(maxsize=4_096)
def word_keys(header: str, object_name: str | None = None) -> tuple[str, ...]:
    """Keys that an unseen header may be known by, likeliest first.

    Abbreviations are written out, then one noise word after another is left out ("Work E-Mail Addr." gives
    workemail, email). In a table of ``object_name``, that object's own words are noise as well.
    """
    noise = header_words().noise | header_words().own.get(object_name or "", frozenset())
    words = list(header_word_list(header))
    keys = [header_key("".join(words))]
    while len(words) > 1 and (spare := next((word for word in words if word in noise), None)):
        words.remove(spare)
        keys.append(header_key("".join(words)))
    return tuple(dict.fromkeys(key for key in keys if key))


def names_another(header: str) -> bool:
    """True where the header speaks of somebody else than the record: "Owner Email", "Assistant Phone"."""
    return not header_words().others.isdisjoint(header_word_list(header))


def of_related_table(header: str) -> bool:
    """True for a column that Dynamics 365 takes from a related record: "Email (Company Name) (Account)".

    Such a header ends in the lookup and the table that it leads to, each in brackets.
    """
    return _RELATED.search(header.strip()) is not None


@lru_cache(maxsize=4_096)
def header_word_list(header: str) -> tuple[str, ...]:
    """The words of a header in lower case, abbreviations written out, "e-mail address" as "email"."""
    same = header_words().same
    found = (word.casefold() for word in _WORD.findall(_CAMEL.sub(" ", header.strip())))
    return tuple(_join_email([same.get(word, word) for word in found]))


def _join_email(words: list[str]) -> list[str]:
    """["e", "mail", "address"] as ["email"]: the hyphen and the word "address" say nothing more."""
    joined: list[str] = []
    for word in words:
        if word == "mail" and joined[-1:] == ["e"]:
            joined[-1] = "email"
        elif word in {"address", "addr", "adress", "adresse"} and joined[-1:] in (["email"], ["mail"]):
            continue
        else:
            joined.append(word)
    return joined
