"""Fields whose values are written in one way, where a few records write them in another."""

from __future__ import annotations

from collections.abc import Iterator

from mopsctl.engine.registry import kinds
from mopsctl.schema.model import ValueKind
from mopsctl.suggesting.picklists import may_be_picklist
from mopsctl.suggesting.proposal import Proposal
from mopsctl.suggesting.survey import Survey, exact_counts

RARE = 0.05
"""The greatest share of a spelling's records that a misspelling of it has; the default of the kind `drift`."""


def propose_spellings(survey: Survey) -> Iterator[Proposal]:
    """One spelling of each value, for fields with values that some records spell otherwise."""
    if "drift" not in kinds():
        return
    from mopsctl.normalize.variants import Caution, variants

    for column in survey.of_kinds(ValueKind.PICKLIST, ValueKind.TEXT, ValueKind.CITY):
        if not may_be_picklist(column):
            continue
        counts = dict(exact_counts(survey, column))
        strays = sum(counts[value] for value in variants(counts, Caution(RARE, frozenset(), False)))
        if 0 < strays <= (1 - survey.gate) * sum(counts.values()):
            usual = [value for value in column.commonest(len(counts)) if value.swapcase() != value][:1]
            yield Proposal(
                survey.object, "drift", (column.field,), {"field": column.field}, "spelling",
                f"{survey.label(column.field)} is spelt in one way", "are spelt as most are",
                good=(*usual, *usual), tried=tuple(value.swapcase() for value in usual),
            )  # fmt: skip
