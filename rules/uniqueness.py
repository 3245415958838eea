"""Uniqueness: is the record there only once?"""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field, model_validator
from sqlglot import exp

from mopsctl.engine.kinds import FieldName, Params, Scope, Subject, TableKind, Tables, Violation
from mopsctl.engine.record import Record
from mopsctl.findings import Dimension
from mopsctl.normalize.pattern_sql import replace_all
from mopsctl.rules.duplicates import Duplicate
from mopsctl.workspace import ROW

MOST_SHOWN = 12
"""As many fields as a message names."""
HOST = r"^(?:[a-z]+:/+)?(?:www\.)?([^/:?#\s]+)"


class UniqueParams(Params):
    """The fields whose values together must not occur twice, and how they are compared."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": ["field"]}, {"required": ["fields"]}]}
    )

    field: FieldName | None = Field(None, description="The field that must be unique.")
    fields: list[FieldName] = Field([], description="Fields that must be unique together.")
    compare: Literal["exact", "text", "letters", "digits", "domain"] = Field(
        "text",
        description="exact: as written; text: in any case; letters: letters and digits only; digits: digits only; "
        "domain: of a web address its host without www.",
    )

    allow_empty: bool = Field(False, description="Whether an empty field is a value like any other.")

    @model_validator(mode="after")
    def _one_of_both(self) -> UniqueParams:
        if (self.field is None) == (not self.fields):
            raise ValueError("give either 'field' or 'fields'")
        return self

    @property
    def names(self) -> tuple[str, ...]:
        return (self.field,) if self.field else tuple(self.fields)


class Unique(TableKind):
    """No other record may have the same value. The first record counts as the original, the others are found."""

    name = "unique"
    dimension = Dimension.UNIQUENESS
    Params = UniqueParams

    def fields(self, params: UniqueParams) -> tuple[str, ...]:
        return params.names

    def optional_fields(self, params: UniqueParams) -> tuple[str, ...]:
        return () if "id" in params.names else ("id",)

    def detail_field(self, params: UniqueParams) -> str | None:
        return "id"

    def applies(self, params: UniqueParams, record: Record) -> exp.Expr | None:
        combine = exp.or_ if params.allow_empty else exp.and_
        return combine(*(record.usable(name) for name in params.names))

    def violations(self, params: UniqueParams, subject: Subject, tables: Tables, scope: Scope) -> exp.Select:
        keys = [f"k{i}" for i in range(len(params.names))]
        parts = [_key(exp.column(name, quoted=True), params.compare) for name in params.names]
        has_id = "id" in subject.table.mapping and "id" not in params.names
        shown = exp.column("id", quoted=True) if has_id else exp.null()
        named = [exp.alias_(part, key) for part, key in zip(parts, keys, strict=True)]
        keyed = exp.select(exp.column(ROW), exp.alias_(shown, "shown"), *named, copy=False)
        keyed = keyed.from_(subject.rows.subquery("s"), copy=False)
        if not params.allow_empty:
            filled = exp.and_(*(part.copy().neq(exp.Literal.string("")) for part in parts), copy=False)
            keyed = keyed.where(filled, copy=False)
        groups = (
            exp.select(*keys, "MIN(_row) AS first_row", "ARG_MIN(shown, _row) AS first_shown")
            .from_("keyed")
            .group_by(*keys)
            .having("COUNT(*) > 1")
        )
        same = exp.and_(*(exp.column(key, "keyed").eq(exp.column(key, "groups")) for key in keys))
        later = exp.column(ROW, "keyed").neq(exp.column("first_row", "groups"))
        detail = exp.alias_(exp.column("first_shown", "groups"), "detail")
        found = (
            exp.select(exp.column(ROW, "keyed"), detail).from_("keyed").join("groups", on=same).where(later)
        )
        return found.with_("keyed", as_=keyed).with_("groups", as_=groups)

    def message(self, params: UniqueParams, violation: Violation) -> str:
        shown = params.names[:MOST_SHOWN]
        what = " and ".join(f"{violation.labels[name]} {violation.values[name]!r}" for name in shown)
        if len(params.names) > len(shown):
            what = f"{what} and {len(params.names) - len(shown)} more fields"
        other = f"record {violation.detail}" if violation.detail else "an earlier record"
        also = "is also that of" if len(params.names) == 1 else "are also those of"
        return f"{what} {also} {other}"


def _key(column: exp.Expr, compare: str) -> exp.Expr:
    if compare == "exact":
        return column
    lowered = exp.Lower(this=column)
    if compare == "text":
        return lowered
    if compare == "domain":
        host = exp.Literal.string(HOST)
        return exp.RegexpExtract(this=lowered, expression=host, group=exp.Literal.number(1))
    return replace_all(lowered, r"[^\p{L}\p{N}]+" if compare == "letters" else "[^0-9]+", "")


KINDS = (Unique, Duplicate)
