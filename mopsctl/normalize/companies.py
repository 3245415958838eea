"""Company names: a key under which spellings of one company meet."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.normalize.arrow_text import as_arrow, as_series, fold, fold_all
from mopsctl.normalize.wordlists import load_words

if TYPE_CHECKING:
    import pandas as pd

_FIRST_EAST_ASIAN = "\u1100"
_AND_WORDS = r" (?:and|und|et|y|e|og|och|en) "


def company_keys(names: pd.Series[Any]) -> pd.Series[Any]:
    """A key for comparing: "The Müller & Söhne GmbH" and "MULLER UND SOHNE" both give "muller sohne".

    Case, accents and punctuation go, as do a leading "the", words for "and", and legal forms at the end
    (``data/legal_forms.txt``; those of scripts without spaces also before a name). A name of nothing but a
    legal form keeps it; NA where no letter or digit is left.
    """
    text = pc.replace_substring_regex(fold(as_arrow(names)), pattern=r"['’`´.]", replacement="")
    text = pc.replace_substring_regex(text, pattern=_unspaced_forms(), replacement=" ")
    text = pc.replace_substring_regex(text, pattern=r"[^\pL\pN]+", replacement=" ")
    text = pc.replace_substring_regex(text, pattern=r"^ *(?:the )?", replacement=" ")
    key = without_legal_form(pc.utf8_trim_whitespace(text))
    return as_series(pc.if_else(pc.equal(key, ""), None, key), names.index)


def without_legal_form(words: pa.Array) -> pa.Array:
    """Folded words less the legal forms at their end and words for "and"; whole where nothing else is there."""
    text = pc.binary_join_element_wise(" ", words, " ", "")
    bare = pc.replace_substring_regex(text, pattern=_legal_endings(), replacement=" ")
    bare = pc.replace_substring_regex(bare, pattern=_AND_WORDS, replacement=" ")
    return pc.utf8_trim_whitespace(pc.if_else(pc.equal(bare, " "), text, bare))


@cache
def _unspaced_forms() -> str:
    """Japanese, Chinese and Korean forms, which are joined to the name in front or behind."""
    forms = [form for form in fold_all(load_words("legal_forms")) if form.strip("()")[0] >= _FIRST_EAST_ASIAN]
    return "|".join(map(re.escape, sorted(forms, key=lambda form: (-len(form), form))))


@cache
def _legal_endings() -> str:
    forms = {spelling for form in fold_all(load_words("legal_forms")) for spelling in _spellings(form)}
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    return rf"(?: (?:{'|'.join(map(re.escape, longest_first))}|and|und|et|y))+ $"


def _spellings(form: str) -> set[str]:
    """A form as the words of a key; letters between full stops are also written apart: "nv" and "n v"."""
    apart = re.sub(r"(?<=\b\w)\.(?=\w\b)", ". ", form)
    return {_as_words(form), _as_words(apart)}


def _as_words(form: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", re.sub(r"['’.]", "", form)).split())
