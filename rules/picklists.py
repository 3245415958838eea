"""Consistency of picklists: is one value written in one way?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import Field

from mopsctl.engine.kinds import RECORDS, FieldParams, Scope, ValueKind, Violation
from mopsctl.findings import Dimension, Suggestion

if TYPE_CHECKING:
    import pandas as pd

    from mopsctl.normalize.variants import Caution


class DriftParams(FieldParams):
    """A field whose values come from a list, and when two spellings are of one value."""

    max_values: int = Field(
        500, ge=2, description="More distinct values than these are free text, of which nothing is judged."
    )
    rare: float = Field(
        0.05,
        gt=0,
        le=1,
        description="The greatest share of the common spelling's records that a misspelling of it may have.",
    )
    countries: bool = Field(
        False, description="Whether the values are countries, so that U.S. is the same as United States."
    )
    apart: list[str] = Field([], description="Values that are never taken for a spelling of another.")


class Drift(ValueKind):
    """The value must be spelt as most records spell it: Webinar, not webinar, Web-inar, Webinars or Webinr.

    Spellings that differ by case, accents, blanks and punctuation are one value however often each is used, and so
    are the names of one country by `countries`. A misspelling or a plural is found where it is `rare`: words with the
    same first letter that differ by one letter inside, two where they are long. Not found, because they may be other
    values: numbers and codes (Q1 and Q2, 1-10 and 11-50), words of four letters and fewer, words with another ending
    (Employer and Employee), well-known pairs (Contact and Contract), and synonyms (Tech and Technology).
    """

    name = "drift"
    dimension = Dimension.CONSISTENCY
    Params = DriftParams

    def judge(self, params: DriftParams, values: pd.DataFrame, scope: Scope) -> pd.Series[Any]:
        import pandas as pd

        from mopsctl.normalize.variants import variants

        texts = values[params.field]
        if not 2 <= len(texts) <= params.max_values:
            return pd.Series(pd.NA, index=values.index, dtype="string")
        records = dict(zip(texts, values[RECORDS].astype(int), strict=True))
        found = {value: variant.meant for value, variant in variants(records, _caution(params)).items()}
        return texts.map(found).astype("string")

    def detail_field(self, params: DriftParams) -> str | None:
        return params.field

    def message(self, params: DriftParams, violation: Violation) -> str:
        return f"{violation.label} {violation.value!r} is elsewhere written {violation.detail!r}"

    def suggest(self, params: DriftParams, violation: Violation) -> Suggestion | None:
        from mopsctl.normalize.variants import likeness

        if violation.detail is None:
            return None
        return Suggestion(violation.detail, likeness(violation.value, violation.detail))


def _caution(params: DriftParams) -> Caution:
    from mopsctl.normalize.variants import Caution

    return Caution(params.rare, frozenset(params.apart), params.countries)


KINDS = (Drift,)
