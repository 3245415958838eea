"""Capital and small letters: which texts have them wrong, and how they would be written.

Judged are only scripts that have case (Latin, Greek, Cyrillic, Armenian). What is known of names: particles stay
small ("van der Berg"), letters after O', D', Mc and a hyphen are capital, numerals and acronyms keep their capitals.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.normalize.arrow_text import as_arrow, as_series
from mopsctl.normalize.wordlists import load_words

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

Style = Literal["proper_name", "title", "sentence", "upper", "lower"]

CAPITALS = "is all in capitals"
SMALL = "has no capital letter"
SWAPPED = "has capital and small letters swapped"
NOT_UPPER = "is not all in capitals"
NOT_LOWER = "has capital letters"

LEADING = frozenset(
    {
        "da", "das", "de", "del", "della", "der", "dos", "ibn", "ten", "ter", "van", "vom", "von", "zu",
        "zum", "zur"
    }
)  # fmt: skip
"""Words at the head of a last name that are written small; "Le Pen", "Di Maria" and "Li Wei" are not."""

PARTICLES = LEADING | frozenset(
    {
        "al", "ap", "av", "af", "bin", "degli", "dei", "delle", "den", "des", "di", "do", "du", "e", "el",
        "het", "i", "la", "las", "le", "los", "of", "op", "til", "und", "y"
    }
)  # fmt: skip
"""Words inside names that are written small, in the languages of Europe and the Near East."""

MINOR = PARTICLES | frozenset(
    {
        "a", "am", "an", "and", "at", "by", "et", "for", "für", "im", "in", "mit", "on", "or", "para",
        "per", "pour", "sous", "sur", "the", "to", "upon", "with"
    }
)  # fmt: skip
"""Words inside titles, places and company names that are written small."""

_CASED = r"[\p{Latin}\p{Greek}\p{Cyrillic}\p{Armenian}]"
_NUMERAL = re.compile(r"(?:I{2,3}|IV|VI{0,3}|IX|XI{0,3})\.?", re.IGNORECASE)
_WORD = re.compile(r"['’][ts](?!\w)|[^\W\d_]+(?:[^\W_]|[.&](?=[^\W_]))*|\d+[^\W_]*")
_LEAST = {"proper_name": 3, "title": 5, "sentence": 5}
"""Words in capitals with fewer letters may be initials or an acronym: JP, IBM, BASF."""


def miscased(values: pd.Series[Any], style: Style) -> pd.Series[Any]:
    """What is wrong with the case of each text, in words that follow its field's name; NA where nothing is."""
    texts = as_arrow(values)
    if style in ("upper", "lower"):
        changed = pc.utf8_upper(texts) if style == "upper" else pc.utf8_lower(texts)
        wrong = pc.and_(pc.not_equal(texts, changed), pc.match_substring_regex(texts, _CASED))
        reason = NOT_UPPER if style == "upper" else NOT_LOWER
        return as_series(pc.if_else(wrong, reason, pa.scalar(None, pa.string())), values.index)
    reasons = pc.case_when(
        pc.make_struct(_in_capitals(texts, style), _in_small(texts, style), _swapped(texts, style)),
        CAPITALS, SMALL, SWAPPED,
    )  # fmt: skip
    return as_series(reasons, values.index)


def recased(text: str, style: Style) -> str:
    """The text in the style; only as sure as `sureness` says."""
    if style == "upper":
        return text.upper()
    if style == "lower":
        return text.lower()
    words = list(_WORD.finditer(_lower(text)))
    cased = list(_lower(text))
    for place, word in enumerate(words):
        # The end of "Macy's" is no word, nor is the head of "'t Hooft".
        if word.group()[0].isalnum():
            first, last = place == 0, place == len(words) - 1
            cased[word.start() : word.end()] = _CASED_WORD[style](word.group(), first, last)
    # The dotted capital I of Turkish stays what it was.
    return "".join("İ" if (old, new) == ("İ", "I") else new for old, new in zip(text, cased, strict=True))


