"""Validity by comparison: is the value like the others of its field, and is it whole?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field
from sqlglot import exp

from mopsctl.engine.kinds import RECORDS, FieldParams, RowKind, Scope, ValueKind, Violation
from mopsctl.engine.record import Record
from mopsctl.findings import Dimension
from mopsctl.schema.model import ValueKind as FieldKind

if TYPE_CHECKING:
    import pandas as pd

LONGEST_SHOWN = 60
"""Characters of a value that a message quotes."""


class OutlierParams(FieldParams):
    """A field, what of its values is compared, and how rare and how far off an outlier is."""

    on: Literal["length", "shape"] = Field(
        description="'length' finds values that are far too long, 'shape' such as have digits, an @ or an id among "
        "values that have none."
    )
    rare: float = Field(
        0.005, gt=0, le=0.1, description="The greatest share of the records that outliers may be."
    )
    deviations: float = Field(
        6.0,
        ge=3,
        description="Robust standard deviations (of the logarithm) above which a length is far off.",
    )
    least: int = Field(
        200, ge=10, description="Of fewer filled records nothing can be said, and nothing is found."
    )


class Outlier(ValueKind):
    """The value must be like the others of its field: a last name of 2,000 characters or a city with an @ is not.

    Found by 'length' are values far longer than usual; by 'shape' values with something that hardly any other has: an
    @, a web address, an id, signs of code, an emoji, no letters, digits, or letters among numbers. What more than the
    share `rare` of the records have is usual, however odd it is. Not found: values that are too short, and wrong
    values that look like the others.
    """

    name = "outlier"
    dimension = Dimension.VALIDITY
    Params = OutlierParams

    def judge(self, params: OutlierParams, values: pd.DataFrame, scope: Scope) -> pd.Series[Any]:
        import pandas as pd

        from mopsctl.normalize.outliers import far_lengths, odd_shapes

        texts, records = values[params.field], values[RECORDS]
        if records.sum() < params.least:
            return pd.Series(pd.NA, index=values.index, dtype="string")
        if params.on == "length":
            return far_lengths(texts, records, params.rare, params.deviations)
        return odd_shapes(texts, records, params.rare)

    def message(self, params: OutlierParams, violation: Violation) -> str:
        return f"{violation.label} {_quoted(violation.value)} {violation.detail}"


class TruncatedParams(FieldParams):
    """A field and how many characters the system it was in holds."""

    limit: int = Field(ge=2, description="The greatest length of the field in the system, in characters.")


class Truncated(RowKind):
    """The value must not be cut off at the end of the field.

    Found are values exactly as long as the field holds that end in the middle of something: by a letter, digit,
    blank, comma or hyphen; an e-mail address only where it has no top-level domain. Not found: values that end like a
    sentence, and values that were cut at another length.
    """

    name = "truncated"
    dimension = Dimension.VALIDITY
    Params = TruncatedParams
    as_written = True

    def violates(self, params: TruncatedParams, record: Record, scope: Scope) -> exp.Expr:
        text = record.as_written(params.field)
        full = exp.EQ(this=exp.Length(this=text), expression=exp.Literal.number(params.limit))
        is_email = record.value_kind(params.field) is FieldKind.EMAIL
        whole = r"@.*[.]\pL{2,}$" if is_email else r"[.!?…)\]}\"'’”»]\s*$"
        return exp.and_(
            full, exp.not_(exp.RegexpLike(this=text.copy(), expression=exp.Literal.string(whole)))
        )

    def message(self, params: TruncatedParams, violation: Violation) -> str:
        return (
            f"{violation.label} {_quoted(violation.value, from_end=True)} seems cut off: it is exactly "
            f"{params.limit} characters long, which is all that the field holds"
        )


def _quoted(value: str, from_end: bool = False) -> str:
    if len(value) <= LONGEST_SHOWN:
        return repr(value)
    return repr(f"…{value[-LONGEST_SHOWN:]}" if from_end else f"{value[:LONGEST_SHOWN]}…")


KINDS = (Outlier, Truncated)
