"""Consistency in time: do the stages of a record's life follow each other?"""

from __future__ import annotations

from itertools import pairwise

from pydantic import Field
from sqlglot import exp

from mopsctl.engine.kinds import FieldName, Params, RowKind, Scope, Violation
from mopsctl.engine.record import Record, UnknownFieldError
from mopsctl.findings import Dimension


class SequenceParams(Params):
    """The dates of the stages in their order, and whether one may be skipped."""

    dates: list[FieldName] = Field(
        min_length=2,
        description="Date fields in the order of the stages; those that a table lacks are left out.",
    )
    gaps: bool = Field(
        True, description="Whether a stage may be skipped; false finds a date whose earlier one is empty."
    )


class Sequence(RowKind):
    """The dates of lifecycle stages must follow each other: lead, MQL, SQL, opportunity, customer.

    Compared are days, so that two stages on one day are in order. What is empty or no date is left out, so that
    with ``gaps: true`` a record may skip stages. With ``gaps: false`` a stage that was reached without the one
    before it is found too.
    """

    name = "sequence"
    dimension = Dimension.CONSISTENCY
    Params = SequenceParams

    def fields(self, params: SequenceParams) -> tuple[str, ...]:
        return ()

    def optional_fields(self, params: SequenceParams) -> tuple[str, ...]:
        return tuple(params.dates)

    def applies(self, params: SequenceParams, record: Record) -> exp.Expr | None:
        """Records with at least one of the dates that follow the first."""
        return exp.or_(*(_filled(record, name) for name in _present(params, record)[1:]))

    def violates(self, params: SequenceParams, record: Record, scope: Scope) -> exp.Expr:
        names = _present(params, record)
        wrong: list[exp.Expr] = []
        for place, later in enumerate(names[1:], start=1):
            wrong += [_day(record, earlier) > _day(record, later) for earlier in names[:place]]
            if not params.gaps:
                wrong.append(exp.and_(_filled(record, later), record.blank(names[place - 1])))
        return exp.or_(*(exp.func("COALESCE", one, exp.false()) for one in wrong))

    def message(self, params: SequenceParams, violation: Violation) -> str:
        names = [name for name in params.dates if name in violation.values]
        for earlier, later in pairwise(names):
            if not params.gaps and violation.values[later] and not violation.values[earlier]:
                later_date = f"{violation.labels[later]} {violation.values[later]!r}"
                return f"{later_date} is there, but {violation.labels[earlier]} before it is empty"
        said = [
            f"{violation.labels[name]} {violation.values[name]!r}" for name in names if violation.values[name]
        ]
        return f"{', '.join(said)} do not follow each other"


def _present(params: SequenceParams, record: Record) -> list[str]:
    """The dates that the table has: one has nothing to be compared with."""
    names = [name for name in params.dates if record.has(name)]
    if len(names) < 2:
        raise UnknownFieldError(next(name for name in params.dates if name not in names))
    return names


def _day(record: Record, field: str) -> exp.Expr:
    return exp.cast(record.date(field), "DATE")


def _filled(record: Record, field: str) -> exp.Expr:
    return exp.not_(record.date(field).is_(exp.null()))


KINDS = (Sequence,)
