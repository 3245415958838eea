"""Cities for matching: one key for the names that a city has and the ways they are written."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.normalize.arrow_text import as_arrow, as_series
from mopsctl.normalize.placeholders import placeholder_pattern
from mopsctl.normalize.transliteration import to_ascii
from mopsctl.normalize.wordlists import ordered_words
from mopsctl.schema.model import ValueKind

if TYPE_CHECKING:
    import pandas as pd

_LONGEST = 200
"""Characters of a city's name that are read."""

_NOTE = r"(.) *\([^()]*\) *$"
_BESIDE = (
    (r"^(?:[a-z]{1,3}[ -])?[0-9]{4,6}(?: ?[a-z]{2}\b)? +", ""),
    (r",.*$", ""),
    (r"[a-z]{1,2}[0-9][0-9a-z]? +[0-9][a-z]{2} *$", ""),
    (r"\bcedex\b.*$", ""),
    (r"^ *(?:greater|city of|town of|ville de|stadt|comune di|ayuntamiento de) +", ""),
    (r"(?: metropolitan)?(?: area| metro| region)+ *$| metropolitan *$", ""),
    (
        r"[ -]+(?:[0-9]+ ?(?:er|e|eme|nd|th)?(?: arrondissement| arr\.?)?|[a-z]{1,2}[0-9]{1,2}[a-z]?|[ivx]{2,})\.? *$",
        "",
    ),
)
"""What stands before and behind a city's name, in this order: postal codes, states, districts."""

_RIVERS = r"[ /-]+(?:am|a\.? ?m\.?|an der|a\. ?d\.?|in der|im|i\. ?br\.?|upon|on|sur|by)[ .-]+.*$"
_WORDS = (
    (r"\b(?:saint|sainte|sankt|ste|sint|snt)\b", "st"),
    (r"\bmt\b", "mount"),
    (r"\bft\b", "fort"),
    (r"\bpt\b", "port"),
    (r"\bhts\b", "heights"),
    (r"\bspgs?\b", "springs"),
    (r"\b(?:bch)\b", "beach"),
    (r"\b(?:vlg|vill)\b", "village"),
    (r"\bjct\b", "junction"),
    (r"\btwp\b|\btownship\b", ""),
    (r"^ *n\b", "north"),
    (r"^ *s\b", "south"),
    (r"^ *e\b", "east"),
    (r"^ *w\b", "west"),
)


def city_keys(values: pd.Series[Any]) -> pd.Series[Any]:
    """A key for the city in each text, letters without blanks: "Cologne", "Köln" and "50667 Koeln" give "koln".

    Postal codes, states behind a comma and districts (Paris 8e, Dublin 2) go, as do rivers (am Rhein, upon Tyne) where
    ``data/city_spellings.txt`` does not tell two cities apart by them. NA where no letter is left.
    """
    named = _named(as_arrow(values))
    bare = pc.replace_substring_regex(named, pattern=_NOTE, replacement=r"\1")
    for pattern, replacement in _BESIDE:
        bare = pc.replace_substring_regex(bare, pattern=pattern, replacement=replacement)
    riverless = pc.replace_substring_regex(bare, pattern=_RIVERS, replacement="")
    names, keys = _known()
    found = [keys.take(pc.index_in(_letters(form), names)) for form in (named, bare, riverless)]
    key = pc.coalesce(*found, _letters(riverless))
    return as_series(pc.if_else(pc.equal(key, ""), pa.scalar(None, pa.string()), key), values.index)


def _named(texts: pa.Array) -> pa.Array:
    """Lower case ASCII, null where it stands for nothing."""
    plain = pc.utf8_trim_whitespace(pc.utf8_slice_codeunits(texts, 0, _LONGEST))
    nothing = pc.match_substring_regex(plain, f"(?i)^{placeholder_pattern(ValueKind.CITY)}$")
    return pc.if_else(nothing, pa.scalar(None, pa.string()), pc.ascii_lower(to_ascii(plain, {})))


def _letters(names: pa.Array) -> pa.Array:
    """The letters of names, words that have several spellings in one, umlauts as one letter."""
    spaced = pc.replace_substring_regex(names, pattern="[^a-z0-9]+", replacement=" ")
    for pattern, word in _WORDS:
        spaced = pc.replace_substring_regex(spaced, pattern=pattern, replacement=word)
    glued = pc.replace_substring_regex(spaced, pattern="[^a-z]+", replacement="")
    return pc.replace_substring_regex(glued, pattern=r"([ao]|^u|[^qg]u)e", replacement=r"\1")


@cache
def _known() -> tuple[pa.Array, pa.Array]:
    """Every listed name's letters, and those of the name that stands for them."""
    first_names, names = [], []
    for line in ordered_words("city_spellings"):
        first, _, others = line.partition(":")
        for name in (first, *others.split(";")):
            first_names.append(first.strip())
            names.append(name.strip())
    spelled = [_letters(pc.ascii_lower(to_ascii(pa.array(column), {}))) for column in (names, first_names)]
    pairs: dict[str, str] = {}
    for name, key in zip(*(column.to_pylist() for column in spelled), strict=True):
        pairs.setdefault(name, key)
    return pa.array(list(pairs)), pa.array(list(pairs.values()))
