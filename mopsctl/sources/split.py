"""One record's text into cells: by the rules of CSV, or leniently where quotes stand in wrong places."""

from __future__ import annotations

import csv

QUOTE = '"'
_CSV_FIELD_LIMIT = 131_072  # the csv module's own default, above which it refuses a field


def split_strict(text: str, delimiter: str) -> list[str] | None:
    """The cells by RFC 4180, or None where a quote is unclosed or followed by something else.

    A quote inside an unquoted cell is text. ``text`` has no line ending of its own.
    """
    if QUOTE not in text:
        return text.split(delimiter)
    if len(text) >= _CSV_FIELD_LIMIT:
        return split_lenient(text, delimiter) if quote_state(text, delimiter) is False else None
    try:
        return next(csv.reader([text], delimiter=delimiter, strict=True))
    except csv.Error:
        return None


def split_lenient(text: str, delimiter: str, eager: bool = False) -> list[str]:
    """The cells where a quoted one ends only at a quote before a delimiter or the end.

    Quotes elsewhere are text, and so is an opening quote that nothing closes. With ``eager`` the second of
    two quotes, too, ends a cell there, which by the rules would be one quote of text.
    """
    cells: list[str] = []
    position = 0
    while True:
        close = (
            _closing_quote(text, position + 1, delimiter, eager) if text.startswith(QUOTE, position) else -1
        )
        if close >= 0:
            cells.append(text[position + 1 : close].replace(QUOTE * 2, QUOTE))
            end = close + 1
        else:
            end = text.find(delimiter, position)
            end = len(text) if end < 0 else end
            cells.append(text[position:end])
        if end >= len(text):
            return cells
        position = end + len(delimiter)


def _closing_quote(text: str, position: int, delimiter: str, eager: bool) -> int:
    while (found := text.find(QUOTE, position)) >= 0:
        if text.startswith(QUOTE, found + 1):
            position = found + (1 if eager else 2)
        elif found + 1 == len(text) or text.startswith(delimiter, found + 1):
            return found
        else:
            position = found + 1
    return -1


def quote_state(text: str, delimiter: str, inside: bool = False) -> bool | None:
    """Whether a quoted cell is open after ``text``; None where a closing quote is followed by other text.

    ``inside`` says whether one is open already when ``text`` begins.
    """
    position = 0
    if not inside:
        if text.startswith(QUOTE):
            inside, position = True, 1
        else:
            position = _opening_quote(text, 0, delimiter)
            inside = position > 0
    while inside:
        found = text.find(QUOTE, position)
        if found < 0:
            return True
        if text.startswith(QUOTE, found + 1):
            position = found + 2
            continue
        if found + 1 < len(text) and not text.startswith(delimiter, found + 1):
            return None
        position = _opening_quote(text, found + 1, delimiter)
        inside = position > 0
    return False


def _opening_quote(text: str, position: int, delimiter: str) -> int:
    """The place after the next quote that opens a cell, or 0."""
    found = text.find(delimiter + QUOTE, position)
    return found + len(delimiter) + 1 if found >= 0 else 0
