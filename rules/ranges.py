"""Ranges: does a number, a date or the length of a text lie where it can be?"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator
from sqlglot import exp

from mopsctl.crm_filter import AnyOf, Condition, CrmFilter, Operator
from mopsctl.engine.kinds import FieldParams, RowKind, Scope, Violation
from mopsctl.engine.record import Record
from mopsctl.findings import Dimension
from mopsctl.normalize.date_bounds import DayBound, read_day_bound

_ANY_DAY = date(2000, 1, 1)
"""Two bounds counted from today are in the same order whatever day it is."""


def _readable(value: object) -> object:
    """A bound, once it is known to name a number or a day; YAML has read 2026-12-31 as a date."""
    if isinstance(value, bool):
        raise ValueError("a yes or no is no bound")  # noqa: TRY004 - pydantic asks for it
    if isinstance(value, date):
        value = value.isoformat()
    if isinstance(value, str):
        try:
            return float(value)
        except ValueError:
            read_day_bound(value)
    return value


Bound = Annotated[Annotated[float, Field(allow_inf_nan=False)] | str, BeforeValidator(_readable)]


class RangeParams(FieldParams):
    """A field and the least and greatest value that it may have."""

    min: Bound | None = Field(
        None, description="Least value: a number, a date (2020-01-01), today, or so far from it: today-10y."
    )
    max: Bound | None = Field(None, description="Greatest value, written likewise: 100, today, today+2y.")

    @model_validator(mode="after")
    def _two_of_a_sort(self) -> RangeParams:
        if self.min is None and self.max is None:
            raise ValueError("give 'min', 'max' or both")
        if None not in (self.min, self.max) and isinstance(self.min, str) != isinstance(self.max, str):
            raise ValueError("'min' and 'max' must both be numbers or both be dates")
        if self._is_upside_down():
            raise ValueError("'min' is greater than 'max'")
        return self

    def _is_upside_down(self) -> bool:
        """Whether nothing can lie between the bounds, on whatever day they are applied."""
        if isinstance(self.min, float) and isinstance(self.max, float):
            return self.min > self.max
        if isinstance(self.min, str) and isinstance(self.max, str):
            low, high = read_day_bound(self.min), read_day_bound(self.max)
            alike = (low.day is None) == (high.day is None)
            return alike and low.on(_ANY_DAY) > high.on(_ANY_DAY)
        return False

    @property
    def is_of_dates(self) -> bool:
        """Whether the bounds are days."""
        return isinstance(self.min, str) or isinstance(self.max, str)


class Range(RowKind):
    """The number or date must lie between two bounds, which belong to the range.

    Numbers and dates are read as conditions read them (`1.200,50 €`, `03/01/2026`); a value that is neither is not
    judged: that is the business of `number` and `date`. Dates count as days, without their time. Bounds move with
    the day of the audit when written as `today-10y` (d, w, m, y for days, weeks, months, years).
    """

    name = "range"
    dimension = Dimension.VALIDITY
    Params = RangeParams

    def applies(self, params: RangeParams, record: Record) -> exp.Expr | None:
        return exp.and_(record.usable(params.field), exp.not_(_value(params, record).is_(exp.null())))

    def violates(self, params: RangeParams, record: Record, scope: Scope) -> exp.Expr:
        value = _value(params, record)
        broken: list[exp.Expr] = []
        if params.min is not None:
            broken.append(exp.LT(this=value.copy(), expression=_literal(params.min, scope)))
        if params.max is not None:
            broken.append(exp.GT(this=value.copy(), expression=_literal(params.max, scope)))
        return exp.or_(*broken)

    def message(self, params: RangeParams, violation: Violation) -> str:
        low, high = (None if bound is None else _in_words(bound) for bound in (params.min, params.max))
        said = f"{violation.label} {violation.value!r} is"
        if low is not None and high is not None:
            return f"{said} not between {low} and {high}"
        if low is not None:
            return f"{said} {'earlier than' if params.is_of_dates else 'below'} {low}"
        return f"{said} {'later than' if params.is_of_dates else 'above'} {high}"

    def crm_filter(self, params: RangeParams, scope: Scope) -> CrmFilter | None:
        beyond: list[Condition] = []
        if params.min is not None:
            least = read_day_bound(params.min).on(scope.as_of) if isinstance(params.min, str) else params.min
            beyond.append(Condition(params.field, Operator.LESS, (least,)))
        if isinstance(params.max, str):
            after = read_day_bound(params.max).on(scope.as_of) + timedelta(days=1)
            beyond.append(Condition(params.field, Operator.AT_LEAST, (after,)))
        elif params.max is not None:
            beyond.append(Condition(params.field, Operator.GREATER, (params.max,)))
        return AnyOf(tuple(beyond))


class LengthParams(FieldParams):
    """A field and how long its values may be, in characters."""

    min: int = Field(0, ge=0, description="Least number of characters.")
    max: int | None = Field(None, ge=1, description="Greatest number of characters.")

    @model_validator(mode="after")
    def _some_limit(self) -> LengthParams:
        if not self.min and self.max is None:
            raise ValueError("give 'min', 'max' or both")
        if self.max is not None and self.min > self.max:
            raise ValueError("'min' is greater than 'max'")
        return self


class Length(RowKind):
    """The value must not be shorter or longer than stated."""

    name = "length"
    dimension = Dimension.VALIDITY
    Params = LengthParams

    def violates(self, params: LengthParams, record: Record, scope: Scope) -> exp.Expr:
        length = exp.Length(this=record.text(params.field))
        limits: list[exp.Expr] = (
            [exp.LT(this=length, expression=exp.Literal.number(params.min))] if params.min else []
        )
        if params.max is not None:
            limits.append(exp.GT(this=length.copy(), expression=exp.Literal.number(params.max)))
        return exp.or_(*limits)

    def message(self, params: LengthParams, violation: Violation) -> str:
        length = len(violation.value)
        bound = f"at least {params.min}" if length < params.min else f"at most {params.max}"
        characters = "character" if length == 1 else "characters"
        return f"{violation.label} has {length} {characters}, {bound} are expected"


def _value(params: RangeParams, record: Record) -> exp.Expr:
    if params.is_of_dates:
        return exp.cast(record.date(params.field), "DATE")
    return record.number(params.field)


def _literal(bound: float | str, scope: Scope) -> exp.Expr:
    if isinstance(bound, str):
        return exp.cast(exp.Literal.string(read_day_bound(bound).on(scope.as_of).isoformat()), "DATE")
    return exp.convert(bound)


def _in_words(bound: float | str) -> DayBound | str:
    return read_day_bound(bound) if isinstance(bound, str) else f"{bound:,.15g}"


KINDS = (Range, Length)
