"""Foreign text made safe to show: nothing in it can move the cursor, hide itself or flood the page."""

from __future__ import annotations

import unicodedata

UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
JOINERS = "\u200c\u200d"
"""Format characters that scripts and emoji need to be written at all."""


def visible(text: str, most: int | None = None) -> str:
    """The text with control and direction characters as escapes, cut to ``most`` characters with an ellipsis.

    Blanks of all kinds become one plain space each, so that the text stays on its line.
    """
    if most is not None and len(text) > most:
        return visible(text[: most - 1]).rstrip() + "…"
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(char) for char in text)


def _shown(char: str) -> str:
    if char.isprintable() or char in JOINERS:
        return char
    if char.isspace():
        return " "
    if unicodedata.category(char) in UNSEEN:
        code = ord(char)
        return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    return char
