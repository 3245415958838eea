"""Validity of record ids: can they be the ids of records of that object?"""

from __future__ import annotations

import re

from pydantic import Field
from sqlglot import exp

from mopsctl.engine.kinds import FieldParams, RowKind, Scope, Violation
from mopsctl.engine.record import Record
from mopsctl.findings import Dimension, Suggestion
from mopsctl.normalize.pattern_sql import matches_whole
from mopsctl.normalize.salesforce_ids import FORM, LONG, SHORT, has_checksum_sql, restored

RESTORED_CONFIDENCE = 0.95
"""A case that fits the checksum in all three places is hardly another id's."""


class SalesforceIdParams(FieldParams):
    """A field with record ids, and how those of the right object begin."""

    prefixes: list[str] = Field(
        [], description="The three characters with which the ids may begin: 001 account, 003 contact, 00Q lead, "
        "006 opportunity, 701 campaign, 00v campaign member, 005 user, 00G queue; any by default."
    )  # fmt: skip


class SalesforceId(RowKind):
    """The value must be a Salesforce record id: 15 characters, or 18 whose checksum fits, of the right object.

    A wrong checksum means that the case of letters was lost (by a look-up in a spreadsheet, or a database that
    stores capitals only) or that an id was cut and filled up; where the case can be restored, the id is
    suggested. Whether a record with the id exists is not checked (that is `reference`).
    """

    name = "salesforce_id"
    dimension = Dimension.VALIDITY
    Params = SalesforceIdParams

    def violates(self, params: SalesforceIdParams, record: Record, scope: Scope) -> exp.Expr:
        value = record.text(params.field)
        is_long = exp.Length(this=value).eq(exp.Literal.number(LONG))
        wrong = [exp.not_(matches_whole(value, FORM)), exp.and_(is_long, exp.not_(has_checksum_sql(value)))]
        if params.prefixes:
            begins = exp.func("LEFT", value, exp.Literal.number(3))
            known = [exp.Literal.string(prefix) for prefix in params.prefixes]
            wrong.append(exp.not_(exp.In(this=begins, expressions=known)))
        return exp.or_(*wrong)

    def message(self, params: SalesforceIdParams, violation: Violation) -> str:
        value, mended = violation.value, restored(violation.value)
        said = f"{violation.label} {value!r}"
        if not re.fullmatch(FORM, value) and mended is None:
            return f"{said} is no Salesforce id, which has {SHORT} or {LONG} letters and digits"
        if len(value) == LONG and mended != value:
            return f"{said} does not fit its last three characters: letters changed their case, or others their place"
        return (
            f"{said} begins with {value[:3]!r}, not {' or '.join(params.prefixes)}: it is another object's id"
        )

    def suggest(self, params: SalesforceIdParams, violation: Violation) -> Suggestion | None:
        mended = restored(violation.value)
        if mended is None or mended == violation.value:
            return None
        return (
            None
            if params.prefixes and mended[:3] not in params.prefixes
            else Suggestion(mended, RESTORED_CONFIDENCE)
        )


KINDS = (SalesforceId,)
