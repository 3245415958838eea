"""Names as people type them, in letters that the rules for names can read."""

from __future__ import annotations

from functools import cache

import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.normalize.changed_rows import changed_where
from mopsctl.normalize.family_names import ACCENTS
from mopsctl.normalize.name_order import with_east_asian_order
from mopsctl.normalize.name_titles import with_roman_generations
from mopsctl.normalize.transliteration import to_ascii

_LONGEST = 200
"""Signs of a value that are read: no name is longer."""

# UTF-8 read as Latin letters ("MÃ¼ller"), and letters as HTML.
_GARBLED = r"[ÂÃÄÅÐÑ](?:[^\pL\s'-]|[ªº])|&#?\w+;"
_STRANGE = r"""[^A-Za-z12'"().,/ -]+"""

_NICKNAME = (
    r"""^(?P<head>[^"(]*?) *(?:["(]|(?:^| )') *(?P<nickname>[A-Za-z][^"()']*?) *"""
    r"""(?:[")]|'(?: |$))(?P<tail>.*)$"""
)
_NOTES = "nee|geb|born|formerly|former|he|she|they|retired|inactive|deceased|contractor|consultant|home|work"
_NO_NICKNAME = rf"(?i)/|^(?:{_NOTES})\b"


def readable_names(names: pa.Array, *, full: bool) -> pa.Array:
    """The names in ASCII letters with `ACCENTS`, and the marks of names; null for placeholders and addresses.

    :param full: whether family and given name stand in one value; Chinese ones get a comma between them.
    """
    names = pc.utf8_slice_codeunits(names, 0, _LONGEST)
    none = pc.or_(pc.match_substring_regex(names, _placeholders()), pc.match_substring(names, "@"))
    names = pc.if_else(none, pa.scalar(None, pa.string()), names)
    names = changed_where(names, pc.match_substring_regex(names, _GARBLED), _decoded)
    foreign = pc.invert(pc.string_is_ascii(names))
    # The normal form of ¼ has digits, which stand for accents.
    names = changed_where(names, foreign, lambda some: pc.utf8_normalize(some, form="NFKC"))
    names = changed_where(names, pc.match_substring_regex(names, "[0-9]"), _without_digits)
    if full:
        names = changed_where(names, foreign, with_east_asian_order)
    names = to_ascii(names, ACCENTS)
    return tidy_names(changed_where(names, pc.match_substring_regex(names, _STRANGE), _without_strange_signs))


def split_nickname(names: pa.Array) -> tuple[pa.Array, pa.Array]:
    """The readable names without what is in quotes or brackets, and that, null as far as it is no name."""
    # All of it in quotes is no nickname, but left from a file's own quotes.
    names = pc.replace_substring_regex(names, """^["']([^"']+)["']$""", r"\1")
    quoted = pc.match_substring_regex(names, """["(]|(?:^| )'""")
    nickname = pc.if_else(quoted, names, pa.scalar(None, pa.string()))
    found = pc.struct_field(pc.extract_regex(nickname, _NICKNAME), "nickname")
    is_name = pc.invert(pc.match_substring_regex(found, _NO_NICKNAME))
    rest = changed_where(names, quoted, lambda some: pc.replace_substring_regex(some, _NICKNAME, r"\1 \3"))
    return tidy_names(rest), pc.if_else(is_name, found, pa.scalar(None, pa.string()))


def tidy_names(names: pa.Array) -> pa.Array:
    """The names with one blank between words and behind a comma."""
    names = changed_where(
        names,
        pc.match_substring(names, ","),
        lambda found: pc.replace_substring_regex(found, " *,[ ,]*", ", "),
    )
    return pc.ascii_trim(pc.replace_substring_regex(names, "  +", " "), " ,-")


def _decoded(names: pa.Array) -> pa.Array:
    from mopsctl.normalize.mojibake import decoded

    return pa.array(map(decoded, names.to_pylist()), pa.string())


def _without_digits(names: pa.Array) -> pa.Array:
    return pc.replace_substring_regex(with_roman_generations(names), r"[0-9]+(?:(?:st|nd|rd|th)\b)?", "")


def _without_strange_signs(names: pa.Array) -> pa.Array:
    for strange, mark in (("`", "'"), (r"[\[{<]", "("), (r"[\]}>]", ")"), (_STRANGE, " ")):
        names = pc.replace_substring_regex(names, strange, mark)
    return names


@cache
def _placeholders() -> str:
    # What else that module does takes a while to load.
    from mopsctl.normalize.placeholders import placeholder_pattern
    from mopsctl.schema.model import ValueKind

    return f"(?i)^(?:{placeholder_pattern(ValueKind.PERSON_NAME)})$"
