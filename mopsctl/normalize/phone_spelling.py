"""The digits of telephone numbers that stand among words, as letters, in other scripts' digits or in pairs."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.normalize.other_digits import OTHER_DIGITS
from mopsctl.normalize.phone_text import PhoneText, read_phones
from mopsctl.normalize.transliteration import to_ascii

_MOST_DIGITS = 15
"""Of an international number (ITU-T E.164)."""

_NOTE = r"[(\[][^0-9)\]]*\pL[^0-9)\]]*[)\]]"
_WORDS_BEFORE = r"^[^0-9+(]*\pL[^0-9+(]*"
_ANOTHER_NUMBER = (
    r"(?i)^((?:[^0-9]*[0-9]){7,}?[^0-9]*?)[ .]*"
    r"(?:[;,|/&\n]|\b(?:or|and|oder|und|ou|et|o|y|e)\b)[^0-9]*[0-9].*$"
)
_WORDS_BEHIND = r"[^0-9]+$"
_IN_LETTERS = r"(?i)^\+?1?[ .(-]*[2-9][0-9]{2}[ .)-]+[0-9 .-]*[a-z][0-9a-z .-]*[a-z]{2}[0-9 .-]*$"
_LETTERS_APART = r"(?i)[ .)-](?:ext|extn|extension|poste|anexo|app|apparat|int)[ .:-]"
_KEYPAD = ("[abc]", "[def]", "[ghi]", "[jkl]", "[mno]", "[pqrs]", "[tuv]", "[wxyz]")
"""The letters of the keys 2 to 9 (ITU-T E.161)."""


@dataclass(frozen=True, slots=True)
class SpelledPhones:
    """Columns of equal length without nulls: the digits ("" where none), whether a plus is before them, the
    extension ("" where none), and whether nothing at all was written.
    """

    digits: pa.Array
    international: pa.Array
    extension: pa.Array
    blank: pa.Array


def spelled_phones(values: pa.Array) -> SpelledPhones:
    """The digits of each text, of the first number where it has several."""
    read = read_phones(values)
    long = pc.greater(pc.binary_length(read.digits), _MOST_DIGITS)
    odd = pc.or_(long, pc.invert(pc.or_(read.plain, pc.or_(read.blank, read.wordless))))
    spelled = SpelledPhones(read.digits, read.international, read.extension, read.blank)
    return _with_odd(spelled, odd, _read_odd(values.filter(odd))) if pc.any(odd).as_py() else spelled


def _with_odd(spelled: SpelledPhones, odd: pa.Array, read: PhoneText) -> SpelledPhones:
    return SpelledPhones(
        pc.replace_with_mask(spelled.digits, odd, read.digits),
        pc.replace_with_mask(spelled.international, odd, read.international),
        pc.replace_with_mask(spelled.extension, odd, read.extension),
        spelled.blank,
    )


def _read_odd(texts: pa.Array) -> PhoneText:
    """Number by number what is left without notes, labels and a second number."""
    plain = to_ascii(texts, OTHER_DIGITS)
    for words in (_NOTE, _WORDS_BEFORE):
        plain = pc.replace_substring_regex(plain, pattern=words, replacement="")
    plain = pc.replace_substring_regex(plain, pattern=_ANOTHER_NUMBER, replacement=r"\1")
    plain = _letters_dialled(plain)
    return read_phones(pc.replace_substring_regex(plain, pattern=_WORDS_BEHIND, replacement=""))


def _letters_dialled(texts: pa.Array) -> pa.Array:
    """1-800-FLOWERS as 18003569377: letters behind a North American area code, as far as a number goes."""
    lettered = pc.and_(
        pc.match_substring_regex(texts, _IN_LETTERS),
        pc.invert(pc.match_substring_regex(texts, _LETTERS_APART)),
    )
    dialled = pc.utf8_lower(texts.filter(lettered))
    for key, letters in enumerate(_KEYPAD, start=2):
        dialled = pc.replace_substring_regex(dialled, pattern=letters, replacement=str(key))
    dialled = pc.replace_substring_regex(dialled, pattern="[^0-9]", replacement="")
    dialled = pc.replace_substring_regex(dialled, pattern="^(1?[0-9]{10}).*$", replacement=r"\1")
    return pc.replace_with_mask(texts, lettered, dialled)
