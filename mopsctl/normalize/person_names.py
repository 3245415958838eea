"""Names of persons as matching compares them: given, middle and family name, generation and nickname.

"Smith, Dr. John A. (Jack), Jr." and "Mr. JOHN A SMITH JR" have the same keys; so have "Jean-Pierre", "jean pierre" and
"Jeanpierre", "O'Brien" and "O Brien", "van der Berg" and "Vanderberg".
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Literal

import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.normalize.arrow_text import as_arrow, as_series
from mopsctl.normalize.changed_rows import changed_where
from mopsctl.normalize.name_order import (
    SYLLABLE,
    any_word,
    family_first,
    particles_in_front,
    with_east_asian_order,
)
from mopsctl.normalize.name_titles import is_title, split_generation, with_roman_generations, without_titles
from mopsctl.normalize.nicknames import known_given_names
from mopsctl.normalize.transliteration import to_ascii
from mopsctl.normalize.wordlists import ordered_words

if TYPE_CHECKING:
    import pandas as pd

Part = Literal["given", "family", "full"]
"""What a column holds: given names with middle names, family names, or all in one."""

_LONGEST = 200
"""Signs of a value that are read: no name is longer."""

# Accents that are also written as a second letter are kept as digits until family names are spelt both ways.
_ACCENTS = {
    "ä": "a1", "ö": "o1", "ü": "u1", "ø": "o1", "å": "a2", "Ä": "A1", "Ö": "O1", "Ü": "U1", "Ø": "O1", "Å": "A2",
}  # fmt: skip

_STRANGE = r"""[^A-Za-z12'"().,/ -]+"""
_NICKNAME = (
    r"""^(?P<head>[^"(]*?) *(?:["(]|(?:^| )') *(?P<nickname>[A-Za-z][^"()']*?) *"""
    r"""(?:[")]|'(?: |$))(?P<tail>.*)$"""
)
_GERMAN_E = "(^|[ b-df-hj-npr-tv-xz])([aou])e([b-df-hj-kmnp-tv-x]|[lz][a-z])"
_NOTES = "nee|geb|born|formerly|former|he|she|they|retired|inactive|deceased|contractor|consultant|home|work"
_NO_NICKNAME = rf"(?i)/|^(?:{_NOTES})\b"


def name_keys(values: pd.Series[Any], part: Part) -> pd.DataFrame:
    """The parts of distinct names, in small ASCII letters without accents, marks or titles.

    Columns, all text and NA where there is nothing: ``given`` (one word: "jeanpierre"), ``middle`` (names or
    initials), ``family`` (particles glued, the halves of a double name not: "vanderberg", "smith jones"),
    ``family_alt`` (the family name with ä, ö, ü as "ae", "oe", "ue" or the other way round; NA where that is the
    same), ``suffix`` (jr, sr, ii, iii, iv) and ``nickname`` (from quotes or brackets). Scripts other than Latin are
    spelt as `to_ascii` does.

    Placeholders, e-mail addresses and texts without letters are no names. The order of "Smith John" isn't
    known: it gives the given name "smith".

    :param part: what the values hold. A given or family name may have any of the other parts with it.
    """
    names, nickname = _split_nickname(_readable(as_arrow(values), part))
    plain = pc.if_else(pc.and_(is_title(names), part != "family"), "", without_titles(names))
    titled = pc.not_equal(plain, names)
    plain, suffix = split_generation(plain)
    family, given = _split_family(_tidy(plain), titled, part)
    columns = {**_given_keys(given), **_family_keys(family), "suffix": suffix, "nickname": _glued(nickname)}
    order = ("given", "middle", "family", "family_alt", "suffix", "nickname")
    import pandas as pd

    return pd.DataFrame({name: as_series(_nothing_as_null(columns[name]), values.index) for name in order})


def _readable(names: pa.Array, part: Part) -> pa.Array:
    """The names in ASCII, with nothing but letters and the marks of names; null for what is no name."""
    names = pc.utf8_slice_codeunits(names, 0, _LONGEST)
    none = pc.or_(pc.match_substring_regex(names, _placeholders()), pc.match_substring(names, "@"))
    names = pc.if_else(none, pa.scalar(None, pa.string()), names)
    foreign = pc.invert(pc.string_is_ascii(names))
    # The normal form of ¼ has digits, which mark accents below.
    names = changed_where(names, foreign, lambda some: pc.utf8_normalize(some, form="NFKC"))
    names = changed_where(names, pc.match_substring_regex(names, "[0-9]"), _without_digits)
    if part == "full":
        names = changed_where(names, foreign, with_east_asian_order)
    names = to_ascii(names, _ACCENTS)
    return _tidy(changed_where(names, pc.match_substring_regex(names, _STRANGE), _without_strange_signs))


def _without_digits(names: pa.Array) -> pa.Array:
    return pc.replace_substring_regex(with_roman_generations(names), "[0-9]+", "")


def _without_strange_signs(names: pa.Array) -> pa.Array:
    names = pc.replace_substring_regex(names, r"[\[{<]", "(")
    names = pc.replace_substring_regex(names, r"[\]}>]", ")")
    return pc.replace_substring_regex(names, _STRANGE, " ")


def _tidy(names: pa.Array) -> pa.Array:
    """The names with one blank between words and one after a comma."""
    names = changed_where(
        names,
        pc.match_substring(names, ","),
        lambda found: pc.replace_substring_regex(found, r" *,[ ,]*", ", "),
    )
    names = pc.replace_substring_regex(names, "  +", " ")
    return pc.ascii_trim(names, " ,-")


def _split_nickname(names: pa.Array) -> tuple[pa.Array, pa.Array]:
    """The names without what is in quotes or brackets, and that, as far as it is a name."""
    quoted = pc.match_substring_regex(names, """["(]|(?:^| )'""")
    nickname = pc.if_else(quoted, names, pa.scalar(None, pa.string()))
    found = pc.struct_field(pc.extract_regex(nickname, _NICKNAME), "nickname")
    is_name = pc.invert(pc.match_substring_regex(found, _NO_NICKNAME))
    rest = changed_where(names, quoted, lambda some: pc.replace_substring_regex(some, _NICKNAME, r"\1 \3"))
    return _tidy(rest), pc.if_else(is_name, found, pa.scalar(None, pa.string()))


def _split_family(names: pa.Array, titled: pa.Array, part: Part) -> tuple[pa.Array, pa.Array]:
    """Family name, and given and middle names; each may be empty. A title with one name has a family name."""
    names = pc.replace_substring_regex(names, r"\bv\.? ?d\.? ?([A-Z])", r"van der \1")
    if part == "full":
        alone = pc.and_(titled, pc.match_substring_regex(names, "^[^ ,]+$"))
        names = family_first(pc.if_else(alone, pc.binary_join_element_wise(names, "", ","), names))
    elif part == "family":
        # Initials that belong to the first name: "J. R. Smith".
        names = pc.replace_substring_regex(names, r"^((?:[A-Za-z]\. ?)+)([A-Za-z]{2}.*)$", r"\2, \1")
        names = particles_in_front(names)
    else:
        names = pc.binary_join_element_wise("", pc.replace_substring(names, ",", " "), ",")
    halves = pc.extract_regex(names, r"^(?P<family>[^,]*),?(?P<given>.*)$")
    return pc.struct_field(halves, "family"), pc.struct_field(halves, "given")


def _given_keys(given: pa.Array) -> dict[str, pa.Array]:
    words = pc.replace_substring_regex(pc.ascii_lower(given), r"[12'\"()-]+", "")
    words = pc.ascii_trim_whitespace(pc.replace_substring_regex(words, r"[\s.,/]+", " "))
    # Initials without dots or blanks: JP, AJ; but Md stands for Mohammed and Ng is a name.
    words = pc.replace_substring_regex(words, "^([b-df-hj-mp-tv-xz])([bcf-hj-np-tv-xz])( |$)", r"\1 \2\3")
    words = pc.replace_substring_regex(words, "^([aeo])(j)( |$)", r"\1 \2\3")
    # Russian and Ukrainian names end in -iya, -iia or -ia, in -iy, -ii or -y.
    words = pc.replace_substring_regex(words, r"i[iy]a\b", "ia")
    words = pc.replace_substring_regex(words, r"(?:i[iy]|yy)\b", "y")
    words = changed_where(words, pc.match_substring(words, " "), _with_compounds_glued)
    halves = pc.extract_regex(words, r"^(?P<given>\S*) ?(?P<middle>.*)$")
    return {"given": pc.struct_field(halves, "given"), "middle": pc.struct_field(halves, "middle")}


def _with_compounds_glued(names: pa.Array) -> pa.Array:
    """The names with the first two words as one where they are one name: Jean Pierre, Xiao Long."""
    words = pc.extract_regex(names, r"^(?P<pair>(?P<first>\S+) \S+)")
    compound = pc.is_in(pc.struct_field(words, "pair"), value_set=_compound_given_names())
    known = pc.is_in(pc.struct_field(words, "first"), value_set=known_given_names())
    syllables = pc.match_substring_regex(names, rf"^{SYLLABLE} {SYLLABLE}(?: |$)")
    glued = pc.or_(compound, pc.and_(syllables, pc.invert(known)))
    return pc.if_else(glued, pc.replace_substring(names, " ", "", max_replacements=1), names)


def _family_keys(family: pa.Array) -> dict[str, pa.Array]:
    words = pc.replace_substring_regex(pc.ascii_lower(family), r"['\"()]+", "")
    words = pc.ascii_trim_whitespace(pc.replace_substring_regex(words, r"[\s.,/-]+", " "))
    words = pc.replace_substring_regex(words, r"^(?:saint|sainte|ste) ", "st ")
    words = pc.replace_substring_regex(words, rf"\b({any_word('name_particles')}|[odlmnt]) ", r"\1")
    words = pc.replace_substring_regex(words, r"\bmac([a-z]{3})", r"mc\1")
    family = pc.replace_substring_regex(words, "[12]", "")
    return {"family": family, "family_alt": _other_spelling(words, family)}


def _other_spelling(marked: pa.Array, plain: pa.Array) -> pa.Array:
    """Müller as "mueller", Mueller as "muller"; null where there is no other spelling.

    In "Samuel", "Bauer", "Paez", "Quentin" and "Yuen" the e is a sound of its own.
    """
    spelt = pc.replace_substring(pc.replace_substring(marked, "1", "e"), "a2", "aa")
    bare = pc.replace_substring_regex(marked, r"(^| |g)aa([b-z])", r"\1a\2")
    # Twice, since matches that overlap are found one after the other.
    for _ in range(2):
        bare = pc.replace_substring_regex(bare, _GERMAN_E, r"\1\2\3")
    other = pc.if_else(pc.match_substring_regex(marked, "[12]"), spelt, bare)
    return pc.if_else(pc.equal(other, plain), pa.scalar(None, pa.string()), other)


def _glued(names: pa.Array) -> pa.Array:
    return pc.replace_substring_regex(pc.ascii_lower(names), "[^a-z]+", "")


def _nothing_as_null(texts: pa.Array) -> pa.Array:
    return pc.if_else(pc.equal(texts, ""), pa.scalar(None, pa.string()), texts)


@cache
def _placeholders() -> str:
    # What compiles the pattern's other uses takes a while to load.
    from mopsctl.normalize.placeholders import placeholder_pattern
    from mopsctl.schema.model import ValueKind

    return f"(?i)^(?:{placeholder_pattern(ValueKind.PERSON_NAME)})$"


@cache
def _compound_given_names() -> pa.Array:
    lines = (line.partition(":") for line in ordered_words("compound_given_names"))
    return pa.array([f"{first} {second}" for first, _, seconds in lines for second in seconds.split()])
