"""Consistency: do values agree with each other, across fields and across tables?"""

from __future__ import annotations

from datetime import date, timedelta

from pydantic import Field, field_validator, model_validator
from sqlglot import exp

from mopsctl.crm_filter import Condition, CrmFilter, Operator
from mopsctl.engine.binding import bind
from mopsctl.engine.conditions import fields_of, parse_condition
from mopsctl.engine.crm_filters import condition_filter, opposite
from mopsctl.engine.kinds import (
    FieldName,
    FieldParams,
    Params,
    RowKind,
    Scope,
    Subject,
    TableKind,
    Tables,
    Violation,
)
from mopsctl.engine.record import Record
from mopsctl.findings import Dimension
from mopsctl.rules.comparing import key_sql
from mopsctl.workspace import ROW

TODAY = "today"
ANY_DAY = date(2000, 1, 1)
"""Whether a condition can be told of a record hangs on no day."""


class ReferenceParams(FieldParams):
    """A field that points to a record of another object."""

    to: str = Field(description="The object it points to.")
    to_field: str = Field("id", description="The field of that object which holds the value.")


class Reference(TableKind):
    """The record that the value points to must exist."""

    name = "reference"
    dimension = Dimension.CONSISTENCY
    Params = ReferenceParams

    def violations(
        self, params: ReferenceParams, subject: Subject, tables: Tables, scope: Scope
    ) -> exp.Select | str:
        known = tables.records(params.to, [params.to_field], subject.table.origin)
        if known is None:
            return f"there is no table of {params.to} with {params.to_field} in this source to look it up in"
        value = key_sql(exp.column(params.field, quoted=True), "id")
        target = key_sql(exp.column(params.to_field, quoted=True), "id")
        targets = exp.select(target).from_(known.subquery("known"))
        return (
            exp.select(exp.column(ROW), exp.alias_(exp.cast(exp.null(), "TEXT"), "detail"))
            .from_(subject.rows.subquery("s"))
            .where(exp.not_(exp.In(this=value, query=targets.subquery())))
        )

    def message(self, params: ReferenceParams, violation: Violation) -> str:
        return f"{violation.label} {violation.value!r} points to no {params.to} in this source"


class DateOrderParams(Params):
    """Two dates, or a date and today, of which one must not be later than the other."""

    earlier: FieldName = Field(description="The field whose date comes first, or 'today'.")
    later: FieldName = Field(description="The field whose date comes after, or 'today'.")

    @model_validator(mode="after")
    def _two_dates(self) -> DateOrderParams:
        if self.earlier == self.later:
            raise ValueError("'earlier' and 'later' name the same date")
        return self


class DateOrder(RowKind):
    """One date must not be later than the other."""

    name = "date_order"
    dimension = Dimension.CONSISTENCY
    Params = DateOrderParams

    def fields(self, params: DateOrderParams) -> tuple[str, ...]:
        return tuple(name for name in (params.earlier, params.later) if name != TODAY)

    def applies(self, params: DateOrderParams, record: Record) -> exp.Expr | None:
        return exp.and_(*(exp.not_(record.date(name).is_(exp.null())) for name in self.fields(params)))

    def violates(self, params: DateOrderParams, record: Record, scope: Scope) -> exp.Expr:
        end_of_today = exp.Literal.string(f"{scope.as_of.isoformat()} 23:59:59")
        today = exp.cast(end_of_today, "TIMESTAMP")
        dates = [today if name == TODAY else record.date(name) for name in (params.earlier, params.later)]
        days = [exp.cast(moment, "DATE") for moment in dates]
        return exp.GT(this=days[0], expression=days[1])

    def message(self, params: DateOrderParams, violation: Violation) -> str:
        said = [f"{violation.labels[name]} {violation.values[name]!r}" for name in self.fields(params)]
        if params.earlier == TODAY:
            return f"{said[0]} has passed"
        return (
            f"{said[0]} is in the future" if params.later == TODAY else f"{said[0]} is later than {said[1]}"
        )

    def crm_filter(self, params: DateOrderParams, scope: Scope) -> CrmFilter | None:
        if params.earlier == TODAY:
            return Condition(params.later, Operator.LESS, (scope.as_of,))
        if params.later == TODAY:
            return Condition(params.earlier, Operator.AT_LEAST, (scope.as_of + timedelta(days=1),))
        return None


class ExpressionParams(Params):
    """A condition that every record must meet."""

    condition: str = Field(description="SQL condition over canonical fields or headers; must be true.")
    field: FieldName | None = Field(
        None, description="The field to report; by default the condition's first."
    )

    @field_validator("condition")
    @classmethod
    def _is_admitted(cls, condition: str) -> str:
        parse_condition(condition)
        return condition


class Expression(RowKind):
    """A condition over the record's fields must be true; where it is null (unknown), nothing is found."""

    name = "expression"
    dimension = Dimension.CONSISTENCY
    Params = ExpressionParams
    has_conditions = True

    def fields(self, params: ExpressionParams) -> tuple[str, ...]:
        named = fields_of(parse_condition(params.condition))
        return tuple(dict.fromkeys([params.field, *named] if params.field else named))

    def applies(self, params: ExpressionParams, record: Record) -> exp.Expr | None:
        """Records of which the condition is true or false."""
        condition = bind(parse_condition(params.condition), record, ANY_DAY)
        return exp.not_(exp.paren(condition).is_(exp.null()))

    def violates(self, params: ExpressionParams, record: Record, scope: Scope) -> exp.Expr:
        return exp.not_(exp.paren(bind(parse_condition(params.condition), record, scope.as_of)))

    def message(self, params: ExpressionParams, violation: Violation) -> str:
        said = ", ".join(f"{violation.labels[name]} {value!r}" for name, value in violation.values.items())
        return f"not true that {params.condition}: {said}"

    def crm_filter(self, params: ExpressionParams, scope: Scope) -> CrmFilter | None:
        kept = condition_filter(parse_condition(params.condition), scope.as_of)
        return None if kept is None else opposite(kept)


KINDS = (Reference, DateOrder, Expression)
