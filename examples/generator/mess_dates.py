"""Dates out of order, dates that passed, and records that nobody touched for two years."""

from __future__ import annotations

from collections.abc import Callable

from .clock import AS_OF, STALE_AFTER, afternoon_of, day_between, day_of, days_before
from .mess import Mess, note, pick
from .table import Row

_STALE = (("contact", 960), ("lead", 430), ("account", 205))


def disorder_dates(mess: Mess) -> None:
    _modified_before_created(mess)
    _ended_before_start(mess)
    _won_in_the_future(mess)
    _closed_before_created(mess)
    _overdue(mess)
    _idle(mess)
    for table, count in _STALE:
        _go_stale(mess, table, count)
    never = pick(mess, "contact", ("LastActivityDate",), 190)
    _change(mess, "never-active", "contact", "LastActivityDate", "no activity at all", never, lambda _: "")


def _change(
    mess: Mess, name: str, table: str, field: str, what: str, rows: list[Row], change: Callable[[Row], str]
) -> None:
    for row in rows:
        row[field] = change(row)
    note(mess, name, table, field, what, rows)


def _modified_before_created(mess: Mess) -> None:
    def change(row: Row) -> str:
        return afternoon_of(mess.rng, days_before(day_of(row["CreatedDate"]), mess.rng.randint(3, 400)))

    rows = pick(mess, "contact", ("LastModifiedDate", "LastActivityDate"), 34)
    what = "modified before it was created"
    _change(mess, "dates-out-of-order", "contact", "LastModifiedDate", what, rows, change)


def _ended_before_start(mess: Mess) -> None:
    def change(row: Row) -> str:
        return days_before(day_of(row["StartDate"]), mess.rng.randint(2, 40)).isoformat()

    rows = pick(mess, "campaign", ("EndDate",), 7, lambda row: row["IsActive"] == "false")
    _change(mess, "dates-out-of-order", "campaign", "EndDate", "ends before it starts", rows, change)


def _won_in_the_future(mess: Mess) -> None:
    """The last digits of the year change places: 2026 becomes 2062."""

    def change(row: Row) -> str:
        day = row["CloseDate"]
        return f"20{day[3]}{day[2]}{day[4:]}"

    def fits(row: Row) -> bool:
        return row["IsWon"] == "true" and row["CloseDate"][:4] >= "2023"

    rows = pick(mess, "opportunity", ("CloseDate",), 23, fits)
    what = "won, with a close date in the future: 2062 for 2026"
    _change(mess, "won-in-future", "opportunity", "CloseDate", what, rows, change)


def _closed_before_created(mess: Mess) -> None:
    def change(row: Row) -> str:
        return days_before(day_of(row["CreatedDate"]), mess.rng.randint(1, 60)).isoformat()

    rows = pick(mess, "opportunity", ("CloseDate",), 62, lambda row: row["IsClosed"] == "true")
    _change(mess, "dates-out-of-order", "opportunity", "CloseDate", "closed before created", rows, change)


def _overdue(mess: Mess) -> None:
    def change(row: Row) -> str:
        return day_between(mess.rng, day_of(row["CreatedDate"]), days_before(AS_OF, 1)).isoformat()

    def fits(row: Row) -> bool:
        return row["IsClosed"] == "false" and row["CreatedDate"] < "2026-10-01"

    rows = pick(mess, "opportunity", ("CloseDate",), 141, fits)
    what = "open, with a close date that has passed"
    _change(mess, "open-past-close-date", "opportunity", "CloseDate", what, rows, change)


def _idle(mess: Mess) -> None:
    def change(row: Row) -> str:
        return day_between(mess.rng, day_of(row["CreatedDate"]), days_before(AS_OF, 95)).isoformat()

    def fits(row: Row) -> bool:
        return row["IsClosed"] == "false" and row["CreatedDate"] < "2026-07-15"

    rows = pick(mess, "opportunity", ("LastActivityDate",), 84, fits)
    what = "open, and nobody did anything for 90 days and more"
    _change(mess, "idle", "opportunity", "LastActivityDate", what, rows, change)


def _go_stale(mess: Mess, table: str, count: int) -> None:
    last = AS_OF - STALE_AFTER

    def fits(row: Row) -> bool:
        return row["CreatedDate"] < "2024-10"

    rows = pick(mess, table, ("LastActivityDate", "LastModifiedDate"), count, fits)
    for row in rows:
        day = day_between(mess.rng, day_of(row["CreatedDate"]), days_before(last, 10))
        row["LastActivityDate"], row["LastModifiedDate"] = day.isoformat(), afternoon_of(mess.rng, day)
    note(mess, "stale", table, "LastActivityDate", "no activity for two years and more", rows)
