"""Blanks that do not belong: around a value, doubled, or of a kind that looks like a blank and is none.

The ideographic space (U+3000) between Chinese or Japanese names is their own blank and stays.
"""

from __future__ import annotations

import re

LINE_ENDS = "\t\n\r\f\v\u0085\u2028\u2029"
"""Tabs and line ends: no part of a value of one line."""

ODD_BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f"
"""Blanks of Unicode (category Zs) beside the common one and the ideographic one, for a class in a pattern."""

_EDGE = f"[ {LINE_ENDS}{ODD_BLANKS}\u3000]"


def blank_pattern(multiline: bool) -> str:
    """A pattern that is found in a value whose blanks are not tidy; the same in RE2 and in Python.

    :param multiline: whether line ends, indents and doubled blanks inside the value are its author's business.
    """
    inner = [] if multiline else ["  ", f"[{LINE_ENDS}]"]
    return "|".join([f"^{_EDGE}", f"{_EDGE}$", *inner, f"[{ODD_BLANKS}]"])


def blank_faults(text: str, multiline: bool) -> list[str]:
    """What is wrong with the blanks of a value, in words that follow the field's name."""
    inner = text.strip()
    faults = []
    if text[:1].isspace():
        faults.append("begins with a blank" if text[0] == " " else f"begins with {_named(text[0])}")
    if text[-1:].isspace():
        faults.append("ends with a blank" if text[-1] == " " else f"ends with {_named(text[-1])}")
    if not multiline and "  " in inner:
        faults.append("has doubled blanks")
    if not multiline and re.search(f"[{LINE_ENDS}]", inner):
        faults.append("has a tab inside" if "\t" in inner else "has a line break inside")
    if re.search(f"[{ODD_BLANKS}]", inner):
        faults.append("has a no-break space inside" if "\u00a0" in inner else "has an unusual blank inside")
    return faults


def tidy_blanks(text: str, multiline: bool) -> str:
    """The value with common blanks, one at a time and none around it; of several lines, each by itself."""
    plain = re.sub(f"[{ODD_BLANKS}]", " ", text).strip()
    if multiline:
        return plain
    return re.sub(f"[ {LINE_ENDS}]+", " ", plain)


def _named(blank: str) -> str:
    names = {"\t": "a tab", "\u00a0": "a no-break space", "\u3000": "an ideographic space"}
    return names.get(blank, "a line break" if blank in LINE_ENDS else "an unusual blank")
