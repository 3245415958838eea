"""Family names in the form that compares: "O'Brien", "van der Berg", "MacDonald", "Müller" and "Mueller"."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.normalize.name_order import any_word

ACCENTS = {
    "ä": "a1", "ö": "o1", "ü": "u1", "ø": "o1", "å": "a2", "Ä": "A1", "Ö": "O1", "Ü": "U1", "Ø": "O1", "Å": "A2",
}  # fmt: skip
"""Letters that are also written as two, and what stands for them until both spellings are made."""

_GERMAN_E = "(^|[ b-df-hj-npr-tv-xz])([aou])e([b-df-hj-kmnp-tv-x]|[lz][a-z])"


def family_forms(names: pa.Array) -> tuple[pa.Array, pa.Array]:
    """Family names in small letters, and their other spelling, null where there is none.

    Particles and apostrophes are glued ("vanderberg"), Mac is Mc and Saint St; double names keep a blank.

    :param names: in ASCII letters, those of `ACCENTS` as there.
    """
    words = pc.replace_substring_regex(pc.ascii_lower(names), r"['\"()]+", "")
    words = pc.ascii_trim_whitespace(pc.replace_substring_regex(words, r"[\s.,/-]+", " "))
    words = pc.replace_substring_regex(words, r"^(?:saint|sainte|ste) ", "st ")
    words = pc.replace_substring_regex(words, rf"\b({any_word('name_particles')}|[odlmnt]) ", r"\1")
    words = pc.replace_substring_regex(words, r"\bmac([a-z]{3})", r"mc\1")
    plain = pc.replace_substring_regex(words, "[12]", "")
    return plain, _other_spelling(words, plain)


def _other_spelling(marked: pa.Array, plain: pa.Array) -> pa.Array:
    """Müller as "mueller", Mueller as "muller"; null where that is the same.

    In "Samuel", "Bauer", "Paez", "Quentin" and "Yuen" the e is a sound of its own.
    """
    spelt = pc.replace_substring(pc.replace_substring(marked, "1", "e"), "a2", "aa")
    bare = pc.replace_substring_regex(marked, "(^| |g)aa([b-z])", r"\1a\2")
    # Twice, since matches that overlap are found one after the other.
    for _ in range(2):
        bare = pc.replace_substring_regex(bare, _GERMAN_E, r"\1\2\3")
    other = pc.if_else(pc.match_substring_regex(marked, "[12]"), spelt, bare)
    return pc.if_else(pc.equal(other, plain), pa.scalar(None, pa.string()), other)
