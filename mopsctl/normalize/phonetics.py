"""How a name sounds, roughly and in no language in particular, so that spellings of one name share a key.

A skeleton of consonants in the manner of Metaphone (Lawrence Philips, 1990) and of the Cologne phonetics (Hans Joachim
Postel, 1969), laxer than both: the rules of one language would part the names of another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.normalize.arrow_text import as_arrow, as_series
from mopsctl.normalize.transliteration import to_ascii

if TYPE_CHECKING:
    import pandas as pd

_SOUNDS = (
    # At the head
    ("^ma?c([a-z]{3})", r"mk\1"), ("^kn|^gn", "n"), ("^wr", "r"), ("^ps", "s"), ("^x", "s"),
    # Several letters with one sound
    ("x", "ks"), ("tz?sch|tch|cz", "c"), ("s?ch([lmnrtw])", r"x\1"), ("sch|sh|sz", "x"), ("pf|ph", "f"),
    ("th|dt", "t"), ("gh(t|n|$)", r"\1"), ("t[sz]", "s"), ("ch|ck|cq", "k"),
    # Letters with the same sound, at the end also the voiced and the voiceless
    ("[cq]", "k"), ("z", "s"), ("[wv]", "f"), ("b$", "p"), ("d$", "t"), ("g$", "k"),
)  # fmt: skip
"""Letters and what they sound like, in this order; x is the sound of "sh"."""

_CONSONANTS = "bcdfgjklmnpqrstvwxz"


def phonetic_keys(values: pd.Series[Any]) -> pd.Series[Any]:
    """The consonants of distinct names as they sound, for blocking: "Schmidt", "Shmit" and "Schmitt" give "xmt".

    Vowels (with y) and the h count only at the head, and there only as that they are: "Eric" and "Yrik" give "ark".
    Doubled letters count once. What has no Latin letter when spelt in ASCII is NA.
    """
    letters = pc.ascii_lower(to_ascii(as_arrow(values), {}))
    sounds = pc.replace_substring_regex(letters, "[^a-z]+", "")
    for pattern, sound in _SOUNDS:
        sounds = pc.replace_substring_regex(sounds, pattern, sound)
    for consonant in _CONSONANTS:
        sounds = pc.replace_substring_regex(sounds, consonant * 2 + "+", consonant)
    sounds = pc.replace_substring_regex(pc.replace_substring_regex(sounds, "^[aeiouy]+", "A"), "^h", "H")
    keys = pc.ascii_lower(pc.replace_substring_regex(sounds, "[aeiouyh]+", ""))
    return as_series(pc.if_else(pc.equal(keys, ""), pa.scalar(None, pa.string()), keys), values.index)
