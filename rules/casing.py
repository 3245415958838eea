"""Consistency of capital and small letters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import Field

from mopsctl.engine.kinds import FieldParams, Scope, ValueKind, Violation
from mopsctl.findings import Dimension, Suggestion
from mopsctl.normalize.casing import Style, miscased, recased, sureness

if TYPE_CHECKING:
    import pandas as pd


class CasingParams(FieldParams):
    """A field and how its values are to be written."""

    style: Style = Field(
        description="'proper_name' for names of people, 'title' for job titles, companies and places, 'sentence' "
        "for texts, 'upper' and 'lower' for codes."
    )


class Casing(ValueKind):
    """The value must be written in capital and small letters: JOHN SMITH and jane are not.

    By 'proper_name', 'title' and 'sentence' values are found that are all in capitals or all small (and names typed
    with the caps lock on, jOHN); a value that mixes them is its owner's business: McDonald, van der Berg, eBay. Not
    found: initials and acronyms (JP, IBM, SAP SE; four letters and fewer in titles), values with digits or that look
    like an address where they are small, and scripts without case. By 'upper' and 'lower' every other letter is found.
    A suggested name is a guess of 0.8 or less, because some people write themselves otherwise.
    """

    name = "casing"
    dimension = Dimension.CONSISTENCY
    Params = CasingParams

    def judge(self, params: CasingParams, values: pd.DataFrame, scope: Scope) -> pd.Series[Any]:
        return miscased(values[params.field], params.style)

    def message(self, params: CasingParams, violation: Violation) -> str:
        return f"{violation.label} {violation.value!r} {violation.detail}"

    def suggest(self, params: CasingParams, violation: Violation) -> Suggestion | None:
        mended = recased(violation.value, params.style)
        if mended == violation.value:
            return None
        return Suggestion(mended, sureness(violation.value, params.style))


KINDS = (Casing,)
