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
    parts = text.split(delimiter)
    cells: list[str] = []
    position = 0
    while position < len(parts):
        last = _closing_part(parts, position, eager) if parts[position].startswith(QUOTE) else None
        if last is None:
            cells.append(parts[position])
            position += 1
        else:
            quoted = delimiter.join(parts[position : last + 1])
            cells.append(quoted[1:-1].replace(QUOTE * 2, QUOTE))
            position = last + 1
    return cells


def _closing_part(parts: list[str], first: int, eager: bool) -> int | None:
    """The part at whose end the cell that opens in part ``first`` closes: there an odd number of quotes stands."""
    for place in range(first, len(parts)):
        part = parts[place][1:] if place == first else parts[place]
        if part.endswith(QUOTE) and (eager or (len(part) - len(part.rstrip(QUOTE))) % 2):
            return place
    return None


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
