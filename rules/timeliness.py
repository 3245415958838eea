"""Timeliness: is the record still fresh?"""

from __future__ import annotations

from datetime import timedelta

from pydantic import Field
from sqlglot import exp

from mopsctl.crm_filter import Condition, CrmFilter, Operator
from mopsctl.engine.kinds import FieldParams, RowKind, Scope, Violation
from mopsctl.engine.record import Record
from mopsctl.findings import Dimension

LONGEST = 365_000
"""A thousand years of days, about as far back as a calendar goes."""


class FreshnessParams(FieldParams):
    """A date field and the greatest age that is fresh."""

    max_age_days: int = Field(
        ge=1, le=LONGEST, description="Days before today from which on the date is too old."
    )


class Freshness(RowKind):
    """The date must not lie further back than a number of days."""

    name = "freshness"
    dimension = Dimension.TIMELINESS
    Params = FreshnessParams

    def applies(self, params: FreshnessParams, record: Record) -> exp.Expr | None:
        return exp.not_(record.date(params.field).is_(exp.null()))

    def violates(self, params: FreshnessParams, record: Record, scope: Scope) -> exp.Expr:
        today = exp.cast(exp.Literal.string(scope.as_of.isoformat()), "DATE")
        days = exp.Interval(this=exp.Literal.string(str(params.max_age_days)), unit=exp.var("DAY"))
        return exp.LT(this=record.date(params.field), expression=exp.Sub(this=today, expression=days))

    def message(self, params: FreshnessParams, violation: Violation) -> str:
        return f"{violation.label} {violation.value!r} is more than {params.max_age_days} days ago"

    def crm_filter(self, params: FreshnessParams, scope: Scope) -> CrmFilter | None:
        oldest = scope.as_of - timedelta(days=params.max_age_days)
        return Condition(params.field, Operator.LESS, (oldest,))


KINDS = (Freshness,)
