"""Full names in one order: "Ludwig van Beethoven", "Beethoven, Ludwig van" and "Ludwig VAN BEETHOVEN" are one."""

from __future__ import annotations

from functools import cache

import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.normalize.nicknames import known_given_names
from mopsctl.normalize.wordlists import ordered_words

_SIGNS = r"[\p{Han}\p{Hiragana}\p{Katakana}ー々]+"
_EAST_ASIAN = (
    (r"\s*(?:さん|様|殿|先生|女士|小姐|님|씨)\s*$", ""),
    # Surnames of two signs are few; of four signs two are the surname.
    (r"^(欧阳|歐陽|司马|司馬|诸葛|諸葛|上官|皇甫|令狐|慕容|尉迟|尉遲)(\p{Han}{1,2})$", r"\1, \2"),
    (r"^(남궁|황보|제갈|선우|독고)(\p{Hangul}{1,2})$", r"\1, \2"),
    (r"^(\p{Han})(\p{Han}{1,2})$", r"\1, \2"),
    (r"^(\p{Han}{2})(\p{Han}{2})$", r"\1, \2"),
    (r"^(\p{Hangul})(\p{Hangul}{1,2})$", r"\1, \2"),
    # A blank keeps that order; names from elsewhere have a middle dot.
    (rf"^({_SIGNS}|\p{{Hangul}}+)[\s\x{{3000}}]+({_SIGNS}|\p{{Hangul}}+)$", r"\1, \2"),
)

_CAPITALS = "[A-Z][A-Z12'-]+"
_CAPITAL_SURNAME = (
    # Two letters at the head may be initials ("JP Morgan"), at the end hardly.
    (rf"^((?:{_CAPITALS} )*[A-Z][A-Z12'-]{{2,}}) ([A-Z][a-z][^,]*)$", r"\1, \2"),
    (rf"^([^,]*[a-z][^,]*?) ((?:{_CAPITALS} )*{_CAPITALS})$", r"\2, \1"),
)

_MARIAN = r"(carmen|pilar|mar|rosario|carmo|ceu|rosa|fatima|lourdes|angeles|dolores|jesus|luz|cruz|paz|gracas|nieves)"
_OF_MARY = (
    (rf"(?i)^(maria|ana|rosa) (del?|d[ao]s?) {_MARIAN} ", r"\1-\2-\3 "),
    (rf"(?i)^(maria|ana|rosa) (de) (l[ao]s?) {_MARIAN} ", r"\1-\2-\3-\4 "),
)
"""A given name, not a particle and a surname: "María del Carmen Pérez"."""

_TRAILING = "(?:van|von|vom|de|der|den|het|ter|ten|zu|del|della|da|dos|das|du|la)"


def with_east_asian_order(names: pa.Array) -> pa.Array:
    """Names in Chinese, Japanese and Korean writing with a comma after the surname; before they become Latin."""
    for pattern, replacement in _EAST_ASIAN:
        names = pc.replace_substring_regex(names, pattern, replacement)
    return names


def family_first(names: pa.Array) -> pa.Array:
    """Full names as "family, given middle"; a single word is taken for a given name.

    :param names: in ASCII letters with their case, one blank between words, and neither titles nor generations;
        accents may be kept as the digits 1 and 2.
    """
    for pattern, replacement in (*_CAPITAL_SURNAME, *_OF_MARY):
        names = pc.replace_substring_regex(names, pattern, replacement)
    names = _with_surname_before_known_given(names)
    for pattern, replacement in _surname_patterns():
        names = pc.replace_substring_regex(names, pattern, replacement)
    return particles_in_front(names)


def particles_in_front(names: pa.Array) -> pa.Array:
    """Surnames, or names as "family, given", with the particles that were filed behind back in front."""
    names = pc.replace_substring_regex(names, rf"(?i)^([^,]*), (\S[^,]*?)((?: {_TRAILING})+)$", r"\3 \1, \2")
    names = pc.replace_substring_regex(names, rf"(?i)^([^,]+?),?((?: {_TRAILING})+)$", r"\2 \1")
    return pc.ascii_trim_whitespace(names)


def _with_surname_before_known_given(names: pa.Array) -> pa.Array:
    """A comma into "SMITH JOHN": of two words in capitals only the second is known as a given name."""
    words = pc.extract_regex(names, r"^(?P<first>[A-Z]{2,}) (?P<second>[A-Z]{2,})$")
    known = known_given_names()
    first, second = (
        pc.is_in(pc.ascii_lower(pc.struct_field(words, word)), value_set=known)
        for word in ("first", "second")
    )
    turned = pc.fill_null(pc.and_(second, pc.invert(first)), False)
    return pc.if_else(turned, pc.replace_substring(names, " ", ", ", max_replacements=1), names)


@cache
def _surname_patterns() -> tuple[tuple[str, str], ...]:
    """What makes "given family" without a comma "family, given": the first that fits does."""
    particles, irish = name_words("name_particles"), name_words("irish_o_names")
    return (
        # A patronymic ends the name only where the surname begins it.
        (r"(?i)^([^ ,]+) ([^ ,]+ [^ ,]*(?:[oe]vich|ovych|[oei]vna|ichna))$", r"\1, \2"),
        (r"(?i)^([^,]+?) ([^ ,]+) (y) ([^ ,]+)$", r"\2-\3-\4, \1"),
        (rf"(?i)^([^,]+?) o ({irish})$", r"o\2, \1"),
        (rf"(?i)^([^ ,]+(?: [^ ,]+)*?) ((?:(?:{particles}) )+[^,]+)$", r"\2, \1"),
        (r"^([^,]+) ([^ ,]+)$", r"\2, \1"),
        (r"^([^ ,]+)$", r", \1"),
    )


@cache
def name_words(name: str) -> str:
    """The choices of a pattern: the words of a list that has several a line."""
    return "|".join(" ".join(ordered_words(name)).split())
