"""Bounds of numbers and dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import numpy as np

from mopsctl.engine.registry import kinds
from mopsctl.suggesting.bounds import lower_bound, upper_bound
from mopsctl.suggesting.column import MOSTLY, Column, Numbers
from mopsctl.suggesting.obvious import SYSTEM_FIELDS
from mopsctl.suggesting.proposal import Proposal
from mopsctl.suggesting.survey import NUMBERS, Survey

LEAST_DISTINCT = 12
GAP_DAYS = 2 * 365
"""A date that lies so long before all others is wrong and not only old."""
RECENT_DAYS = 60
EPOCH = date(1970, 1, 1)


def propose_ranges(survey: Survey) -> Iterator[Proposal]:
    """A least and a greatest value for each field with numbers that end sharply; for dates a first year, and today."""
    for column in survey.columns:
        if "range" in kinds() and column.numbers is not None:
            yield from _numbers(survey, column, column.numbers)
        if column.days is not None:
            yield from _dates(survey, column, column.days)


def _numbers(survey: Survey, column: Column, numbers: Numbers) -> Iterator[Proposal]:
    known = numbers[~np.isnan(numbers)]
    if not _enough(survey, column, known) or len(np.unique(known)) < LEAST_DISTINCT or _is_code(column):
        return
    bounds: dict[str, Any] = {"min": lower_bound(known, survey.gate), "max": upper_bound(known, survey.gate)}
    bounds = {name: _plain(bound) for name, bound in bounds.items() if bound is not None}
    if bounds:
        outside = [str(bounds["max"] + 1)] if "max" in bounds else [str(bounds["min"] - 1)]
        yield _range(survey, column, bounds, tuple(outside))


def _dates(survey: Survey, column: Column, days: Numbers) -> Iterator[Proposal]:
    known = days[~np.isnan(days)]
    if not _enough(survey, column, known) or column.field in SYSTEM_FIELDS:
        return
    start = _first_day(known, survey.gate)
    if start is not None and "range" in kinds():
        yield _range(survey, column, {"min": start.isoformat()}, ((start - timedelta(days=1)).isoformat(),))
    today = (survey.today - EPOCH).days
    past = known[known < today + 1]
    if (
        len(past) >= survey.gate * len(known)
        and np.quantile(known, survey.gate) < today
        and _ends(past, today)
    ):
        yield _past(survey, column)


def _first_day(known: Numbers, gate: float) -> date | None:
    """The first day of the year in which the dates begin, where some lie years before; None where none do."""
    early = np.unique(known)
    early = early[: np.searchsorted(early, np.quantile(known, 1 - gate), side="right") + 1]
    gaps = np.flatnonzero(np.diff(early) >= GAP_DAYS)
    return _day(early[gaps[-1] + 1]).replace(month=1, day=1) if len(gaps) else None


def _ends(days: Numbers, today: int) -> bool:
    """Whether dates go on until today, as often as before, and not further."""
    ends = (today, today - RECENT_DAYS)
    recent, before = (np.count_nonzero((days > end - RECENT_DAYS) & (days < end + 1)) for end in ends)
    return bool(recent > 0.5 * before)


def _past(survey: Survey, column: Column) -> Proposal:
    tomorrow = f"{survey.today.year + 50}-01-01"
    return Proposal(
        survey.object, "date_order", (column.field,), {"earlier": column.field, "later": "today"}, "past",
        f"{survey.label(column.field)} is not in the future", "lie in the past",
        good=tuple(column.commonest(2)), tried=(tomorrow,),
    )  # fmt: skip


def _range(survey: Survey, column: Column, bounds: dict[str, Any], outside: tuple[str, ...]) -> Proposal:
    words = {"min": "at least", "max": "at most"}
    said = " and ".join(f"{words[name]} {bound:,}" if isinstance(bound, int) else f"{words[name]} {bound}"
                        for name, bound in bounds.items())  # fmt: skip
    return Proposal(
        survey.object, "range", (column.field,), {"field": column.field, **bounds}, "range",
        f"{survey.label(column.field)} is {said}", "lie in this range",
        good=tuple(column.commonest(2)), tried=outside,
    )  # fmt: skip


def _enough(survey: Survey, column: Column, known: Numbers) -> bool:
    return len(known) >= survey.options.min_records and len(known) >= MOSTLY * column.usable


def _is_code(column: Column) -> bool:
    """Whether the digits are no amount: all of one length or with zeros in front, in a column that nobody knows."""
    if column.kind in NUMBERS:
        return False
    shown = column.values[:: max(1, len(column.values) // 500)]
    if sum(value.startswith("0") and value.isdigit() and len(value) > 1 for value in shown) > 0.01 * len(
        shown
    ):
        return True
    lengths = {len(value) for value in shown}
    return len(lengths) == 1 and min(lengths) >= 5


def _day(days: float) -> date:
    return EPOCH + timedelta(days=int(days))


def _plain(bound: float) -> int | float:
    return int(bound) if bound == int(bound) else bound
