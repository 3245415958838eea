"""Days that rules name as bounds: a date, today, or so long before or after today."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_RELATIVE = re.compile(r"today(?:\s*([+-])\s*([0-9]{1,6})\s*(d|w|m|y))?")
_UNITS = {"d": "day", "w": "week", "m": "month", "y": "year"}


@dataclass(frozen=True, slots=True)
class DayBound:
    """A day: ``day`` itself, or ``count`` units ("d", "w", "m", "y"; negative: ago) from today."""

    day: date | None = None
    count: int = 0
    unit: str = "d"

    def on(self, today: date) -> date:
        """The day that is meant, seen from today; the 29th of February falls on the 28th where there is none."""
        if self.day is not None:
            return self.day
        if self.unit in "dw":
            return _clamped(today.toordinal() + self.count * (7 if self.unit == "w" else 1))
        months = today.year * 12 + today.month - 1 + self.count * (12 if self.unit == "y" else 1)
        year, month = divmod(months, 12)
        if not date.min.year <= year <= date.max.year:
            return date.min if year < date.min.year else date.max
        return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))

    def __str__(self) -> str:
        """In words: 2026-06-30, today, 10 years ago, 2 months from today."""
        if self.day is not None:
            return self.day.isoformat()
        if not self.count:
            return "today"
        size = abs(self.count)
        span = f"{size} {_UNITS[self.unit]}{'' if size == 1 else 's'}"
        return f"{span} ago" if self.count < 0 else f"{span} from today"


def read_day_bound(text: str) -> DayBound:
    """The day that a text such as ``2026-12-31``, ``today`` or ``today-10y`` names.

    :raises ValueError: where it names none, in words.
    """
    found = _RELATIVE.fullmatch(text.strip().lower())
    if found is not None:
        sign, size, unit = found.groups()
        return DayBound(count=int(f"{sign}{size}"), unit=unit) if size else DayBound()
    try:
        return DayBound(date.fromisoformat(text.strip()))
    except ValueError:
        raise ValueError(
            f"{text!r} is neither a number, a date such as 2026-12-31, nor today, today-10y, today+6m"
        ) from None


def _clamped(ordinal: int) -> date:
    return date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))
