"""The digits of a telephone number out of the ways it is typed, for whole columns at once."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

_LABEL = r"(?i)^(?:'|=|\"|tel\.?:?|telephone:?|telefon:?|phone:?|ph:|mobile?:?|cell:?|fax:?|[mt]:)+\s*"
_EXTENSION_LABEL = "extension|extn|ext|xtn|anexo|durchwahl|dw|app|apparat|poste|int|x|#"
_EXTENSION = (
    r"(?i)^((?:[^0-9]*[0-9]){3,}[^0-9]*?)"  # a number before it, or it is no extension
    rf"[ ,;]*(?:;ext=|(?:{_EXTENSION_LABEL})[.:]? ?-?)(\d{{1,7}})#?$"
)
_LOOK_ALIKES = {
    r"[\t\x{a0}\x{2000}-\x{200a}\x{202f}]": " ",
    r"[\x{ad}\x{200b}-\x{200f}\x{202a}-\x{202e}\x{2060}\x{feff}]": "",
    r"[\x{2010}-\x{2015}\x{2212}]": "-",
    r"\x{ff0b}": "+",
}
"""Blanks, invisible marks, dashes and the plus beyond ASCII, as word processors and web pages leave them."""

_PLAIN = r"^[(]?\+?[0-9 ().\-/]*$"
_TRAILING = r"[ ().\-/]+$"


@dataclass(frozen=True, slots=True)
class PhoneText:
    """Columns of equal length, without nulls: the text less label and extension, and what it is.

    ``blank``: nothing there. ``wordless``: no digit in it. ``plain``: digits, blanks and the signs ( ) . - /
    after at most one plus; only then are ``digits`` and ``international`` (begins with a plus) meant.
    ``extension``: the digits behind "ext." and the like, "" where there are none.
    """

    text: pa.Array
    blank: pa.Array
    wordless: pa.Array
    plain: pa.Array
    digits: pa.Array
    international: pa.Array
    extension: pa.Array


def read_phones(values: pa.Array) -> PhoneText:
    """Trim, drop labels such as "Tel.:" and extensions, unify dashes and blanks, and take the digits."""
    text = _with_plain_signs(pc.fill_null(values, ""))
    blank = pc.equal(text, "")
    odd = pc.invert(pc.match_substring_regex(text, _PLAIN))
    unlabelled = pc.replace_substring_regex(text.filter(odd), pattern=_LABEL, replacement="")
    bare = pc.replace_substring_regex(unlabelled, pattern=_EXTENSION, replacement=r"\1")
    behind = pc.replace_substring_regex(unlabelled, pattern=_EXTENSION, replacement=r"\2")
    extension = pc.if_else(pc.equal(bare, unlabelled), "", behind)
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
        extension=pc.replace_with_mask(pa.repeat("", len(text)), odd, extension),
    )


def _with_plain_signs(text: pa.Array) -> pa.Array:
    if pc.all(pc.string_is_ascii(text)).as_py() is False:
        for signs, plain_sign in _LOOK_ALIKES.items():
            text = pc.replace_substring_regex(text, pattern=signs, replacement=plain_sign)
    return pc.utf8_trim_whitespace(text)
