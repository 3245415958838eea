"""Full names in one order: "Ludwig van Beethoven", "Beethoven, Ludwig van" and "Ludwig VAN BEETHOVEN" are one."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.normalize.changed_rows import changed_where
from mopsctl.normalize.nicknames import known_given_names
from mopsctl.normalize.wordlists import ordered_words

if TYPE_CHECKING:
    from collections.abc import Iterable

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

SYLLABLE = "(?:[bcdfghjklmnpqrstwxyz]|[cst]h|zh|[ghk]w|[bghkmn]y|ng|ts)[aeiou]{1,3}(?:n|ng|m|k|l|p|t)?"
"""A syllable of Chinese or Korean in Latin letters, after Hanyu Pinyin and Revised Romanization."""
_TWO_SYLLABLES = f"{SYLLABLE} {SYLLABLE}"

_CAPITALS = "[A-Z][A-Z12'-]+"
# Two capitals at the head may be initials ("JP Morgan"), at the end hardly.
_CAPITAL_SURNAME_FIRST = (rf"^((?:{_CAPITALS} )*[A-Z][A-Z12'-]{{2,}}) ([A-Z][a-z][^,]*)$", r"\1, \2")
_CAPITAL_SURNAME_LAST = (rf"^([^,]*[a-z][^,]*?) ((?:{_CAPITALS} )*{_CAPITALS})$", r"\2, \1")

_MARIAN = "(carmen|pilar|mar|rosario|carmo|ceu|rosa|fatima|lourdes|angeles|dolores|jesus|luz|cruz|paz|gracas|nieves)"
_OF_MARY = (
    (rf"(?i)^(maria|ana|rosa) (del?|d[ao]s?) {_MARIAN}( |$)", r"\1-\2-\3\4"),
    (rf"(?i)^(maria|ana|rosa) (de) (l[ao]s?) {_MARIAN}( |$)", r"\1-\2-\3-\4\5"),
)

_FILED_BEHIND = "(?:van|von|vom|de|der|den|het|ter|ten|zu|del|della|da|dos|das|du|la)"


def with_east_asian_order(names: pa.Array) -> pa.Array:
    """Names in Chinese, Japanese and Korean writing with a comma after the surname; before they become Latin."""
    return _replaced(names, _EAST_ASIAN)


def family_first(names: pa.Array) -> pa.Array:
    """Full names as "family, given middle"; a single word is taken for a given name.

    :param names: in ASCII letters with their case, one blank between words, and neither titles nor generations;
        accents may be kept as the digits 1 and 2.
    """
    two_words = pc.match_substring_regex(names, "^[^ ,]+ [^ ,]+$")
    turned = changed_where(names, two_words, _of_two_words)
    return changed_where(turned, pc.invert(two_words), _of_more_words)


def particles_in_front(names: pa.Array) -> pa.Array:
    """Surnames, or names as "family, given", with the particles that were filed behind back in front."""
    names = pc.replace_substring_regex(
        names, rf"(?i)^([^,]*), (\S[^,]*?)((?: {_FILED_BEHIND})+)$", r"\3 \1, \2"
    )
    names = pc.replace_substring_regex(names, rf"(?i)^([^,]+?),?((?: {_FILED_BEHIND})+)$", r"\2 \1")
    return pc.ascii_trim_whitespace(names)


def with_marian_names_joined(names: pa.Array) -> pa.Array:
    """Given names like "María del Carmen", in ASCII, with hyphens: no particle and surname."""
    return _replaced(names, _OF_MARY)


def any_word(name: str) -> str:
    """The choices of a pattern: the words of a list that has several a line."""
    return "|".join(" ".join(ordered_words(name)).split())


def _of_two_words(names: pa.Array) -> pa.Array:
    names = _with_known_given_last(_replaced(names, [_CAPITAL_SURNAME_FIRST]))
    return pc.replace_substring_regex(names, "^([^,]+) (.+)$", r"\2, \1")


def _of_more_words(names: pa.Array) -> pa.Array:
    capitals = (_CAPITAL_SURNAME_FIRST, _CAPITAL_SURNAME_LAST)
    return particles_in_front(
        _replaced(with_marian_names_joined(_replaced(names, capitals)), _surname_patterns())
    )


def _with_known_given_last(names: pa.Array) -> pa.Array:
    """A comma into "SMITH JOHN": of two words in capitals only the second is known as a given name."""
    words = pc.extract_regex(names, r"^(?P<first>[A-Z]{2,}) (?P<second>[A-Z]{2,})$")
    known = known_given_names()
    first, second = (
        pc.is_in(pc.ascii_lower(pc.struct_field(words, word)), value_set=known)
        for word in ("first", "second")
    )
    surname_first = pc.and_(second, pc.invert(first))
    return changed_where(names, surname_first, lambda found: pc.replace_substring(found, " ", ", "))


@cache
def _surname_patterns() -> tuple[tuple[str, str], ...]:
    """What makes "given family" without a comma "family, given": the first that fits does."""
    surnames = any_word("east_asian_surnames")
    return (
        # A patronymic ends the name only where the surname begins it.
        (r"(?i)^([^ ,]+) ([^ ,]+ [^ ,]*(?:[oe]vich|ovych|[oei]vna|ichna))$", r"\1, \2"),
        # Two syllables and a surname: where both ends may be one, the most usual ones stand in front.
        (
            rf"(?i)^(chan|chen|choi|kim|lee|liu|nguyen|park|tran|wang|wong|zhang) ({_TWO_SYLLABLES})$",
            r"\1, \2",
        ),
        (rf"(?i)^({_TWO_SYLLABLES}) ({surnames})$", r"\2, \1"),
        (rf"(?i)^({surnames}) ({_TWO_SYLLABLES})$", r"\1, \2"),
        (r"(?i)^([^,]+?) ([^ ,]+) (y) ([^ ,]+)$", r"\2-\3-\4, \1"),
        (rf"(?i)^([^,]+?) o ({any_word('irish_o_names')})$", r"o\2, \1"),
        (rf"(?i)^([^ ,]+(?: [^ ,]+)*?) ((?:(?:{any_word('name_particles')})\.? )+[^,]+)$", r"\2, \1"),
        (rf"(?i)^([^,]+) ({any_word('iberian_surnames')}) ([^ ,]+)$", r"\2 \3, \1"),
        (r"^([^,]+) ([^ ,]+)$", r"\2, \1"),
        (r"^([^ ,]+)$", r", \1"),
    )


def _replaced(names: pa.Array, patterns: Iterable[tuple[str, str]]) -> pa.Array:
    for pattern, replacement in patterns:
        names = pc.replace_substring_regex(names, pattern, replacement)
    return names
