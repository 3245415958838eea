"""Consistency: does one value determine another, as an e-mail domain its company and a postal code its state?"""

from __future__ import annotations

from pydantic import Field
from sqlglot import exp

from mopsctl.engine.kinds import (
    DETAIL_END,
    FieldName,
    FieldParams,
    Scope,
    Subject,
    TableKind,
    Tables,
    Violation,
)
from mopsctl.engine.record import Record
from mopsctl.findings import Dimension, Suggestion
from mopsctl.rules.comparing import COMPARE_WORDS, Compare, keyed, renamed
from mopsctl.schema.model import ValueKind
from mopsctl.schema.objects import find_field
from mopsctl.workspace import ROW, Table

MOST_CONFIDENT = 0.99
"""However many agree, the one who does not may be right."""


class DeterminesParams(FieldParams):
    """Two fields of which one determines the other, and how clear a majority has to be."""

    determinant: FieldName = Field(
        description="The field whose value determines the other: records that share it form a group."
    )
    by: Compare = Field("letters", description=f"What of the determinant is shared. {COMPARE_WORDS}")
    first: int | None = Field(
        None,
        ge=1,
        le=1000,
        description="Only so many first characters of the determinant count: 3 of a US ZIP code.",
    )
    within: FieldName | None = Field(
        None,
        description="A field that must be shared too: postal codes are compared within their country.",
    )
    compare: Compare = Field("letters", description=f"How values of the field are compared. {COMPARE_WORDS}")
    min_records: int = Field(5, ge=2, description="A group of fewer records has no majority.")
    min_share: float = Field(
        0.8, gt=0.5, lt=1, description="The share of a group's records that makes a value the usual one."
    )


class Determines(TableKind):
    """Records that share one value must share another: one company for an e-mail domain, one state for a postal code.

    The records are grouped by the determinant; where nearly all of a group have the same value, those with
    another are found, and the usual value is suggested with the majority's share as confidence. Groups without a
    clear majority are left alone: nobody can say who is right. Empty values are not judged (that is `required`), nor
    are spellings that `compare` takes for the same. Where the determinant is compared by `domain`, addresses at
    free mail providers form no group.
    """

    name = "determines"
    dimension = Dimension.CONSISTENCY
    Params = DeterminesParams

    def fields(self, params: DeterminesParams) -> tuple[str, ...]:
        return (params.field, params.determinant, *([params.within] if params.within else []))

    def applies(self, params: DeterminesParams, record: Record) -> exp.Expr | None:
        return exp.and_(*(record.usable(name) for name in self.fields(params)))

    def detail_field(self, params: DeterminesParams) -> str | None:
        return params.field

    def violations(
        self, params: DeterminesParams, subject: Subject, tables: Tables, scope: Scope
    ) -> exp.Select:
        members = keyed(_grouped(params, subject, tables), "spelling", params.compare, "value_key", tables)
        share = f"CONCAT(usual.spelling, '{DETAIL_END}', usual.agreeing, ' of ', usual.records) AS detail"
        return (
            exp.select(exp.column(ROW, "members"), share)
            .from_("members")
            .join("usual", on="members.group_key = usual.group_key AND members.within_key = usual.within_key")
            .where("members.value_key <> usual.value_key")
            .with_("members", as_=members)
            .with_("usual", as_=_usual(params))
        )

    def message(self, params: DeterminesParams, violation: Violation) -> str:
        usual, _, share = (violation.detail or "").partition(DETAIL_END)
        alike = _shared_part(params, violation.labels[params.determinant])
        return (
            f"{violation.label} {violation.value!r} differs from {usual!r}, "
            f"which {share} records with the same {alike} have"
        )

    def suggest(self, params: DeterminesParams, violation: Violation) -> Suggestion | None:
        usual, _, share = (violation.detail or "").partition(DETAIL_END)
        agreeing, _, records = share.partition(" of ")
        return Suggestion(usual, min(int(agreeing) / int(records), MOST_CONFIDENT))


def _shared_part(params: DeterminesParams, label: str) -> str:
    """What the records of a group share, in words."""
    if params.first is not None:
        return f"first {params.first} characters of {label}"
    return f"domain of {label}" if params.by == "domain" else label


def _grouped(params: DeterminesParams, subject: Subject, tables: Tables) -> exp.Select:
    """The records with the key of their group, what else they must share ("" where nothing), and their spelling."""
    named = {"spelling": params.field, "determinant": params.determinant}
    if params.within is not None:
        named["within"] = params.within
    rows = keyed(renamed(subject.rows, ROW, **named), "determinant", params.by, "whole_key", tables)
    if params.within is not None:
        rows = keyed(rows, "within", _compare_of(params.within, subject.table), "within_key", tables)
    key: exp.Expr = exp.column("whole_key")
    if params.first is not None:
        key = exp.func("LEFT", key, exp.Literal.number(params.first))
    shared = exp.column("within_key") if params.within is not None else exp.Literal.string("")
    grouped = exp.select(ROW, "spelling", exp.alias_(key, "group_key"), exp.alias_(shared, "within_key"))
    return grouped.from_(rows.subquery("grouped"))


def _compare_of(field: str, table: Table) -> Compare:
    """How a field is compared that nobody said anything of: countries by code or name, all else by its letters."""
    known = find_field(table.object, field)
    return "country" if known is not None and known.kind is ValueKind.COUNTRY else "letters"


def _usual(params: DeterminesParams) -> exp.Select:
    """Of each group with a clear majority its usual value, in its most frequent spelling."""
    spelled = exp.select("group_key", "within_key", "value_key", "spelling", "COUNT(*) AS uses").from_(
        "members"
    )
    spelled = spelled.group_by("group_key", "within_key", "value_key", "spelling")
    counted = exp.select(
        "*",
        "SUM(uses) OVER (PARTITION BY group_key, within_key) AS records",
        "SUM(uses) OVER (PARTITION BY group_key, within_key, value_key) AS agreeing",
    ).from_(spelled.subquery("spelled"))
    order = "PARTITION BY group_key, within_key ORDER BY agreeing DESC, uses DESC, spelling"
    ranked = exp.select("*", f"ROW_NUMBER() OVER ({order}) AS place").from_(counted.subquery("counted"))
    enough = f"records >= {params.min_records} AND agreeing >= {params.min_share} * records"
    return exp.select("*").from_(ranked.subquery("ranked")).where(f"place = 1 AND {enough}")


KINDS = (Determines,)
