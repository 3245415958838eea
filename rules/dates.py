"""Dates: can one be read, is its year possible, and does a column write all of them alike?"""

from __future__ import annotations

from datetime import date

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
    """A date field, and the days between which its dates can be."""

    earliest: date = Field(date(1900, 1, 1), description="First day that is possible.")
    latest: date = Field(date(2100, 12, 31), description="Last day that is possible.")

    @model_validator(mode="after")
    def _in_order(self) -> DateParams:
        if self.earliest > self.latest:
            raise ValueError("'earliest' is later than 'latest'")
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
        day = exp.cast(_read(params, record), "DATE")
        bounds = [
            exp.cast(exp.Literal.string(bound.isoformat()), "DATE")
            for bound in (params.earliest, params.latest)
        ]
        possible = exp.Between(this=day, low=bounds[0], high=bounds[1])
        return exp.not_(exp.func("COALESCE", possible, exp.false()))

    def message(self, params: DateParams, violation: Violation) -> str:
        from mopsctl.normalize.date_repair import DateProblem, date_problem

        said, year = f"{violation.label} {violation.value!r}", _impossible_year(params, violation.value)
        if year is not None:
            return f"{said} is of the year {year}, which cannot be"
        problem = date_problem(violation.value)
        return f"{said} is not a date" if problem is DateProblem.NONE else f"{said} is not a date: {problem}"

    def suggest(self, params: DateParams, violation: Violation) -> Suggestion | None:
        from mopsctl.normalize.date_repair import meant_date

        meant = meant_date(violation.value)
        if meant is None or not params.earliest <= meant[0] <= params.latest:
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

    def violations(
        self, params: FieldParams, subject: Subject, tables: Tables, scope: Scope
    ) -> exp.Select | str:
        text = exp.column(params.field, quoted=True)
        forms = exp.select(
            exp.column(ROW), exp.alias_(form_sql(text), "marks"), exp.alias_(order_sql(text), "part")
        ).from_(subject.rows.subquery("s"))
        orders = (
            exp.select(
                "marks",
                f"COUNT_IF(part = '{DAY_FIRST}') AS days",
                f"COUNT_IF(part = '{MONTH_FIRST}') AS months",
            )
            .from_("forms")
            .group_by("marks")
        )
        usual_order = (
            "CASE WHEN days > months THEN 'day' WHEN months > days THEN 'month' "
            "WHEN STARTS_WITH(marks, '.') THEN 'day' ELSE 'month' END"
        )
        shown = exp.Case().when(
            exp.column("part", "forms").neq(exp.Literal.string(EITHER)), exp.Literal.string("own")
        )
        shown = shown.when(exp.condition("days <> months"), exp.Literal.string("others"))
        part = f"CASE WHEN forms.part = '{EITHER}' THEN o.usual_order ELSE forms.part END"
        named = (
            exp.select(
                exp.column(ROW, "forms"),
                exp.alias_(numeric_form(exp.column("marks", "forms"), exp.maybe_parse(part)), "form"),
                exp.alias_(shown.else_(exp.Literal.string("guess")), "shown"),
            )
            .from_("forms")
            .join(exp.select("*", f"{usual_order} AS usual_order").from_("orders").subquery("o"),
                  on="forms.marks = o.marks")
        )  # fmt: skip
        counts = exp.select("form", "COUNT(*) AS records").from_("named").group_by("form")
        usual = exp.select("form AS usual_form").from_("counts").order_by("records DESC, form").limit(1)
        return (
            exp.select(exp.column(ROW), "usual_form || '|' || form || '|' || shown AS detail")
            .from_("named")
            .join(usual.subquery("usual"), join_type="cross")
            .where("form <> usual_form")
            .with_("forms", as_=forms)
            .with_("orders", as_=orders)
            .with_("named", as_=named)
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
        certain = shown == "own" or form[0] not in "DM" or "MON" in form
        return Suggestion(text, 0.95 if certain else 0.8 if shown == "others" else 0.5)


def _read(params: DateParams, record: Record) -> exp.Expr:
    """The date, whichever of day and month comes first; which one does is no question of validity."""
    text = record.text(params.field)
    others = [date_sql(text, "mdy"), date_sql(text, "dmy")]
    return exp.func("COALESCE", record.date(params.field), *others)


def _impossible_year(params: DateParams, text: str) -> str | None:
    import re

    found = re.search(
        r"(?<!\d)(\d{3,5})(?=[-/.]\d{1,2}[-/.]\d{1,2}(?!\d))|(?<=[-/. ])(\d{3,5})(?!\d|:)", text
    )
    year = next((part for part in found.groups() if part), None) if found else None
    if year is None or params.earliest.year <= int(year) <= params.latest.year:
        return None
    return year


KINDS = (Date, DateForm)
