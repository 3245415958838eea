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
    "\u00a0": " ",
    "\u202f": " ",
    "\u2009": " ",
    "\t": " ",
    "\u200b": "",
    "\u202a": "",
    "\u202c": "",
    "\u00ad": "",
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "-",
    "\u2013": "-",
    "\u2014": "-",
    "\u2212": "-",
    "＋": "+",
}
_PLAIN = r"^[(]?\+?[0-9 ().\-/]*$"
_TRAILING = r"[ ().\-/]+$"


@dataclass(frozen=True, slots=True)
class PhoneText:
    """Columns of equal length, without nulls: the text less label and extension, and what it is.

    ``blank``: nothing there. ``wordless``: no digit in it. ``plain``: digits, blanks and the signs ( ) . - /
    after at most one plus; only then are ``digits`` and ``international`` (begins with a plus) meant.
    """

    text: pa.Array
    blank: pa.Array
    wordless: pa.Array
    plain: pa.Array
    digits: pa.Array
    international: pa.Array


def read_phones(values: pa.Array) -> PhoneText:
    """Trim, drop labels such as "Tel.:" and extensions, unify dashes and blanks, and take the digits."""
    text = _with_plain_signs(pc.fill_null(values, ""))
    blank = pc.equal(text, "")
    odd = pc.invert(pc.match_substring_regex(text, _PLAIN))
    bare = pc.replace_substring_regex(text.filter(odd), pattern=_LABEL, replacement="")
    bare = pc.replace_substring_regex(bare, pattern=_EXTENSION, replacement="")
    text = pc.replace_with_mask(text, odd, bare)
    text = pc.replace_substring_regex(text, pattern=_TRAILING, replacement="")
    has_digit = pc.match_substring_regex(text, r"\p{Nd}")
    return PhoneText(
        text=text,
        blank=blank,
        wordless=pc.invert(pc.or_(blank, has_digit)),
        plain=pc.and_(pc.match_substring_regex(text, _PLAIN), has_digit),
        digits=pc.replace_substring_regex(text, pattern=r"[^0-9]+", replacement=""),
        international=pc.match_substring_regex(text, r"^[(]?\+"),
    )


def _with_plain_signs(text: pa.Array) -> pa.Array:
    if pc.all(pc.string_is_ascii(text)).as_py() is False:
        for sign, plain_sign in _ODD_SIGNS.items():
            text = pc.replace_substring(text, pattern=sign, replacement=plain_sign)
    return pc.utf8_trim_whitespace(text)
