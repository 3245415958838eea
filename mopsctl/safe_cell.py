"""Cells that a spreadsheet would take for a formula, made harmless."""

from __future__ import annotations

import re

_TRIGGERS = ("=", "+", "-", "@", "\t", "\r", "\n")
_NUMBER = re.compile(r"[-+]?(?:\d+(?:[.,]\d+)*|[.,]\d+)(?:[eE][-+]?\d+)?%?")


def neutralise(text: str) -> str:
    """``text`` as a cell that a spreadsheet shows instead of running.

    Excel and LibreOffice evaluate a cell that begins with = + - or @, also after a tab or line break that
    they drop (OWASP, "CSV Injection"). Such a cell gets a single quote in front, which both show as text.
    A plain number (-3.5, +49, 1e-5) is left alone: it is read as that number. A phone such as "+49 30 1234"
    is evaluated, and so it gets the quote.
    """
    if text.startswith(_TRIGGERS) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text
