"""Dates: can one be read, is its year possible, and does a column write all of them alike?"""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field, model_validator
from sqlglot import exp

from mopsctl.engine.kinds import FieldParams, RowKind, Scope, Subject, TableKind, Tables, Violation
from mopsctl.engine.record import Record
from mopsctl.findings import Dimension, Suggestion
from mopsctl.normalize.date_forms import (
    DAY_FIRST,
    EITHER,
    MONTH_FIRST,
    form_sql,
    numeric_form,
    order_sql,
    rewritten,
)
from mopsctl.normalize.dates import date_sql
from mopsctl.workspace import ROW


class DateParams(FieldParams):
    """A date field, and the years in which its dates can lie."""

    first_year: int = Field(1900, ge=1, le=9999, description="First year that is possible.")
    last_year: int = Field(2100, ge=1, le=9999, description="Last year that is possible.")

    @model_validator(mode="after")
    def _in_order(self) -> DateParams:
        if self.first_year > self.last_year:
            raise ValueError("'first_year' is later than 'last_year'")
        return self


class Date(RowKind):
    """The value must be a date that the calendar has and that programs read, in a possible year.

    Read are ISO dates, 3/1/2026, 1.3.2026, 01-Mar-2026 and March 1, 2026, with a time or without, and milliseconds
    since 1970; whether a column mixes them is asked by `date_form`. Found are days that there are not (2/30/2026,
    0000-00-00), words, spreadsheets' numbers of days (45231) and years such as 0202; the day is suggested where it
    is certain. Days that systems write for "none", such as 1900-01-01, are not judged.
    """

    name = "date"
    dimension = Dimension.VALIDITY
    Params = DateParams

    def applies(self, params: DateParams, record: Record) -> exp.Expr | None:
        text = record.text(params.field)
        numeric = exp.RegexpLike(this=text, expression=exp.Literal.string("^[0-9]+[-/.][0-9]+[-/.][0-9]"))
        unread = exp.and_(numeric, _read(params, record).is_(exp.null()))
        return exp.or_(record.usable(params.field), exp.and_(exp.not_(record.blank(params.field)), unread))

    def violates(self, params: DateParams, record: Record, scope: Scope) -> exp.Expr:
        year = exp.Year(this=exp.cast(_read(params, record), "DATE"))
        possible = exp.Between(
            this=year, low=exp.Literal.number(params.first_year), high=exp.Literal.number(params.last_year)
        )
        return exp.not_(exp.func("COALESCE", possible, exp.false()))

    def message(self, params: DateParams, violation: Violation) -> str:
        from mopsctl.normalize.date_repair import DateProblem, date_problem

        said = f"{violation.label} {violation.value!r} is not"
        problem = date_problem(violation.value, range(params.first_year, params.last_year + 1))
        years = f"in the years {params.first_year} to {params.last_year}"
        if problem is DateProblem.YEAR:
            return f"{said} {years}"
        if problem is not DateProblem.NONE:
            return f"{said} a date: {problem}"
        # A masked value may be a date of another year, and shows no more than that it has digits.
        return f"{said} a date {years}" if any(map(str.isdigit, violation.value)) else f"{said} a date"

    def suggest(self, params: DateParams, violation: Violation) -> Suggestion | None:
        from mopsctl.normalize.date_repair import meant_date

        meant = meant_date(violation.value)
        if meant is None or not params.first_year <= meant[0].year <= params.last_year:
            return None
        return Suggestion(meant[0].isoformat(), meant[1])


class DateForm(TableKind):
    """A column must write all its dates in one form: the form that most have, others are found.

    Forms are told apart by the order of year, month and day, the marks between them, and two or four digits of the
    year; not by a time behind the date or a zero before a digit. 03/04/2026 is read as the column's other dates with
    the same marks show it (25/12/2026 among them means day first); where none does, month first, with dots day first.
    Dates in the usual form are suggested, with a lower confidence where that order was not shown by the date itself.
    """

    name = "date_form"
    dimension = Dimension.CONSISTENCY

    _CONFIDENCE: ClassVar[dict[str, float]] = {"own": 0.95, "others": 0.8, "guess": 0.5}

    def violations(
        self, params: FieldParams, subject: Subject, tables: Tables, scope: Scope
    ) -> exp.Select | str:
        forms = _forms(subject.rows, exp.column(params.field, quoted=True))
        counts = exp.select("form", "COUNT(*) AS records").from_("named").group_by("form")
        usual = (
            exp.select("form AS usual")
            .from_("counts")
            .order_by("records DESC", "form <> 'YYYY-MM-DD'", "form")
            .limit(1)
        )
        return (
            exp.select(exp.column(ROW), "CONCAT(usual, '|', form, '|', shown) AS detail")
            .from_("named")
            .join(usual.subquery("u"), join_type="cross")
            .where("form <> usual")
            .with_("forms", as_=forms)
            .with_("named", as_=_named_forms())
            .with_("counts", as_=counts)
        )

    def message(self, params: FieldParams, violation: Violation) -> str:
        usual, form, _ = (violation.detail or "||").split("|")
        return f"{violation.label} {violation.value!r} is written as {form}, most dates here as {usual}"

    def suggest(self, params: FieldParams, violation: Violation) -> Suggestion | None:
        usual, form, shown = (violation.detail or "||").split("|")
        text = rewritten(violation.value, form, usual)
        if text is None or text == violation.value:
            return None
        return Suggestion(text, self._CONFIDENCE[shown])


def _forms(rows: exp.Select, text: exp.Expr) -> exp.Select:
    """Of each row the marks of its form, the part that shows itself to be the day, and what its like lean to."""
    forms = exp.select(
        exp.column(ROW), exp.alias_(form_sql(text), "marks"), exp.alias_(order_sql(text), "part")
    )
    day_first = f"CASE part WHEN '{DAY_FIRST}' THEN 1 WHEN '{MONTH_FIRST}' THEN -1 ELSE 0 END"
    return (
        exp.select("*", f"SUM({day_first}) OVER (PARTITION BY LEFT(marks, 1)) AS leaning")
        .from_(forms.from_(rows.subquery("s")).subquery("f"))
        .where("marks IS NOT NULL")
    )


def _named_forms() -> exp.Select:
    """Of each row the name of its form, and by what its order is shown: itself, others like it, or a guess."""
    is_numeric = "LENGTH(marks) <= 5"
    day_leads = "leaning > 0 OR (leaning = 0 AND marks LIKE '.%')"
    by_custom = f"CASE WHEN {day_leads} THEN '{DAY_FIRST}' ELSE '{MONTH_FIRST}' END"
    order = f"CASE WHEN part = '{EITHER}' THEN {by_custom} ELSE part END"
    shown = (
        f"CASE WHEN part <> '{EITHER}' OR NOT {is_numeric} THEN 'own' "
        "WHEN leaning <> 0 OR marks LIKE '.%' THEN 'others' ELSE 'guess' END AS shown"
    )
    form = numeric_form(exp.column("marks"), exp.condition(order))
    return exp.select(exp.column(ROW), exp.alias_(form, "form"), shown).from_("forms")


def _read(params: DateParams, record: Record) -> exp.Expr:
    """The date, whichever of day and month comes first; which one does is no question of validity."""
    text = record.text(params.field)
    others = [date_sql(text, "mdy"), date_sql(text, "dmy")]
    return exp.func("COALESCE", record.date(params.field), *others)


KINDS = (Date, DateForm)
