"""The day of the export, and dates and times as Salesforce writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random

AS_OF = date(2026, 10, 31)
"""The day on which the exports are said to be made; "past", "future" and "stale" are seen from here."""

STALE_AFTER = timedelta(days=730)
FIRST_DAY = date(2019, 3, 4)


def day_between(rng: Random, start: date, end: date) -> date:
    """Return a day from ``start`` to ``end``; ``start`` itself where they stand in the wrong order."""
    return start + timedelta(days=rng.randint(0, max(0, (end - start).days)))


def morning_of(rng: Random, day: date) -> str:
    """Return a moment before noon, when records are created: ``2024-03-01T10:22:31.000Z``."""
    return _moment(day, rng.randint(7, 11), rng)


def afternoon_of(rng: Random, day: date) -> str:
    """Return a moment after noon, when records are modified, so that it never precedes their creation."""
    return _moment(day, rng.randint(13, 18), rng)


def _moment(day: date, hour: int, rng: Random) -> str:
    moment = datetime(day.year, day.month, day.day, hour, rng.randint(0, 59), rng.randint(0, 59), tzinfo=UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def day_of(text: str) -> date:
    """Return the day of a date or a moment as written here."""
    return date.fromisoformat(text[:10])


def days_before(day: date, days: int) -> date:
    return day - timedelta(days=days)


def sorted_days(rng: Random, count: int, last: date = AS_OF) -> list[date]:
    """Return ``count`` days in order, more of them in later years: the company grows."""
    span = (last - FIRST_DAY).days
    return sorted(FIRST_DAY + timedelta(days=int(span * rng.random() ** 0.7)) for _ in range(count))
