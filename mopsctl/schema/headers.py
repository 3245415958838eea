"""Header spellings made comparable: one key for "E-mail", "e_mail" and "EMail"."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from mopsctl.schema.tables import load_table

# Ligatures and letters that NFKD leaves whole.
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "ł": "l"})
_WORD = re.compile(r"[^\W\d_]+|\d+")
_CAMEL = re.compile(r"(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


@dataclass(frozen=True, slots=True)
class HeaderWords:
    """Abbreviations with what they stand for, words that add nothing, words that speak of somebody else."""

    same: dict[str, str]
    noise: frozenset[str]
    others: frozenset[str]


@cache
def header_words() -> HeaderWords:
    """The words of ``data/header_words.yaml``."""
    raw = load_table("header_words.yaml")
    return HeaderWords(raw["same"], frozenset(raw["noise"]), frozenset(raw["others"]))


@lru_cache(maxsize=16_384)
def header_key(header: str) -> str:
    """Letters and digits only, lower-case, without accents; "" for a header that has neither."""
    folded = header.casefold().translate(_LETTERS)
    if not folded.isascii():
        folded = unicodedata.normalize("NFKD", folded)
    return "".join(character for character in folded if character.isalnum())


@lru_cache(maxsize=4_096)
def word_keys(header: str) -> tuple[str, ...]:
    """Keys that an unseen header may be known by, likeliest first: abbreviations written out, then
    one noise word after another left out ("Work E-Mail Addr." gives workemailaddress, emailaddress)."""
    known = header_words()
    words = [known.same.get(word, word) for word in _words(header)]
    keys = [header_key("".join(words))]
    while len(words) > 1:
        noise = next((index for index, word in enumerate(words) if word in known.noise), None)
        if noise is None:
            break
        del words[noise]
        keys.append(header_key("".join(words)))
    return tuple(dict.fromkeys(key for key in keys if key))


def _words(header: str) -> list[str]:
    spaced = _CAMEL.sub(" ", header.strip())
    words = [word.casefold() for word in _WORD.findall(spaced)]
    return _join_email(words)


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


def names_another(header: str) -> bool:
    """True where the header speaks of somebody else than the record: "Owner Email", "Assistant Phone"."""
    return any(word in header_words().others for word in _words(header))
