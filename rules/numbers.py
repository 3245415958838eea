"""Numbers: is a numeric field's text one number?"""

from __future__ import annotations

from pydantic import Field
from sqlglot import exp

from mopsctl.engine.kinds import FieldParams, RowKind, Scope, Violation
from mopsctl.engine.record import Record
from mopsctl.findings import Dimension, Suggestion
from mopsctl.normalize.number_repair import CURRENCIES
from mopsctl.normalize.pattern_sql import matches_whole

_CURRENCY = rf"(?:\p{{Sc}}|US\$|kr\.?|zł|{CURRENCIES})"
_GROUPED = r"[0-9]{1,3}(?:[.,'’ \x{00a0}\x{202f}][0-9]{3})+(?:[.,][0-9]+)?"
_MONEY = (
    rf"[-+]?{_CURRENCY}?[ \x{{00a0}}]?[-+]?(?:{_GROUPED}|[0-9]+(?:[.,][0-9]+)?)[ \x{{00a0}}]?{_CURRENCY}?"
)
_GREATEST = "1.7976931348623157e308"
"""Greater are only the infinities that a database reads in words such as "inf"."""
_SEVERAL = r"(?:[0-9]{1,2},){2,}[0-9]{1,2}"
_RANGE = (
    r"(?:[<>≤≥]=?\s?)?[0-9][0-9.,'’ ]*[kKmM]?\s?\+?"
    r"|[0-9][0-9.,'’ ]*[kKmM]?\s?(?:-|–|—|to|bis|à|a)\s?[0-9][0-9.,'’ ]*[kKmM]?\+?"
)


class NumberParams(FieldParams):
    """A field with numbers, and whether ranges count as such."""

    ranges: bool = Field(False, description="Whether a size such as 201-500, 500+ or <10 is a number too.")


class Number(RowKind):
    """The value must be one number: digits, with thousands parted and decimals marked in any country's way.

    A currency sign or code before or after is no mistake (`€ 1.200,50`, `EUR 50`), nor is a per cent sign. Words,
    ranges, magnitudes (`1.2M`) and lists are found; where one number is certain, it is suggested.
    """

    name = "number"
    dimension = Dimension.VALIDITY
    Params = NumberParams

    def violates(self, params: NumberParams, record: Record, scope: Scope) -> exp.Expr:
        number, text = record.number(params.field), record.text(params.field)
        readable = exp.LTE(this=exp.Abs(this=number), expression=exp.Literal.number(_GREATEST))
        allowed = [exp.func("COALESCE", readable, exp.false()), matches_whole(text, _MONEY)]
        if params.ranges:
            allowed.append(matches_whole(text.copy(), _RANGE))
        return exp.or_(exp.not_(exp.or_(*allowed)), matches_whole(text.copy(), _SEVERAL))

    def message(self, params: NumberParams, violation: Violation) -> str:
        return f"{violation.label} {violation.value!r} is not a number"

    def suggest(self, params: NumberParams, violation: Violation) -> Suggestion | None:
        from mopsctl.normalize.number_repair import suggest_number

        mended = suggest_number(violation.value)
        return Suggestion(*mended) if mended else None


KINDS = (Number,)
