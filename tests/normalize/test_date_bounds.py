"""Days as bounds, counted from today."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mopsctl.normalize.date_bounds import read_day_bound


@pytest.mark.parametrize(
    ("text", "today", "day", "words"),
    [
        ("2026-12-31", date(2026, 6, 30), date(2026, 12, 31), "2026-12-31"),
        ("today", date(2026, 6, 30), date(2026, 6, 30), "today"),
        ("Today - 10y", date(2026, 6, 30), date(2016, 6, 30), "10 years ago"),
        ("today+1d", date(2026, 12, 31), date(2027, 1, 1), "1 day from today"),
        ("today-2w", date(2026, 6, 30), date(2026, 6, 16), "2 weeks ago"),
        ("today+1m", date(2026, 1, 31), date(2026, 2, 28), "1 month from today"),
        ("today-6m", date(2026, 6, 30), date(2025, 12, 30), "6 months ago"),
        ("today+4y", date(2024, 2, 29), date(2028, 2, 29), "4 years from today"),
        ("today-1y", date(2024, 2, 29), date(2023, 2, 28), "1 year ago"),
        ("today+999999y", date(2026, 6, 30), date.max, "999999 years from today"),
        ("today-999999d", date(2026, 6, 30), date.min, "999999 days ago"),
    ],
)
def test_bounds_are_days_and_have_words(text: str, today: date, day: date, words: str) -> None:
    bound = read_day_bound(text)
    assert bound.on(today) == day
    assert str(bound) == words


@pytest.mark.parametrize(
    "text", ["", "tomorrow", "today-10", "today-10 years", "2026-02-30", "31.12.2026", "10y"]
)
def test_what_names_no_day_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match="neither a number, a date"):
        read_day_bound(text)


@settings(deadline=None)
@given(st.dates(), st.integers(-3000, 3000), st.sampled_from("dwmy"))
def test_a_later_count_is_never_an_earlier_day(today: date, count: int, unit: str) -> None:
    days = [read_day_bound(f"today{step:+}{unit}").on(today) for step in (count, count + 1)]
    assert days[0] <= days[1]
