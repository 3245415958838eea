"""How long texts are, where a few are far longer than all others."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from mopsctl.schema.model import ValueKind
from mopsctl.suggesting.column import Column
from mopsctl.suggesting.proposal import Proposal
from mopsctl.suggesting.survey import Survey

TEXTS = (ValueKind.TEXT, ValueKind.PERSON_NAME, ValueKind.COMPANY, ValueKind.CITY, ValueKind.STREET)
FURTHER = 2
"""A text is too long that is so many times as long as all those which are not."""
STEP = 10
LEAST_DISTINCT = 20


def propose_lengths(survey: Survey) -> Iterator[Proposal]:
    """A greatest length for each field of text in which a few values are out of all proportion."""
    for column in survey.of_kinds(*TEXTS):
        if column.usable >= survey.options.min_records and len(column.values) >= LEAST_DISTINCT:
            longest = _longest(column, survey.gate)
            if longest is not None:
                yield Proposal(
                    survey.object, "length", (column.field,), {"field": column.field, "max": longest}, "length",
                    f"{survey.label(column.field)} has at most {longest} characters", "are no longer",
                    good=tuple(column.commonest(2)), tried=("x" * (longest + 1),),
                )  # fmt: skip


def _longest(column: Column, gate: float) -> int | None:
    """The length before the first wide gap among the longest values, rounded up to a ten."""
    lengths = np.array([len(value) for value in column.values])
    order = np.argsort(lengths, kind="stable")
    kept = np.cumsum(column.counts[order]) / column.usable
    ordered = lengths[order]
    wide = np.flatnonzero(
        (ordered[1:] >= FURTHER * ordered[:-1]) & (ordered[1:] > STEP) & (kept[:-1] >= gate)
    )
    if not len(wide):
        return None
    longest = int(-(-ordered[wide[0]] // STEP) * STEP)
    return longest if longest < ordered[wide[0] + 1] else None
