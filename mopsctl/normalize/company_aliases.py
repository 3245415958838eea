"""Two names in one value: "Blue River LLC dba Acme", "International Business Machines (IBM)"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.normalize.arrow_text import fold, fold_all
from mopsctl.normalize.wordlists import load_words

_SECOND_NAME = (
    r"(?i)^(?P<name>.*[\pL\pN].*?)[\s,;(/-]+"
    r"(?:d[/.]?b[/.]?a\b\.?|a[/.]?k[/.]?a\b\.?|f[/.]?k[/.]?a\b\.?|t/a\b|doing business as|trading as|also known as"
    r"|formerly known as|formerly|previously|vormals|anciennement|antes)[:\s]+(?P<alias>[^)]*[\pL\pN][^)]*)\)?\s*$"
)
_BRACKETS = r"^(?P<before>[^(\[]*[\pL\pN][^(\[]*)[(\[](?P<alias>[^)\]]*[\pL\pN][^)\]]*)[)\]](?P<after>.*)$"
_WEB_ENDING = (
    r"(?i)^(?:https?://)?(?:www\.)?([\pL\pN-]{2,})\.(?:com|net|org|io|ai|biz|info|app|de|fr|nl|ch|es|it|eu|co\.uk"
    r"|com\.au|com\.br)\b"
)
_FORM_WORDS = ("pty", "private", "pvt", "proprietary", "u s", "the")
"""What stands in brackets as a part of the name, beside legal forms, places and divisions."""


@dataclass(frozen=True, slots=True)
class Names:
    """The first name of each value, and its second one, null where there is none."""

    name: pa.Array
    alias: pa.Array


def split_aliases(values: pa.Array) -> Names:
    """Part a second name from the first; web endings go: "Acme.com Inc" gives "Acme Inc".

    A place, a division or a legal form in brackets stays in the name: "Acme (Pty) Ltd", "Acme (Germany)".
    """
    names = pc.replace_substring_regex(values, pattern=_WEB_ENDING, replacement=r"\1")
    names, said = _split(names, _SECOND_NAME, ("name",))
    names, bracketed = _split(names, _BRACKETS, ("before", "after"))
    return Names(names, pc.coalesce(said, bracketed))


def _split(values: pa.Array, pattern: str, rest: tuple[str, ...]) -> tuple[pa.Array, pa.Array]:
    """Values that match, less their alias, and the aliases."""
    nothing = pa.nulls(len(values), pa.string())
    candidates = np.flatnonzero(pc.fill_null(pc.match_substring_regex(values, pattern), False))
    found = pc.extract_regex(values.take(pa.array(candidates)), pattern)
    alias = pc.struct_field(found, "alias")
    is_alias = ~pc.is_in(_as_words(alias), value_set=_parts_of_names()).to_numpy(zero_copy_only=False)
    mask = np.zeros(len(values), dtype=bool)
    mask[candidates[is_alias]] = True
    chosen = pa.array(is_alias)
    name = pc.binary_join_element_wise(*(pc.struct_field(found, part) for part in rest), " ")
    return (
        pc.replace_with_mask(values, pa.array(mask), name.filter(chosen)),
        pc.replace_with_mask(nothing, pa.array(mask), alias.filter(chosen)),
    )


def _as_words(texts: pa.Array) -> pa.Array:
    words = pc.replace_substring_regex(fold(texts), pattern=r"['’.]", replacement="")
    return pc.utf8_trim_whitespace(pc.replace_substring_regex(words, pattern=r"[^\pL\pN]+", replacement=" "))


@cache
def _parts_of_names() -> pa.Array:
    lists = ("legal_forms", "company_places", "company_divisions")
    entries = pa.array([*_FORM_WORDS, *(entry for name in lists for entry in fold_all(load_words(name)))])
    return pc.unique(_as_words(entries))
