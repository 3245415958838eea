"""Cities for matching: one key for the names that a city has and the ways they are written."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.normalize.arrow_text import as_arrow, as_series
from mopsctl.normalize.ascii_letters import letter_by_letter
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
_SEVERAL_SPELLINGS = (
    r"\b(?:s(?:ain|ank)?te?|sint|snt|[mfp]t|hts|spgs?|bch|vlg|vill|jct|twp|township)\b|^ *[nsew]\b"
)
_WORDS = (
    (r"\b(?:saint|sainte|sankt|ste|sint|snt)\b", "st"),
    (r"\bmt\b", "mount"),
    (r"\bft\b", "fort"),
    (r"\bpt\b", "port"),
    (r"\bhts\b", "heights"),
    (r"\bspgs?\b", "springs"),
    (r"\bbch\b", "beach"),
    (r"\b(?:vlg|vill)\b", "village"),
    (r"\bjct\b", "junction"),
    (r"\b(?:twp|township)\b", ""),
    (r"^ *n\b", "north"),
    (r"^ *s\b", "south"),
    (r"^ *e\b", "east"),
    (r"^ *w\b", "west"),
)
"""Words that have several spellings; the pattern before finds them all."""
_SIGNS = {chr(code): " " for code in range(128) if not chr(code).isalnum()}


def city_keys(values: pd.Series[Any]) -> pd.Series[Any]:
    """A key for the city in each text, letters without blanks: "Cologne", "Köln" and "50667 Koeln" give "koln".

    Postal codes, states behind a comma and districts (Paris 8e, Dublin 2) go, as do rivers (am Rhein, upon Tyne) where
    ``data/city_spellings.txt`` does not tell two cities apart by them. NA where no letter is left.
    """
    whole = _named(as_arrow(values))
    key = _listed(whole)
    unknown = pc.and_(pc.is_null(key), pc.is_valid(whole))
    bare = _without(whole.filter(unknown), ((_NOTE, r"\1"), *_BESIDE))
    riverless = _without(bare, ((_RIVERS, ""),))
    found = pc.coalesce(_listed(bare), _listed(riverless), _letters(riverless))
    key = pc.replace_with_mask(key, unknown, found)
    return as_series(pc.if_else(pc.equal(key, ""), pa.scalar(None, pa.string()), key), values.index)


def _without(names: pa.Array, patterns: tuple[tuple[str, str], ...]) -> pa.Array:
    for pattern, replacement in patterns:
        names = pc.replace_substring_regex(names, pattern=pattern, replacement=replacement)
    return names


def _listed(names: pa.Array) -> pa.Array:
    """The key of each name in the list, null where it is not in it."""
    known, keys = _known()
    return keys.take(pc.index_in(_letters(names), known))


def _named(texts: pa.Array) -> pa.Array:
    """Lower case ASCII, null where it stands for nothing."""
    plain = pc.utf8_trim_whitespace(pc.utf8_slice_codeunits(texts, 0, _LONGEST))
    nothing = pc.match_substring_regex(plain, f"(?i)^{placeholder_pattern(ValueKind.CITY)}$")
    return pc.if_else(nothing, pa.scalar(None, pa.string()), pc.ascii_lower(to_ascii(plain, {})))


def _letters(names: pa.Array) -> pa.Array:
    """The letters of names, words that have several spellings in one, umlauts as one letter."""
    spaced = letter_by_letter(pc.fill_null(names, ""), _SIGNS)
    several = pc.match_substring_regex(spaced, _SEVERAL_SPELLINGS)
    spaced = pc.replace_with_mask(spaced, several, _without(spaced.filter(several), _WORDS))
    return _without(spaced, (("[^a-z]+", ""), (r"([ao]|^u|[^qg]u)e", r"\1")))


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
