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

_ISO = r"^\d{4}[-/]\d{1,2}[-/]\d{1,2}([T ]\d{1,2}:\d{2}(:\d{2}([.]\d{1,9})?)?Z?)?$"
_ISO_WITH_OFFSET = r"^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}([.]\d{1,9})?)? ?[+-]\d{2}(:?\d{2})?$"
_EPOCH_MILLISECONDS = r"^\d{12,13}$"
_NAMED_MONTH = r"^(\d{1,2}[- ][A-Za-z]{3,9}[- ,]|[A-Za-z]{3,9}[. ])"
_NUMERIC = r"^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b"

_DAY_FORMS = {"mdy": "%m{0}%d{0}", "dmy": "%d{0}%m{0}"}
_TIMES = ("", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p", ", %I:%M %p", ", %I:%M:%S %p", ", %H:%M", ", %H:%M:%S")
_NAMED_FORMATS = tuple(
    f"{day}{time}"
    for day in ("%d-%b-%Y", "%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%b %d %Y", "%d-%b-%y")
    for time in ("", " %H:%M", " %H:%M:%S", " %I:%M %p")
)


def date_sql(column: exp.Expression, order: DateOrder) -> exp.Expression:
    """A TIMESTAMP (DuckDB) out of a text column; NULL where the text is no date that exists.

    Reads ISO 8601 with or without time, fraction, Z or offset (turned to UTC), milliseconds since 1970
    (HubSpot's API), 01-Mar-2026 and March 1, 2026, and, unless ``order`` is "iso", 3/1/2026, 03.01.26 with
    times on 12 or 24 hours. Two-digit years follow POSIX: 69-99 are 1969-1999.
    """
    text = exp.Trim(this=column.copy())
    case = (
        exp.Case()
        .when(_matches(text, _ISO), exp.TryCast(this=text.copy(), to=exp.DataType.build("timestamp")))
        .when(_matches(text, _ISO_WITH_OFFSET), _utc(text))
        .when(_matches(text, _EPOCH_MILLISECONDS), _from_milliseconds(text))
        .when(_matches(text, _NAMED_MONTH), _parsed(text, _NAMED_FORMATS))
    )
    if order != "iso":
        case = case.when(_matches(text, _NUMERIC), _parsed(text, _numeric_formats(order)))
    return case


def date_order(sample: pd.Series[Any]) -> DateOrder:
    """How a column writes numeric dates: the order that fits most values, by parts above 12.

    "iso" where no value has the form 3/1/2026 or 3.1.2026. Where all parts are 12 or less, dots mean "dmy"
    (no country writes month first with dots) and anything else "mdy", as Salesforce and HubSpot export.
    """
    parts = pc.extract_regex(as_arrow(sample), r"^\s*(?P<a>\d{1,2})(?P<mark>[./-])(?P<b>\d{1,2})[./-]\d{2,4}\b").drop_null()
    if not len(parts):
        return "iso"
    first, second = (pc.cast(pc.struct_field(parts, name), "int64") for name in ("a", "b"))
    day_first, month_first = (pc.sum(pc.greater(part, 12)).as_py() or 0 for part in (first, second))
    if day_first != month_first:
        return "dmy" if day_first > month_first else "mdy"
    dotted = pc.sum(pc.equal(pc.struct_field(parts, "mark"), ".")).as_py()
    return "dmy" if dotted * 2 > len(parts) else "mdy"


def _matches(text: exp.Expression, pattern: str) -> exp.Expression:
    return exp.RegexpLike(this=text.copy(), expression=exp.Literal.string(pattern))


def _parsed(text: exp.Expression, formats: tuple[str, ...]) -> exp.Expression:
    choices = exp.Array(expressions=[exp.Literal.string(form) for form in formats])
    return exp.func("try_strptime", text.copy(), choices)


def _utc(text: exp.Expression) -> exp.Expression:
    instant = exp.TryCast(this=exp.func("replace", text.copy(), exp.Literal.string(" +"), exp.Literal.string("+")), to=exp.DataType.build("timestamptz"))
    return exp.func("make_timestamp", exp.func("epoch_us", instant))


def _from_milliseconds(text: exp.Expression) -> exp.Expression:
    return exp.func("make_timestamp_ms", exp.cast(text.copy(), "bigint"))


def _numeric_formats(order: Literal["mdy", "dmy"]) -> tuple[str, ...]:
    days = [_DAY_FORMS[order].format(mark) + year for mark in "/.-" for year in ("%y", "%Y")]
    return tuple(day + time for day in days for time in _TIMES)
