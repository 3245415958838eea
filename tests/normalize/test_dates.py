"""Dates in the spellings of CRM exports, read by a real DuckDB."""

from __future__ import annotations

from datetime import UTC, datetime

import duckdb
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlglot import exp

from mopsctl.normalize.dates import DateOrder, date_order, date_sql


def read(values: list[str | None], order: DateOrder) -> list[datetime | None]:
    frame = pd.DataFrame({"c": pd.Series(values, dtype="str")})
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'America/New_York'")  # must not matter
        connection.register("frame", frame)
        expression = date_sql(exp.column("c"), order).sql("duckdb")
        return [row[0] for row in connection.execute(f"SELECT {expression} FROM frame").fetchall()]


DAY, MORNING, EVENING = datetime(2026, 3, 1), datetime(2026, 3, 1, 10), datetime(2026, 3, 1, 21, 5)


@pytest.mark.parametrize("order", ["iso", "mdy", "dmy"])
@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026-03-01", DAY),
        (" 2026-03-01 ", DAY),
        ("2026/03/01", DAY),
        ("2026-03-01 10:00", MORNING),
        ("2026-03-01T10:00:00Z", MORNING),
        ("2026-03-01T10:00:00.000Z", MORNING),
        ("2026-03-01T10:00:00.000+0000", MORNING),
        ("2026-03-01 10:00:00 UTC", MORNING),
        ("2026-03-01T12:00:00+02:00", MORNING),
        ("2026-03-01 05:00:00 -0500", MORNING),
        ("1772359200000", MORNING),
        ("01-Mar-2026", DAY),
        ("1-MAR-26", DAY),
        ("1 March 2026", DAY),
        ("Mar 1, 2026", DAY),
        ("March 1, 2026 10:00 AM", MORNING),
        ("9999-12-31", datetime(9999, 12, 31)),
    ],
)
def test_forms_that_mean_one_thing_everywhere(text: str, meant: datetime, order: DateOrder) -> None:
    assert read([text], order) == [meant]


@pytest.mark.parametrize(
    ("text", "order", "meant"),
    [
        ("3/1/2026", "mdy", DAY),
        ("03/01/26", "mdy", DAY),
        ("03/01/2026 10:00 AM", "mdy", MORNING),
        ("3/1/2026, 9:05 PM", "mdy", EVENING),
        ("3/1/2026 9:05pm", "mdy", EVENING),
        ("1/3/2026", "dmy", DAY),
        ("1.3.2026", "dmy", DAY),
        ("01.03.2026 21:05", "dmy", EVENING),
        ("01-03-2026 21:05:00", "dmy", EVENING),
    ],
)
def test_numeric_forms_by_order(text: str, order: DateOrder, meant: datetime) -> None:
    assert read([text], order) == [meant]
    assert read([text], "iso") == [None]


@pytest.mark.parametrize("order", ["iso", "mdy", "dmy"])
@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "abc",
        "2026-02-30",
        "13/13/2026",
        "44621",
        "infinity",
        "today",
        "0000-00-00",
        "2026",
        "12345678901234567890",
    ],
)
def test_what_is_no_date_is_null(text: str | None, order: DateOrder) -> None:
    assert read([text], order) == [None]


@settings(max_examples=60, deadline=None)
@given(
    st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)).map(lambda moment: moment.replace(microsecond=0))
)
def test_any_moment_is_read_back_from_every_form(moment: datetime) -> None:
    forms = [moment.isoformat(), f"{moment.isoformat()}.000Z", moment.strftime("%m/%d/%Y %I:%M:%S %p")]
    if moment.year >= 2002:
        forms.append(str(int(moment.replace(tzinfo=UTC).timestamp() * 1000)))
    assert read([*forms], "mdy") == [moment] * len(forms)
    assert read([moment.strftime("%d.%m.%Y %H:%M:%S")], "dmy") == [moment]


@given(st.text(max_size=20))
@settings(max_examples=60, deadline=None)
def test_no_text_is_an_error(text: str) -> None:
    assert len(read([text.replace("\x00", "")], "mdy")) == 1


@pytest.mark.parametrize(
    ("sample", "order"),
    [
        (["2026-03-01", None, ""], "iso"),
        (["3/1/2026", "3/13/2026"], "mdy"),
        (["1/3/2026", "13/3/2026 10:00"], "dmy"),
        (["1.3.2026", "2.3.2026"], "dmy"),
        (["3/1/2026"], "mdy"),
        (["31/3/2026", "1/2/2026", "2/13/2026", "30/4/2026"], "dmy"),
        ([], "iso"),
    ],
)
def test_the_order_is_told_from_a_sample(sample: list[str | None], order: DateOrder) -> None:
    assert date_order(pd.Series(sample, dtype="str")) == order
