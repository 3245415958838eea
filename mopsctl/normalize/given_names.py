"""Given names in the form that compares: "Jean-Pierre", "J.P.", "Xiao Long", "Юлия" and "Yuliya"."""

from __future__ import annotations

from functools import cache

import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.normalize.changed_rows import changed_where
from mopsctl.normalize.name_order import SYLLABLE, any_word, with_marian_names_joined
from mopsctl.normalize.nicknames import known_given_names
from mopsctl.normalize.wordlists import ordered_words

_ONE_FORM = (
    # Initials without dots or blanks: JP, AJ; but Md stands for Mohammed, and Ng is a name.
    ("^([b-df-hj-mp-tv-xz])([bcf-hj-np-tv-xz])( |$)", r"\1 \2\3"),
    ("^([aeo])(j)( |$)", r"\1 \2\3"),
    # Russian and Ukrainian names end in -iya, -iia or -ia, in -iy, -ii or -y.
    (r"i[iy]a\b", "ia"),
    (r"([a-z])(?:i[iy]|yy)\b", r"\1y"),
)


def given_and_middle(names: pa.Array) -> tuple[pa.Array, pa.Array]:
    """The first of the given names and the others, in small letters; each may be empty.

    Hyphens are glued, so are two words that are one name; initials are names of one letter.

    :param names: in ASCII letters, with blanks or dots between names.
    """
    words = with_marian_names_joined(pc.ascii_trim_whitespace(pc.ascii_lower(names)))
    words = pc.replace_substring_regex(words, r"[12'\"()-]+", "")
    words = pc.ascii_trim_whitespace(pc.replace_substring_regex(words, r"[\s.,/]+", " "))
    for pattern, form in _ONE_FORM:
        words = pc.replace_substring_regex(words, pattern, form)
    words = changed_where(words, pc.match_substring(words, " "), _with_first_words_glued)
    halves = pc.extract_regex(words, r"^(?P<given>\S*) ?(?P<middle>.*)$")
    return pc.struct_field(halves, "given"), pc.struct_field(halves, "middle")


def _with_first_words_glued(names: pa.Array) -> pa.Array:
    """The names with the first words as one where they are one name: Jean Pierre, Xiao Long, La Toya."""
    names = pc.replace_substring_regex(names, rf"^({_particles()}) (?:({_particles()}) )?(\S)", r"\1\2\3")
    words = pc.extract_regex(names, r"^(?P<pair>(?P<first>\S+) \S+)")
    compound = pc.is_in(pc.struct_field(words, "pair"), value_set=_compound_given_names())
    known = pc.is_in(pc.struct_field(words, "first"), value_set=known_given_names())
    syllables = pc.match_substring_regex(names, rf"^{SYLLABLE} {SYLLABLE}(?: |$)")
    glued = pc.or_(compound, pc.and_(syllables, pc.invert(known)))
    return pc.if_else(glued, pc.replace_substring(names, " ", "", max_replacements=1), names)


@cache
def _particles() -> str:
    """The choices of a pattern: particles that are no given names as Al is."""
    known = set(known_given_names().to_pylist())
    return "|".join(word for word in any_word("name_particles").split("|") if word not in known)


@cache
def _compound_given_names() -> pa.Array:
    lines = (line.partition(":") for line in ordered_words("compound_given_names"))
    return pa.array([f"{first} {second}" for first, _, seconds in lines for second in seconds.split()])
