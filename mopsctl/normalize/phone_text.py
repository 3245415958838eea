"""The digits of a telephone number out of the ways it is typed, for whole columns at once."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

_LABEL = r"(?i)^(?:'|=|\"|tel\.?:?|telephone:?|telefon:?|phone:?|ph:|mobile?:?|cell:?|fax:?|[mt]:)+\s*"
_EXTENSION = (
    r"(?i)[ ,;]*(?:;ext=|(?:extension|extn|ext|xtn|anexo|durchwahl|dw|app|apparat|poste|int|x|#)[.:]? ?-?)"
    r"(?P<extension>\d{1,7})#?$"
)
_ODD_SIGNS = {
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ", "\u200b": "", "\u202a": "", "\u202c": "", "\u00ad": "",
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-", "＋": "+",
}
_PLAIN = r"^[(]?\+?[0-9 ().\-/]*$"
_TRAILING = r"[ ().\-/]+$"


@dataclass(frozen=True, slots=True)
class PhoneText:
    """Columns of equal length: the text without label and extension, what it holds, and whether it is plain.

    ``digits`` and ``international`` (begins with +) are meant only where ``plain``: digits, blanks and the
    signs ( ) . - / with at most one leading plus.
    """

    text: pa.Array
    digits: pa.Array
    international: pa.Array
    plain: pa.Array


def read_phones(values: pa.Array) -> PhoneText:
    """Trim, drop labels such as "Tel.:" and extensions, unify dashes and blanks, and take the digits."""
    text = values
    if not pc.all(pc.string_is_ascii(text)).as_py():
        for sign, plain_sign in _ODD_SIGNS.items():
            text = pc.replace_substring(text, pattern=sign, replacement=plain_sign)
    text = pc.utf8_trim_whitespace(text)
    plain = pc.match_substring_regex(text, _PLAIN)
    odd = pc.fill_null(pc.invert(plain), False)
    mended = pc.replace_substring_regex(text.filter(odd), pattern=_LABEL, replacement="")
    mended = pc.replace_substring_regex(mended, pattern=_EXTENSION, replacement="")
    text = pc.replace_with_mask(text, odd, mended)
    plain = pc.replace_with_mask(plain, odd, pc.match_substring_regex(mended, _PLAIN))
    text = pc.replace_substring_regex(text, pattern=_TRAILING, replacement="")
    digits = pc.replace_substring_regex(text, pattern=r"[^0-9]+", replacement="")
    international = pc.match_substring_regex(text, r"^[(]?\+")
    return PhoneText(text, digits, international, plain)
