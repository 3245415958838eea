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
from mopsctl.rules.comparing import COMPARE_WORDS, Compare, keyed
from mopsctl.workspace import ROW

MOST_CONFIDENT = 0.99
"""However many agree, the one who does not may be right."""
_GROUP, _VALUE = "group_key", "value_key"


class DeterminesParams(FieldParams):
    """Two fields of which one determines the other, and how clear a majority has to be."""

    determinant: FieldName = Field(
        description="The field whose value determines the other: records that share it form a group."
    )
    by: Compare = Field("letters", description=f"What of the determinant is shared. {COMPARE_WORDS}")
    first: int | None = Field(
        None, ge=1, description="Only so many first characters of the determinant count: 3 of a US ZIP code."
    )
    within: FieldName | None = Field(
        None, description="A field that must be shared too: postal codes are compared within their country."
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
    are spellings that ``compare`` takes for the same. Where the determinant is compared by ``domain``, addresses at
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
        members = keyed(_grouped(params, subject, tables), params.field, params.compare, _VALUE, tables)
        spelling = exp.alias_(exp.column(params.field, quoted=True), "spelling")
        members = members.select(spelling)
        groups = [_GROUP, "within_key"]
        same = exp.and_(*(exp.column(key, "members").eq(exp.column(key, "usual")) for key in groups))
        share = f"CONCAT(usual.spelling, '{DETAIL_END}', usual.agreeing, ' of ', usual.records) AS detail"
        return (
            exp.select(exp.column(ROW, "members"), share)
            .from_("members")
            .join("usual", on=same)
            .where(exp.column(_VALUE, "members").neq(exp.column(_VALUE, "usual")))
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
    """The records with the key of their group, and what else they must share ("" where nothing)."""
    grouped = keyed(subject.rows, params.determinant, params.by, "whole_key", tables)
    key: exp.Expr = exp.column("whole_key")
    if params.first is not None:
        key = exp.func("LEFT", key, exp.Literal.number(params.first))
    shared: exp.Expr = exp.Literal.string("")
    if params.within is not None:
        shared = exp.Lower(this=exp.column(params.within, quoted=True))
    rows = exp.select("*", exp.alias_(key, _GROUP), exp.alias_(shared, "within_key"))
    return rows.from_(grouped.subquery("grouped"))


def _usual(params: DeterminesParams) -> exp.Select:
    """Of each group with a clear majority its usual value, in its most frequent spelling."""
    group = f"{_GROUP}, within_key"
    spelled = exp.select(_GROUP, "within_key", _VALUE, "spelling", "COUNT(*) AS uses").from_("members")
    spelled = spelled.group_by(_GROUP, "within_key", _VALUE, "spelling")
    counted = exp.select(
        "*",
        f"SUM(uses) OVER (PARTITION BY {group}) AS records",
        f"SUM(uses) OVER (PARTITION BY {group}, {_VALUE}) AS agreeing",
    ).from_(spelled.subquery("spelled"))
    ranked = exp.select(
        "*", f"ROW_NUMBER() OVER (PARTITION BY {group} ORDER BY agreeing DESC, uses DESC, spelling) AS place"
    ).from_(counted.subquery("counted"))
    enough = f"records >= {params.min_records} AND agreeing >= {params.min_share} * records"
    return exp.select("*").from_(ranked.subquery("ranked")).where(f"place = 1 AND {enough}")


KINDS = (Determines,)
