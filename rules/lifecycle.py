"""Consistency in time: do the stages of a record's life follow each other?"""

from __future__ import annotations

from itertools import pairwise

from pydantic import Field, model_validator
from sqlglot import exp

from mopsctl.engine.kinds import FieldName, Params, RowKind, Scope, Violation
from mopsctl.engine.record import Record, UnknownFieldError
from mopsctl.findings import Dimension


class SequenceParams(Params):
    """The dates of the stages in their order, whether one may be skipped, and the stage that a record is in."""

    dates: list[FieldName] = Field(
        min_length=2,
        description="Date fields in the order of the stages; those that a table lacks are left out.",
    )
    gaps: bool = Field(
        True, description="Whether a stage may be skipped; false finds a date whose earlier one is empty."
    )
    stage: FieldName | None = Field(None, description="The field with the stage that the record is in now.")
    reached: dict[str, FieldName] = Field(
        {},
        description="Stages, as that field has them in any case, each with the date by which it was reached.",
    )

    @model_validator(mode="after")
    def _of_the_dates(self) -> SequenceParams:
        if (self.stage is None) != (not self.reached):
            raise ValueError("'stage' and 'reached' go together")
        strange = next((date for date in self.reached.values() if date not in self.dates), None)
        if strange is not None:
            raise ValueError(f"'reached' names {strange!r}, which is none of 'dates'")
        return self


class Sequence(RowKind):
    """The dates of lifecycle stages must follow each other: lead, MQL, SQL, opportunity, customer.

    Compared are days, so that two stages on one day are in order. What is empty or no date is left out, so that
    with `gaps: true` a record may skip stages. With `gaps: false` a stage that was reached without the one
    before it is found too; with `stage` and `reached`, a record that is in a stage and has no date for it. A
    record that was set back to an earlier stage is in order: its later dates are its history.
    """

    name = "sequence"
    dimension = Dimension.CONSISTENCY
    Params = SequenceParams

    def fields(self, params: SequenceParams) -> tuple[str, ...]:
        return () if params.stage is None else (params.stage,)

    def optional_fields(self, params: SequenceParams) -> tuple[str, ...]:
        return tuple(params.dates)

    def applies(self, params: SequenceParams, record: Record) -> exp.Expr | None:
        """Records with a date that follows the first, or in a stage that has a date."""
        told = [_filled(record, name) for name in _present(params, record)[1:]]
        return exp.or_(*told, *(is_in for is_in, _ in _stages(params, record)))

    def violates(self, params: SequenceParams, record: Record, scope: Scope) -> exp.Expr:
        names = _present(params, record)
        wrong = [exp.and_(is_in, exp.not_(_filled(record, date))) for is_in, date in _stages(params, record)]
        for place, later in enumerate(names[1:], start=1):
            wrong += [_day(record, earlier) > _day(record, later) for earlier in names[:place]]
            if not params.gaps:
                wrong.append(exp.and_(_filled(record, later), record.blank(names[place - 1])))
        return exp.or_(*(exp.func("COALESCE", one, exp.false()) for one in wrong))

    def message(self, params: SequenceParams, violation: Violation) -> str:
        values, labels = violation.values, violation.labels
        names = [name for name in params.dates if name in values]
        for earlier, later in pairwise(names):
            if not params.gaps and values[later] and not values[earlier]:
                return f"{labels[later]} {values[later]!r} is there, but {labels[earlier]} before it is empty"
        for stage, date in params.reached.items():
            if params.stage and values[params.stage].lower() == stage.lower() and not values.get(date, "-"):
                return f"{labels[params.stage]} is {values[params.stage]!r}, but {labels[date]} is empty"
        said = [f"{labels[name]} {values[name]!r}" for name in names if values[name]]
        return f"{', '.join(said)} do not follow each other"


def _present(params: SequenceParams, record: Record) -> list[str]:
    """The dates that the table has: one has nothing to be compared with."""
    names = [name for name in params.dates if record.has(name)]
    if len(names) < 2:
        raise UnknownFieldError(next(name for name in params.dates if name not in names))
    return names


def _stages(params: SequenceParams, record: Record) -> list[tuple[exp.Expr, str]]:
    """For each stage whose date the table has, whether the record is in it, and that date."""
    if params.stage is None:
        return []
    stage = exp.Lower(this=record.text(params.stage))
    return [
        (stage.eq(exp.Literal.string(value.lower())), date)
        for value, date in params.reached.items()
        if record.has(date)
    ]


def _day(record: Record, field: str) -> exp.Expr:
    return exp.cast(record.date(field), "DATE")


def _filled(record: Record, field: str) -> exp.Expr:
    return exp.not_(record.date(field).is_(exp.null()))


KINDS = (Sequence,)
