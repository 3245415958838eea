"""The words of company names: short forms written out, initials, and words that name no company.

All work on the words of a whole column at once: an Arrow list of words has its words in one flat array.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.normalize.arrow_text import fold_all
from mopsctl.normalize.wordlists import load_words, ordered_words

LINKING_WORDS = frozenset((
    "a", "an", "and", "at", "by", "da", "de", "del", "della", "der", "des", "di", "do", "du", "e", "en", "et", "for",
    "fur", "in", "la", "le", "of", "on", "the", "und", "van", "von", "y",
))  # fmt: skip
"""Words that an acronym leaves out, and after which a place belongs to the name: "Bank of America"."""

_TWO_LETTERS = "([b-df-hj-np-tv-z])([aou])e([b-df-hj-np-tv-z])"
_SHORTEST_ACRONYM, _LONGEST_ACRONYM = 3, 6


def written_out(keys: pa.Array) -> pa.Array:
    """Keys with each short form as its whole word: "acme intl mfg" gives "acme international manufacturing".

    The words are those of ``data/company_abbreviations.txt``; numerals up to ten and ordinals count among them.
    """
    lists = pc.split_pattern(keys, " ")
    short, whole = _abbreviations()
    found = pc.index_in(lists.values, value_set=short)
    words = pc.coalesce(whole.take(found), lists.values)
    return pc.binary_join(_with_words(lists, words), " ")


def are_generic(keys: pa.Array) -> np.ndarray:
    """Whether each key is made of nothing but words that name no company: "bank of", "air", and the empty key."""
    lists = pc.split_pattern(pc.fill_null(keys, ""), " ")
    telling = pc.invert(pc.is_in(lists.values, value_set=_generic_words()))
    telling = pc.and_(telling, pc.not_equal(lists.values, ""))
    return ~_any_word(lists, telling)


def acronyms(keys: pa.Array) -> pa.Array:
    """Initials of three to six words, linking words left out; of a single short word, the word itself.

    "international business machines" and "ibm" both give "ibm"; null where there is no acronym.
    """
    lists = pc.split_pattern(keys, " ")
    initials = pc.utf8_slice_codeunits(lists.values, 0, 1)
    initials = pc.if_else(pc.is_in(lists.values, value_set=pa.array(sorted(LINKING_WORDS))), "", initials)
    letters = pc.binary_join(_with_words(lists, initials), "")
    one_word = pc.equal(pc.list_value_length(lists), 1)
    found = pc.if_else(one_word, keys, letters)
    length = pc.utf8_length(found)
    fits = pc.and_(pc.greater_equal(length, _SHORTEST_ACRONYM), pc.less_equal(length, _LONGEST_ACRONYM))
    return pc.if_else(fits, found, pa.scalar(None, pa.string()))


def plain_umlauts(texts: pa.Array) -> pa.Array:
    """Umlauts that are written as two letters as one: "mueller" gives "muller", as "müller" does when it is folded.

    The same is done to words that are no German ("blueriver"), so that what is compared with them needs it, too.
    """
    return pc.replace_substring_regex(texts, pattern=_TWO_LETTERS, replacement=r"\1\2\3")


def glued(texts: pa.Array) -> pa.Array:
    """Texts in small Latin letters without anything but letters and digits."""
    return plain_umlauts(pc.replace_substring_regex(texts, pattern="[^a-z0-9]+", replacement=""))


def _with_words(lists: pa.ListArray, words: pa.Array) -> pa.ListArray:
    """The same lists with other words in them."""
    return pa.ListArray.from_arrays(lists.offsets, words, mask=lists.is_null())


def _any_word(lists: pa.ListArray, is_true: pa.Array) -> np.ndarray:
    """Whether any word of each list is so marked."""
    marked = np.concatenate([[0], np.cumsum(is_true.to_numpy(zero_copy_only=False))])
    offsets = lists.offsets.to_numpy()
    return np.asarray(marked[offsets[1:]] > marked[offsets[:-1]])


@cache
def _abbreviations() -> tuple[pa.Array, pa.Array]:
    """Short forms, and the whole word of each, in the same order."""
    whole_by_short: dict[str, str] = {}
    for line in fold_all(ordered_words("company_abbreviations")):
        whole, _, shorts = line.partition(":")
        for short in shorts.split(";"):
            whole_by_short[short.strip().replace("'", "")] = whole.strip()
    return pa.array(list(whole_by_short)), pa.array(list(whole_by_short.values()))


@cache
def _generic_words() -> pa.Array:
    return pa.array(sorted({*fold_all(load_words("company_generic_words")), *LINKING_WORDS}))
