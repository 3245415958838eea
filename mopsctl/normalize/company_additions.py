"""What a value says beside a company's name: a second name, or the place after the legal form.

"Blue River LLC dba Acme", "International Business Machines (IBM)", "Acme GmbH, Hamburg".
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.normalize.arrow_text import fold, fold_all
from mopsctl.normalize.wordlists import load_words

# RE2 takes long to make a class of all letters; this is that of ASCII's and whatever is beyond.
_LETTER = r"[\w\x{80}-\x{10ffff}]"
_BRACKETED = rf"[^(\[]*{_LETTER}[^(\[]*)[(\[](?P<added>[^)\]]*{_LETTER}[^)\]]*)[)\]]"
_SECOND_NAME = (
    rf"(?i)^(?P<name>.*{_LETTER}.*?)[\s,;(/-]+"
    r"(?:d[/.]?b[/.]?a\b\.?|a[/.]?k[/.]?a\b\.?|f[/.]?k[/.]?a\b\.?|t/a\b|doing business as|trading as|also known as"
    rf"|formerly known as|formerly|previously|vormals|anciennement|antes)[:\s]+(?P<added>[^)]*{_LETTER}[^)]*)\)?\s*$"
)
_COMMON_FORMS = (
    r"inc|incorporated|llc|l\.l\.c|ltd|limited|plc|corp|corporation|co|gmbh|ag|kg|se|b\.? ?v|n\.? ?v|s\.?a|sas"
    r"|s\.?a\.?r\.?l|s\.?p\.?a|s\.?r\.?l|s\.?l|ab|a/?s|aps|oyj?|sp\. ?z ?o\.? ?o|s\.?r\.?o|kft|d\.?o\.?o|pty|pte|k\.?k"
)
"""Forms that end a name beyond doubt where a comma follows."""

_BRACKETS = rf"(?i)^(?P<name>{_BRACKETED}[\s,]*(?P<after>(?:{_COMMON_FORMS})?)[\s.,]*$"
_AFTER_FORM = (
    rf"(?i)^(?P<name>.*{_LETTER}[\s,]+(?:{_COMMON_FORMS}))[\s.]*[,;-]\s*(?P<added>[^,;].*{_LETTER}.*)$"
)
_WEB_ENDING = (
    r"(?i)^(?:https?://)?(?:www\.)?([\w\x{80}-\x{10ffff}-]{2,})\."
    r"(?:com|net|org|io|ai|biz|info|app|de|fr|nl|ch|es|it|eu|co\.uk|com\.au|com\.br)\b"
)
_FORM_WORDS = ("pty", "private", "pvt", "proprietary", "u s", "the")
"""What stands in brackets as a part of the name, beside legal forms, places and divisions."""


@dataclass(frozen=True, slots=True)
class Names:
    """Names, and what was said beside each, null where nothing was; all as written."""

    name: pa.Array
    alias: pa.Array
    place: pa.Array


def without_additions(values: pa.Array) -> Names:
    """Part second names and places from names; web endings go: "Acme.com Inc" gives "Acme Inc".

    A place, a division or a legal form in brackets stays in the name: "Acme (Pty) Ltd", "Acme (Germany)".
    """
    names = pc.replace_substring_regex(values, pattern=_WEB_ENDING, replacement=r"\1")
    names, said = _split(names, _SECOND_NAME)
    names, bracketed = _split(names, _BRACKETS)
    names, place = _split(names, _AFTER_FORM)
    return Names(names, pc.coalesce(said, bracketed), place)


def as_words(texts: pa.Array) -> pa.Array:
    """Texts as folded words with a blank between them: "U.A.E." gives "uae"."""
    words = pc.replace_substring_regex(fold(texts), pattern=r"['’.]", replacement="")
    return pc.utf8_trim_whitespace(pc.replace_substring_regex(words, pattern=r"[^\pL\pN]+", replacement=" "))


def _split(values: pa.Array, pattern: str) -> tuple[pa.Array, pa.Array]:
    """Values less what is added to them, and what that is."""
    nothing = pa.nulls(len(values), pa.string())
    candidates = np.flatnonzero(pc.fill_null(pc.match_substring_regex(values, pattern), False))
    if len(candidates) == 0:
        return values, nothing
    found = pc.extract_regex(values.take(pa.array(candidates)), pattern)
    added = pc.struct_field(found, "added")
    is_own = ~pc.is_in(as_words(added), value_set=_parts_of_names()).to_numpy(zero_copy_only=False)
    mask = np.zeros(len(values), dtype=bool)
    mask[candidates[is_own]] = True
    name = pc.struct_field(found, "name")
    if "<after>" in pattern:
        name = pc.binary_join_element_wise(name, pc.struct_field(found, "after"), " ")
    chosen = pa.array(is_own)
    return (
        pc.replace_with_mask(values, pa.array(mask), name.filter(chosen)),
        pc.replace_with_mask(nothing, pa.array(mask), added.filter(chosen)),
    )


@cache
def _parts_of_names() -> pa.Array:
    lists = ("legal_forms", "company_places", "company_divisions")
    entries = pa.array([*_FORM_WORDS, *(entry for name in lists for entry in fold_all(load_words(name)))])
    return pc.unique(as_words(entries))