def sureness(text: str, style: Style) -> float:
    """How sure (0-1) it is that the owner of the text writes it as `recased` does."""
    if style in ("upper", "lower"):
        return 0.95
    words = _WORD.findall(_lower(text))
    doubtful = any(
        word in PARTICLES or word.startswith("mac") or re.search("[α-ω]", word) for word in words
    ) or "ı" in _lower(text)
    if style == "proper_name":
        return 0.6 if doubtful else 0.8
    # One word in capitals may be how the company writes itself, and a text in capitals has names in it.
    shouted = text.isupper() and (len(words) == 1 or style == "sentence")
    return 0.5 if doubtful or shouted else 0.7


def _in_capitals(texts: pa.Array, style: Style) -> pa.Array:
    """Texts without a small letter, with a word too long for initials or an acronym that is none known."""
    upper = pc.utf8_is_upper(texts)
    bare = pc.replace_substring_regex(texts, pattern=_keeping_case(), replacement=r"\1 \2")
    long_word = pc.match_substring_regex(bare, rf"\p{{Lu}}{{{_LEAST[style]}}}")
    return pc.fill_null(pc.and_(pc.and_(upper, long_word), pc.match_substring_regex(texts, _CASED)), False)


def _in_small(texts: pa.Array, style: Style) -> pa.Array:
    """Texts without a capital letter, with a word that should have one; none that looks like an address."""
    lower = pc.and_(pc.utf8_is_lower(texts), pc.match_substring_regex(texts, _CASED))
    minor = "|".join(sorted(LEADING if style == "proper_name" else MINOR))
    bare = pc.replace_substring_regex(texts, pattern=rf"(^|\s)(?:{minor})(\s|$)", replacement=r"\1\2")
    word = pc.match_substring_regex(bare, r"\p{Ll}{2}")
    plain = pc.invert(pc.match_substring_regex(texts, r"[@/_:\d]|\pL\.\pL{2}"))
    return pc.fill_null(pc.and_(pc.and_(lower, word), plain), False)


def _swapped(texts: pa.Array, style: Style) -> pa.Array:
    """Texts typed with the caps lock on: jOHN sMITH."""
    if style != "proper_name":
        return pa.array([False] * len(texts))
    return pc.fill_null(pc.match_substring_regex(texts, r"^\p{Ll}\p{Lu}{2,}([ -]\p{Ll}\p{Lu}+)*$"), False)


@cache
def _keeping_case() -> str:
    """A pattern of words that may stand in capitals, with what is around them as groups 1 and 2."""
    capitals = sorted({re.escape(word) for word in load_words("fixed_case_words") if word.isupper()}, key=len)
    return rf"(^|[\s,(/-])(?:{'|'.join(reversed(capitals))}|{_NUMERAL.pattern})([\s,)/.-]|$)"


@cache
def _fixed_words() -> dict[str, str]:
    return {word.lower(): word for word in sorted(load_words("fixed_case_words"))}


def _word_of_name(word: str, first: bool, last: bool) -> str:
    if _NUMERAL.fullmatch(word) and not first:
        return word.upper()
    small = LEADING if first else PARTICLES
    return word if word in small and not last else _capital(word)


def _word_of_title(word: str, first: bool, last: bool) -> str:
    fixed = _fixed_words().get(word)
    return fixed or (word if word in MINOR and not first else _capital(word))


def _word_of_sentence(word: str, first: bool, last: bool) -> str:
    # Short acronyms are words of a sentence, too: it, us, as.
    fixed = _fixed_words().get(word) if len(word) > 2 else None
    return fixed or (_capital(word) if first else word)


_CASED_WORD: dict[str, Callable[[str, bool, bool], str]] = {
    "proper_name": _word_of_name,
    "title": _word_of_title,
    "sentence": _word_of_sentence,
}
"""How a word in small letters is written in a style; of it is said whether it is the first or the last."""


def _capital(word: str) -> str:
    """The word with a capital letter, of Mc and of dotted initials with all that they have."""
    if re.fullmatch(r"(?:\w[.&])+\w?|\d+[^\W\d]", word):
        return word.upper()
    if word.startswith("mc") and len(word) > 3:
        return "Mc" + word[2].upper() + word[3:]
    if word.startswith("ij"):
        return "IJ" + word[2:]
    return word[0].upper() + word[1:]


def _lower(text: str) -> str:
    """Small letters, by the rules of Turkish where a letter shows that the text is Turkish."""
    if "İ" in text:
        text = text.replace("İ", "i").replace("I", "ı")
    return text.lower()
