"""Consistency of references: does a record belong to the one that its own values name?"""

from __future__ import annotations

from pydantic import Field
from sqlglot import exp

from mopsctl.engine.kinds import FieldName, FieldParams, Scope, Subject, TableKind, Tables, Violation
from mopsctl.engine.record import Record
from mopsctl.findings import Dimension, Suggestion
from mopsctl.rules.comparing import COMPARE_WORDS, Compare, key_sql, keyed
from mopsctl.workspace import ROW

CONFIDENCE = 0.8
"""A domain or number that one record alone has nearly always means it; subsidiaries and agencies are the rest."""


class LinkedByParams(FieldParams):
    """A reference, the value that tells where it should lead, and where that value stands in the other object."""

    to: str = Field(description="The object that the field leads to.")
    by: FieldName = Field(description="The field of this record that tells which one it should be.")
    to_field: FieldName = Field(description="The field of the other object that holds the same.")
    compare: Compare = Field("domain", description=f"How the two are compared. {COMPARE_WORDS}")
    parent: FieldName = Field(
        "parent_id", description="The field by which records of that object form a tree."
    )
    allow_empty: bool = Field(True, description="Whether a record that belongs to none is left alone.")


class LinkedBy(TableKind):
    """A record must belong to the one that its own value names: a contact to the account with its e-mail domain.

    Found where another record has the value and the one that this record belongs to has not. Left alone are values
    that no record of the other object has, records whose own one has the value too or has none at all, and pairs of
    parent and child or of two children of one parent. Where just one record has the value, it is suggested.
    """

    name = "linked_by"
    dimension = Dimension.CONSISTENCY
    Params = LinkedByParams

    def fields(self, params: LinkedByParams) -> tuple[str, ...]:
        return (params.field, params.by)

    def applies(self, params: LinkedByParams, record: Record) -> exp.Expr | None:
        named = record.usable(params.by)
        return exp.and_(named, record.usable(params.field)) if params.allow_empty else named

    def detail_field(self, params: LinkedByParams) -> str | None:
        return params.field

    def violations(
        self, params: LinkedByParams, subject: Subject, tables: Tables, scope: Scope
    ) -> exp.Select | str:
        targets = _targets(params, subject, tables)
        if targets is None:
            return f"there is no table of {params.to} with id and {params.to_field} in this source to look in"
        own = keyed(subject.rows, params.by, params.compare, "value", tables)
        reference = key_sql(exp.column(params.field, "o", quoted=True), "id")
        own = exp.select(exp.column(ROW, "o"), "o.value", exp.alias_(reference, "own_id")).from_(
            own.subquery("o")
        )
        named = exp.select(
            exp.column(ROW, "own"),
            "own.own_id",
            "targets.id_key",
            "targets.id",
            "(own.own_id = targets.id_key OR own.own_id = targets.parent OR mine.parent = targets.id_key "
            "OR mine.parent = targets.parent) AS related",
            "(own.own_id = '' OR mine.id_key IS NOT NULL) AS told",
        )
        named = named.from_("own").join("targets", on="own.value = targets.value")
        named = named.join("mine", on="own.own_id = mine.id_key", join_type="left")
        only = "CASE WHEN COUNT(DISTINCT id_key) = 1 THEN MIN(id) END AS detail"
        wrong = "NOT BOOL_OR(COALESCE(related, FALSE)) AND BOOL_AND(told)"
        found = exp.select(ROW, only).from_(named.subquery("named")).group_by(ROW).having(wrong)
        mine = exp.select("id_key", "MIN(parent) AS parent").from_("targets").group_by("id_key")
        return found.with_("targets", as_=targets).with_("own", as_=own).with_("mine", as_=mine)

    def message(self, params: LinkedByParams, violation: Violation) -> str:
        what = params.to.replace("_", " ")
        named = f"{violation.labels[params.by]} {violation.values[params.by]!r}"
        better = f"{what} {violation.detail}" if violation.detail else f"another {what}"
        wrong = f"{violation.value!r} does not fit" if violation.value else "is empty in spite of"
        return f"{violation.label} {wrong} {named}, which is that of {better}"

    def suggest(self, params: LinkedByParams, violation: Violation) -> Suggestion | None:
        return Suggestion(violation.detail, CONFIDENCE) if violation.detail else None


def _targets(params: LinkedByParams, subject: Subject, tables: Tables) -> exp.Select | None:
    """The records of the other object that have the value: ``id``, ``id_key``, ``parent`` (or null) and ``value``."""
    origin, usable = subject.table.origin, ["id", params.to_field]
    fields = ["id", params.to_field, params.parent]
    records = tables.records(params.to, fields, origin, usable=usable)
    has_parent = records is not None
    if records is None:
        records = tables.records(params.to, fields[:2], origin, usable=usable)
    if records is None:
        return None
    rows = keyed(records, params.to_field, params.compare, "value", tables)
    parent: exp.Expr = exp.cast(exp.null(), "TEXT")
    if has_parent:
        parent = exp.func(
            "NULLIF", key_sql(exp.column(params.parent, quoted=True), "id"), exp.Literal.string("")
        )
    identity = exp.column("id", quoted=True)
    return exp.select(
        exp.alias_(identity, "id"),
        exp.alias_(key_sql(identity.copy(), "id"), "id_key"),
        exp.alias_(parent, "parent"),
        "value",
    ).from_(rows.subquery("rows"))


KINDS = (LinkedBy,)
