"""Dates in forms: named as they are written, and rewritten without changing the day."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlglot import exp

from mopsctl.normalize.date_forms import form_sql, numeric_form, order_sql, rewritten
from mopsctl.normalize.date_repair import DateProblem, date_problem, meant_date

WRITERS = {
    "YYYY-MM-DD": "%Y-%m-%d", "YYYY/MM/DD": "%Y/%m/%d", "YYYY.MM.DD": "%Y.%m.%d", "YYYYMMDD": "%Y%m%d",
    "DD/MM/YYYY": "%d/%m/%Y", "MM/DD/YYYY": "%m/%d/%Y", "DD.MM.YYYY": "%d.%m.%Y", "DD-MM-YYYY": "%d-%m-%Y",
    "MM/DD/YY": "%m/%d/%y", "DD.MM.YY": "%d.%m.%y", "DD-MON-YYYY": "%d-%b-%Y", "MON DD, YYYY": "%B %d, %Y",
}  # fmt: skip
DAYS = st.dates(date(1970, 1, 1), date(2068, 12, 31))


def named(text: str) -> str | None:
    """The form that the database names, by what the text itself shows."""
    column = exp.column("t")
    form = numeric_form(form_sql(column), order_sql(column))
    row = duckdb.execute(f"SELECT {form.sql('duckdb')} FROM (SELECT ? AS t)", [text]).fetchone()
    return row[0] if row else None


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("time", ["", " 14:30", "T14:30:00Z", ", 2:30 PM"])
def test_a_form_is_named_with_and_without_a_time(form: str, time: str) -> None:
    day = date(2026, 5, 25).strftime(WRITERS[form])
    assert named(day + time) == (None if form == "YYYYMMDD" and time else form)


@pytest.mark.parametrize("text", ["", "next week", "2026", "12", "+1 415 701 2311", "2026-03", "25/12"])
def test_what_is_no_date_has_no_form(text: str) -> None:
    assert named(text) is None


@settings(deadline=None)
@given(DAYS, st.sampled_from(list(WRITERS)), st.sampled_from(list(WRITERS)))
def test_a_day_stays_the_same_day_in_another_form(day: date, form: str, wanted: str) -> None:
    there = rewritten(day.strftime(WRITERS[form]), form, wanted)
    assert there is not None
    assert rewritten(there, wanted, "YYYY-MM-DD") == day.isoformat()


def test_days_that_there_are_not_and_forms_that_nobody_writes_are_left() -> None:
    assert rewritten("30.02.2026", "DD.MM.YYYY", "YYYY-MM-DD") is None
    assert rewritten("2026-03-01", "YYYY-MM-DD", "milliseconds since 1970") is None


@settings(deadline=None)
@given(st.dates(date(1955, 1, 1), date(2110, 1, 1)))
def test_the_number_of_a_spreadsheet_is_its_day(day: date) -> None:
    number = (day - date(1899, 12, 30)).days
    assert meant_date(str(number)) == (day, 0.85)
    assert date_problem(str(number), range(1900, 2101)) is DateProblem.SERIAL


@pytest.mark.parametrize(
    "text",
    [
        "1. März 2026",
        "1er mars 2026",
        "1 de marzo de 2026",
        "1 marzo 2026",
        "1 maart 2026",
        "March 1st, 2026",
    ],
)
def test_days_in_words_are_understood_in_many_languages(text: str) -> None:
    meant = meant_date(text)
    assert meant is not None
    assert meant[0] == date(2026, 3, 1)


@pytest.mark.parametrize(
    "text", ["3/4/2026", "March 2026", "1 or 2 March 2026", "5 days", "", "31. Februar 2026", "99999"]
)
def test_no_day_is_guessed(text: str) -> None:
    assert meant_date(text) is None


@settings(deadline=None)
@given(st.text(alphabet="0123456789/-. :TZMarch", max_size=20))
def test_every_text_has_a_problem_in_words(text: str) -> None:
    assert date_problem(text, range(1900, 2101)) in DateProblem
