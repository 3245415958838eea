"""Consistency across objects: does a record agree with those that it belongs to, or that belong to it?"""

from __future__ import annotations

from pydantic import Field, field_validator
from sqlglot import exp

from mopsctl.engine.conditions import parse_condition
from mopsctl.engine.kinds import FieldName, FieldParams, Params, Scope, Subject, TableKind, Tables, Violation
from mopsctl.findings import Dimension, Suggestion
from mopsctl.rules.comparing import COMPARE_WORDS, Compare, keyed, renamed
from mopsctl.workspace import ROW

AGREEMENT_CONFIDENCE = 0.5
"""Of two records that disagree, either may be the wrong one."""


class HasRelatedParams(Params):
    """Which records must lead to this one, how many, and which of them count."""

    related: str = Field(description="The object of the records that must be there.")
    via: FieldName = Field(description="The field of those records that leads here.")
    field: FieldName = Field("id", description="The field of this record that they lead to.")
    min: int = Field(1, ge=1, description="How many there must be at least.")
    related_where: str | None = Field(
        None, description="SQL condition on the related records: only those that meet it count."
    )

    @field_validator("related_where")
    @classmethod
    def _is_admitted(cls, condition: str | None) -> str | None:
        if condition is not None:
            parse_condition(condition)
        return condition


class HasRelated(TableKind):
    """Other records must belong to this one: contact roles to an open opportunity, contacts to an account.

    With `field: account_id` and `via: id` it asks the other way round, whether the record that this one belongs
    to meets the condition: a won opportunity's account must be a customer. Whether the related object was exported as
    a whole cannot be known; records that were left out of the export are missing here.
    """

    name = "has_related"
    dimension = Dimension.CONSISTENCY
    Params = HasRelatedParams
    has_conditions = True

    def violations(
        self, params: HasRelatedParams, subject: Subject, tables: Tables, scope: Scope
    ) -> exp.Select | str:
        where = parse_condition(params.related_where) if params.related_where else None
        related = tables.records(params.related, [params.via], subject.table.origin, where)
        if related is None:
            return _missing(params.related, params.via, params.related_where)
        own = keyed(renamed(subject.rows, ROW, own=params.field), "own", "id", "own_key", tables)
        leading = keyed(_each(renamed(related, via=params.via)), "via", "id", "related_key", tables)
        counted = exp.select("related_key", "COUNT(*) AS found").from_(leading.subquery("leading_here"))
        counted = counted.group_by("related_key")
        found = exp.func("COALESCE", exp.column("found", "counted"), exp.Literal.number(0))
        return (
            exp.select(exp.column(ROW, "own"), exp.alias_(exp.cast(found, "TEXT"), "detail"))
            .from_(own.subquery("own"))
            .join(counted.subquery("counted"), on="own.own_key = counted.related_key", join_type="left")
            .where(exp.LT(this=found.copy(), expression=exp.Literal.number(params.min)))
        )

    def message(self, params: HasRelatedParams, violation: Violation) -> str:
        what = params.related.replace("_", " ")
        lack = (
            f"{violation.detail} of at least {params.min} {what} records" if params.min > 1 else f"no {what}"
        )
        which = f" where {params.related_where}" if params.related_where else ""
        return f"{violation.label} {violation.value!r} has {lack}{which}"


class AgreesWithParams(FieldParams):
    """A field, the reference that leads to another record, and the field there that must agree."""

    via: FieldName = Field(description="The field that leads to the other record, by its id.")
    to: str = Field(description="The object that it leads to.")
    to_field: FieldName = Field(description="The field of the other record.")
    compare: Compare = Field("letters", description=f"How the two values are compared. {COMPARE_WORDS}")


