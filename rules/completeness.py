"""Completeness: is the value there? A placeholder counts as empty."""

from __future__ import annotations

from pydantic import ConfigDict, Field, model_validator
from sqlglot import exp

from mopsctl.crm_filter import AllOf, Condition, CrmFilter, Operator
from mopsctl.engine.kinds import FieldName, Params, RowKind, Scope, Violation
from mopsctl.engine.record import Record, UnknownFieldError
from mopsctl.findings import Dimension


class RequiredParams(Params):
    """One field that must be there, or several of which one must."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": ["field"]}, {"required": ["any_of"]}]}
    )

    field: FieldName | None = Field(None, description="The field that must hold a usable value.")
    any_of: list[FieldName] = Field([], description="Fields of which at least one must hold a usable value.")

    @model_validator(mode="after")
    def _one_of_both(self) -> RequiredParams:
        if (self.field is None) == (not self.any_of):
            raise ValueError("give either 'field' or 'any_of'")
        return self


class Required(RowKind):
    """The record must have a usable value: neither empty nor a placeholder such as "n/a"."""

    name = "required"
    dimension = Dimension.COMPLETENESS
    Params = RequiredParams

    def fields(self, params: RequiredParams) -> tuple[str, ...]:
        return (params.field,) if params.field else ()

    def optional_fields(self, params: RequiredParams) -> tuple[str, ...]:
        return tuple(params.any_of)

    def applies(self, params: RequiredParams, record: Record) -> exp.Expr | None:
        return None

    def violates(self, params: RequiredParams, record: Record, scope: Scope) -> exp.Expr:
        names = [params.field] if params.field else [name for name in params.any_of if record.has(name)]
        if not names:
            raise UnknownFieldError(params.any_of[0])
        return exp.not_(exp.or_(*(record.usable(name) for name in names)))

    def message(self, params: RequiredParams, violation: Violation) -> str:
        if len(violation.labels) > 1:
            return f"{', '.join(violation.labels.values())} are all empty"
        if violation.value:
            return f"{violation.label} is the placeholder {violation.value!r}"
        return f"{violation.label} is empty"

    def crm_filter(self, params: RequiredParams, scope: Scope) -> CrmFilter | None:
        names = [params.field] if params.field else params.any_of
        return AllOf(tuple(Condition(name, Operator.EMPTY) for name in names))


KINDS = (Required,)
