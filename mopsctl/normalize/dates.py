"""Dates and times as CRM exports write them, read inside the database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import pyarrow.compute as pc
from sqlglot import exp

from mopsctl.normalize.arrow_text import as_arrow

if TYPE_CHECKING:
    import pandas as pd

DateOrder = Literal["iso", "mdy", "dmy"]
"""How 3/1/2026 is meant: not at all, as 1 March, or as 3 January."""

_CLOCK = r"\d{1,2}:\d{2}(:\d{2}([.]\d{1,9})?)?"
_ISO = rf"^\d{{4}}[-/]\d{{1,2}}[-/]\d{{1,2}}([T ]{_CLOCK}( ?(Z|UTC|GMT))?)?$"
_ISO_WITH_OFFSET = rf"^\d{{4}}-\d{{2}}-\d{{2}}[T ]{_CLOCK} ?[+-]\d{{2}}(:?\d{{2}})?$"
_EPOCH_MILLISECONDS = r"^\d{12,13}$"
_NAMED_DAY = r"^(\d{1,2}[- ][A-Za-z]{3,9}|[A-Za-z]{3,9} \d{1,2},?)[- ]"
_NUMERIC_DAY = r"^\d{1,2}[./-]\d{1,2}[./-]"

_DAYS = {"mdy": "%m.%d.", "dmy": "%d.%m."}
_TIMES = (" %I:%M %p", " %H:%M", " %H:%M:%S", " %I:%M:%S %p", " %I:%M%p")
_NAMED_DAYS = ("%d %b ", "%d %B ", "%b %d ", "%B %d ")


def date_sql(column: exp.Expr, order: DateOrder) -> exp.Expr:
    """A TIMESTAMP (DuckDB) out of a text column; NULL where the text is no date that exists.

    Reads ISO 8601 with or without time, fraction, Z or offset (turned to UTC), milliseconds since 1970
    (HubSpot's API), 01-Mar-2026 and March 1, 2026, and, unless ``order`` is "iso", 3/1/2026, 03.01.26 with
    times on 12 or 24 hours. Two-digit years follow POSIX: 69-99 are 1969-1999.
    """
    text = exp.Trim(this=column.copy())
    case = (
        exp.Case()
        .when(_matches(text, _ISO), exp.TryCast(this=text.copy(), to=exp.DataType.build("timestamp")))
        .when(_matches(text, _ISO_WITH_OFFSET), _in_utc(text))
        .when(_matches(text, _EPOCH_MILLISECONDS), _from_milliseconds(text))
    )
    if order != "iso":
        case = _with_numeric_dates(case, text, _DAYS[order])
    return _with_named_months(case, text)


def date_order(sample: pd.Series[Any]) -> DateOrder:
    """How a column writes numeric dates: the order that fits most values, by parts above 12.

    "iso" where no value has the form 3/1/2026 or 3.1.2026. Where all parts are 12 or less, dots mean "dmy"
    (no country writes month first with dots) and anything else "mdy", as Salesforce and HubSpot export.
    """
    parts = pc.extract_regex(
        as_arrow(sample), r"^\s*(?P<a>\d{1,2})(?P<mark>[./-])(?P<b>\d{1,2})[./-]\d{2,4}\b"
    ).drop_null()
    if not len(parts):
        return "iso"
    first, second = (pc.cast(pc.struct_field(parts, name), "int64") for name in ("a", "b"))
    day_first, month_first = (pc.sum(pc.greater(part, 12)).as_py() or 0 for part in (first, second))
    if day_first != month_first:
        return "dmy" if day_first > month_first else "mdy"
    dotted = pc.sum(pc.equal(pc.struct_field(parts, "mark"), ".")).as_py()
    return "dmy" if dotted * 2 > len(parts) else "mdy"


def _matches(text: exp.Expr, pattern: str) -> exp.Expr:
    return exp.RegexpLike(this=text.copy(), expression=exp.Literal.string(pattern))


def _with_numeric_dates(case: exp.Case, text: exp.Expr, day: str) -> exp.Case:
    dotted = exp.func("translate", text.copy(), exp.Literal.string("/-,"), exp.Literal.string(".."))
    return _with_days(case, text, _NUMERIC_DAY, dotted, (day,))


def _with_named_months(case: exp.Case, text: exp.Expr) -> exp.Case:
    spaced = exp.func("translate", text.copy(), exp.Literal.string("-,"), exp.Literal.string(" "))
    return _with_days(case, text, _NAMED_DAY, spaced, _NAMED_DAYS)


def _with_days(
    case: exp.Case, text: exp.Expr, shape: str, plain: exp.Expr, days: tuple[str, ...]
) -> exp.Case:
    """Branches by digits of the year (%Y would take 26 for the year 26), and for a day with and without time.

    Few formats a branch, because the parser tries one after another.
    """
    for digits, year in ((4, "%Y"), (2, "%y")):
        whole = f"{shape}\\d{{{digits}}}"
        for ending, times in (("$", ("",)), (r",? +\d{1,2}:", _TIMES)):
            formats = [day + year + time for day in days for time in times]
            case = case.when(_matches(text, whole + ending), _parsed(plain, formats))
    return case


def _parsed(text: exp.Expr, formats: list[str]) -> exp.Expr:
    choices = exp.Array(expressions=[exp.Literal.string(form) for form in formats])
    return exp.func("try_strptime", text.copy(), choices)


def _in_utc(text: exp.Expr) -> exp.Expr:
    for sign in "+-":
        text = exp.func("replace", text.copy(), exp.Literal.string(f" {sign}"), exp.Literal.string(sign))
    instant = exp.TryCast(this=text, to=exp.DataType.build("timestamptz"))
    return exp.func("make_timestamp", exp.func("epoch_us", instant))


def _from_milliseconds(text: exp.Expr) -> exp.Expr:
    return exp.func("make_timestamp_ms", exp.cast(text.copy(), "bigint"))