class AgreesWith(TableKind):
    """The value must be that of the record that this one belongs to: a contact's country its account's.

    Found only where both records have a usable value, and the other record is known beyond doubt. Which of the two
    is wrong cannot be told, so the other's value is suggested with a confidence of one half.
    """

    name = "agrees_with"
    dimension = Dimension.CONSISTENCY
    Params = AgreesWithParams

    def fields(self, params: AgreesWithParams) -> tuple[str, ...]:
        return (params.field, params.via)

    def detail_field(self, params: AgreesWithParams) -> str | None:
        return params.field

    def violations(
        self, params: AgreesWithParams, subject: Subject, tables: Tables, scope: Scope
    ) -> exp.Select | str:
        usable = [params.to_field]
        others = tables.records(params.to, ["id", params.to_field], subject.table.origin, usable=usable)
        if others is None:
            return _missing(params.to, f"id and {params.to_field}")
        theirs = keyed(renamed(others, id="id", written=params.to_field), "id", "id", "to_key", tables)
        theirs = keyed(theirs, "written", params.compare, "value", tables)
        known = exp.select("to_key", "MIN(value) AS value", "MIN(written) AS detail")
        known = known.from_(theirs.subquery("theirs")).group_by("to_key").having("COUNT(DISTINCT value) = 1")
        own = renamed(subject.rows, ROW, written=params.field, via=params.via)
        own = keyed(keyed(own, "written", params.compare, "value", tables), "via", "id", "to_key", tables)
        return (
            exp.select(exp.column(ROW, "own"), exp.column("detail", "known"))
            .from_(own.subquery("own"))
            .join(known.subquery("known"), on="own.to_key = known.to_key")
            .where("own.value <> known.value")
        )

    def message(self, params: AgreesWithParams, violation: Violation) -> str:
        return (
            f"{violation.label} {violation.value!r} is not that of its {params.to.replace('_', ' ')}, "
            f"{violation.detail!r}"
        )

    def suggest(self, params: AgreesWithParams, violation: Violation) -> Suggestion | None:
        alike = params.compare not in ("domain", "digits")
        return Suggestion(violation.detail, AGREEMENT_CONFIDENCE) if violation.detail and alike else None


class NotInParams(FieldParams):
    """A field, and the field of another object in which its value must not stand."""

    other: str = Field(description="The other object.")
    other_field: FieldName | None = Field(None, description="The field there; by default of the same name.")
    compare: Compare = Field("text", description=f"How the values are compared. {COMPARE_WORDS}")

    @property
    def there(self) -> str:
        return self.other_field or self.field


class NotIn(TableKind):
    """No record of another object may have the value: a lead's address should not be a contact's already.

    Placeholders are no values, neither here nor there. The message names the other record by its id.
    """

    name = "not_in"
    dimension = Dimension.UNIQUENESS
    Params = NotInParams

    def detail_field(self, params: NotInParams) -> str | None:
        return "id"

    def violations(
        self, params: NotInParams, subject: Subject, tables: Tables, scope: Scope
    ) -> exp.Select | str:
        origin, usable = subject.table.origin, [params.there]
        others = tables.records(params.other, ["id", params.there], origin, usable=usable)
        if others is None:
            return _missing(params.other, f"id and {params.there}")
        theirs = keyed(
            renamed(others, id="id", written=params.there), "written", params.compare, "value", tables
        )
        known = exp.select("value", "MIN(id) AS detail").from_(theirs.subquery("theirs")).group_by("value")
        own = renamed(subject.rows, ROW, written=params.field)
        own = keyed(own, "written", params.compare, "value", tables)
        return (
            exp.select(exp.column(ROW, "own"), exp.column("detail", "known"))
            .from_(own.subquery("own"))
            .join(known.subquery("known"), on="own.value = known.value")
        )

    def message(self, params: NotInParams, violation: Violation) -> str:
        other = params.other.replace("_", " ")
        known = f"{other} {violation.detail}" if violation.detail else f"a {other}"
        return f"{violation.label} {violation.value!r} is already that of {known}"


def _each(rows: exp.Select) -> exp.Select:
    """A row for each id in ``via``, which HubSpot separates by semicolons where there are several."""
    ids = exp.Explode(this=exp.Split(this=exp.column("via"), expression=exp.Literal.string(";")))
    return exp.select(exp.alias_(ids, "via")).from_(rows.subquery("joined"))


def _missing(object_name: str, fields: str, condition: str | None = None) -> str:
    """Why records cannot be looked up, as a sentence."""
    asked = f" for {condition}" if condition else ""
    return f"there is no table of {object_name} with {fields} in this source to look in{asked}"


KINDS = (HasRelated, AgreesWith, NotIn)
