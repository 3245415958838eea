"""Consistency of references: does a record belong to the one that its own values name?"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field
from sqlglot import exp

from mopsctl.engine.kinds import FieldName, FieldParams, Scope, Subject, TableKind, Tables, Violation
from mopsctl.engine.record import Record
from mopsctl.findings import Dimension, Suggestion
from mopsctl.rules.comparing import COMPARE_WORDS, Compare, key_sql, keyed, renamed
from mopsctl.workspace import ROW

CONFIDENCE = 0.8
"""A domain or number that one record alone has nearly always means it; subsidiaries and agencies are the rest."""


class LinkedByParams(FieldParams):
    """A reference, the value that tells where it should lead, and where that value stands in the other object."""

    to: str = Field(description="The object that the field leads to.")
    by: FieldName = Field(description="The field of this record that tells which one it should be.")
    to_field: str | Annotated[list[str], Field(min_length=1)] = Field(
        description="The field of the other object that holds the same, or several that may."
    )
    compare: Compare = Field("domain", description=f"How the two are compared. {COMPARE_WORDS}")
    parent: FieldName = Field(
        "parent_id", description="The field by which records of that object form a tree."
    )
    allow_empty: bool = Field(True, description="Whether a record that belongs to none is left alone.")

    @property
    def targets(self) -> list[str]:
        return [self.to_field] if isinstance(self.to_field, str) else self.to_field


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
            named = " or ".join(params.targets)
            return f"there is no table of {params.to} with id and {named} in this source to look in"
        own = renamed(subject.rows, ROW, reference=params.field, named=params.by)
        own = keyed(own, "named", params.compare, "value", tables)
        reference = exp.alias_(key_sql(exp.column("reference"), "id"), "own_id")
        own = exp.select(ROW, "value", reference).from_(own.subquery("o"))
        mine = exp.select("id_key", "MIN(parent) AS parent").from_("targets").group_by("id_key")
        found = exp.select(ROW, _ONLY_ONE).from_(_named().subquery("named")).group_by(ROW).having(_WRONG)
        return found.with_("targets", as_=targets).with_("own", as_=own).with_("mine", as_=mine)

    def message(self, params: LinkedByParams, violation: Violation) -> str:
        what = params.to.replace("_", " ")
        named = f"{violation.labels[params.by]} {violation.values[params.by]!r}"
        better = f"{what} {violation.detail}" if violation.detail else f"another {what}"
        wrong = f"{violation.value!r} does not fit" if violation.value else "is empty in spite of"
        return f"{violation.label} {wrong} {named}, which is that of {better}"

    def suggest(self, params: LinkedByParams, violation: Violation) -> Suggestion | None:
        return Suggestion(violation.detail, CONFIDENCE) if violation.detail else None


_ONLY_ONE = "CASE WHEN COUNT(DISTINCT id_key) = 1 THEN MIN(id) END AS detail"
_WRONG = "NOT BOOL_OR(COALESCE(related, FALSE)) AND BOOL_AND(told)"
_RELATED = (
    "(own.own_id = targets.id_key OR own.own_id = targets.parent OR mine.parent = targets.id_key "
    "OR mine.parent = targets.parent) AS related"
)
_TOLD = "(own.own_id = '' OR mine.id_key IS NOT NULL) AS told"


def _named() -> exp.Select:
    """Each record with each target that has its value: whether that is its own or kin, and whether it can be told.

    It can be told where the record belongs to none, or to one that has a value too (``mine``).
    """
    pairs = exp.select(exp.column(ROW, "own"), "targets.id_key", "targets.id", _RELATED, _TOLD).from_("own")
    pairs = pairs.join("targets", on="own.value = targets.value")
    return pairs.join("mine", on="own.own_id = mine.id_key", join_type="left")


def _targets(params: LinkedByParams, subject: Subject, tables: Tables) -> exp.Query | None:
    """The records of the other object that have a value: ``id``, ``id_key``, ``parent`` (or null) and ``value``.

    A record that has the value in several fields is there several times.
    """
    found: list[exp.Query] = []
    for field in params.targets:
        asked = {"id": "id", "named": field, "parent": params.parent}
        usable, origin = ["id", field], subject.table.origin
        records = tables.records(params.to, list(asked.values()), origin, usable=usable)
        if records is None:
            del asked["parent"]
            records = tables.records(params.to, list(asked.values()), origin, usable=usable)
        if records is not None:
            rows = keyed(renamed(records, **asked), "named", params.compare, "value", tables)
            found.append(_as_target(rows, "parent" in asked))
    if not found:
        return None
    return found[0] if len(found) == 1 else exp.union(*found, distinct=False)


def _as_target(rows: exp.Select, has_parent: bool) -> exp.Select:
    parent: exp.Expr = exp.cast(exp.null(), "TEXT")
    if has_parent:
        parent = exp.func("NULLIF", key_sql(exp.column("parent"), "id"), exp.Literal.string(""))
    key = exp.alias_(key_sql(exp.column("id"), "id"), "id_key")
    return exp.select("id", key, exp.alias_(parent, "parent"), "value").from_(rows.subquery("t"))


KINDS = (LinkedBy,)
