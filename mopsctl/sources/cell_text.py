"""A spreadsheet's typed cell as the text that a person sees in it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

Cell = int | float | str | bool | time | date | datetime | timedelta | None


def cell_text(value: Cell) -> str:
    """Whole numbers without ".0" or exponent, dates and times in ISO form, booleans as true or false."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return number_text(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value)


def number_text(value: float) -> str:
    """The shortest decimal digits that mean ``value``, without exponent: 94107.0 is 94107, 1e17 has 18 digits."""
    text = repr(value)
    if text.endswith(".0"):
        return text[:-2]
    if "e" not in text:
        return text
    return format(Decimal(text), "f")
