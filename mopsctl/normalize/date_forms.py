"""The forms in which a column writes its dates: which one each value has, and a day in another form."""

from __future__ import annotations

import re
from datetime import date, datetime

from sqlglot import exp

from mopsctl.normalize.date_repair import meant_date

MILLISECONDS, SERIAL = "milliseconds since 1970", "a spreadsheet's number"
DAY_FIRST, MONTH_FIRST, EITHER = "day", "month", "either"

_CLOCK = r"(?:,?[T ]+[0-9]{1,2}:.*)?"

_CERTAIN_FORMS = {
    "YYYY-MM-DD": rf"[0-9]{{4}}-[0-9]{{1,2}}-[0-9]{{1,2}}{_CLOCK}",
    "YYYY/MM/DD": rf"[0-9]{{4}}/[0-9]{{1,2}}/[0-9]{{1,2}}{_CLOCK}",
    "YYYY.MM.DD": rf"[0-9]{{4}}[.][0-9]{{1,2}}[.][0-9]{{1,2}}{_CLOCK}",
    "YYYYMMDD": r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])",
    "DD-MON-YYYY": rf"[0-9]{{1,2}}-[A-Za-z]{{3,9}}-[0-9]{{2,4}}{_CLOCK}",
    "DD MON YYYY": rf"[0-9]{{1,2}}[. ]+[A-Za-z]{{3,9}}[., ]+[0-9]{{2,4}}{_CLOCK}",
    "MON DD, YYYY": rf"[A-Za-z]{{3,9}}[. ]+[0-9]{{1,2}},? +[0-9]{{4}}{_CLOCK}",
    MILLISECONDS: r"[0-9]{12,13}",
    SERIAL: r"[2-7][0-9]{4}(?:[.][0-9]+)?",
}
"""RE2 patterns of whole values, by the form's name, of forms that leave no doubt about day and month."""

_MARKS = {"/": "/", "-": "-", ".": "[.]"}
_YEARS = {"YYYY": "[0-9]{4}", "YY": "[0-9]{2}"}
_ORDERS = {DAY_FIRST: "DD{0}MM{0}", MONTH_FIRST: "MM{0}DD{0}"}


def form_sql(text: exp.Expr) -> exp.Expr:
    """The name of a text's form; of numbers such as 03/04/2026 only marks and year (``/YYYY``); else NULL."""
    case = exp.Case()
    for form, pattern in _CERTAIN_FORMS.items():
        case = case.when(_matches(text, pattern), exp.Literal.string(form))
    for mark, escaped in _MARKS.items():
        for year, digits in _YEARS.items():
            pattern = rf"[0-9]{{1,2}}{escaped}[0-9]{{1,2}}{escaped}{digits}{_CLOCK}"
            case = case.when(_matches(text, pattern), exp.Literal.string(f"{mark}{year}"))
    return case


def order_sql(text: exp.Expr) -> exp.Expr:
    """Whether a text such as 25/12/2026 shows which part is the day: `DAY_FIRST`, `MONTH_FIRST` or `EITHER`."""
    big, any_part = "(?:1[3-9]|[23][0-9])", "[0-9]{1,2}"
    day_first = _begins(text, rf"{big}[-/.]{any_part}[-/.]")
    month_first = _begins(text, rf"{any_part}[-/.]{big}[-/.]")
    case = exp.Case().when(day_first, exp.Literal.string(DAY_FIRST))
    return case.when(month_first, exp.Literal.string(MONTH_FIRST)).else_(exp.Literal.string(EITHER))


def numeric_form(marks: exp.Expr, order: exp.Expr) -> exp.Expr:
    """The name of a form of numbers out of its marks (``/YYYY``) and its order: ``DD/MM/YYYY``."""
    case = exp.Case()
    for mark in _MARKS:
        for year in _YEARS:
            for name, form in _ORDERS.items():
                fits = exp.and_(
                    marks.copy().eq(exp.Literal.string(f"{mark}{year}")),
                    order.copy().eq(exp.Literal.string(name)),
                )
                case = case.when(fits, exp.Literal.string(f"{form.format(mark)}{year}"))
    return case.else_(marks.copy())


def rewritten(text: str, form: str, wanted: str) -> str | None:
    """A text of one form in another, with its time as it was; None where it is no day or a form is not for people."""
    found = re.fullmatch(r"(.*?)((?:,?[T ]+\d{1,2}:.*)?)", text.strip(), re.DOTALL)
    day = _read(found[1], form) if found else None
    if found is None or day is None or wanted in (MILLISECONDS, SERIAL):
        return None
    return day.strftime(_format(wanted)) + re.sub(r"^,?[T ]+", " ", found[2])


def _read(text: str, form: str) -> date | None:
    if form in (MILLISECONDS, SERIAL) or "MON" in form:
        meant = meant_date(text)
        return meant[0] if meant else None
    try:
        return datetime.strptime(text, _format(form)).date()
    except ValueError:
        return None


def _format(form: str) -> str:
    """A form as Python writes and reads it: ``DD.MM.YYYY`` is ``%d.%m.%Y``."""
    for part, sign in (("YYYY", "%Y"), ("YY", "%y"), ("MON", "%b"), ("MM", "%m"), ("DD", "%d")):
        form = form.replace(part, sign)
    return form


def _matches(text: exp.Expr, pattern: str) -> exp.Expr:
    return exp.RegexpLike(this=text.copy(), expression=exp.Literal.string(f"^(?:{pattern})$"))


def _begins(text: exp.Expr, pattern: str) -> exp.Expr:
    return exp.RegexpLike(this=text.copy(), expression=exp.Literal.string(f"^{pattern}"))
