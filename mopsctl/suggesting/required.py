"""Fields that nearly every record has: of all records, or of those with a certain value in another field."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from mopsctl.schema.model import ValueKind
from mopsctl.suggesting.column import Column
from mopsctl.suggesting.condition import filled_condition, one_of_condition
from mopsctl.suggesting.confidence import sure_share
from mopsctl.suggesting.obvious import SYSTEM_FIELDS
from mopsctl.suggesting.proposal import Proposal
from mopsctl.suggesting.survey import Survey

MOST_VALUES = 25
"""Distinct values of a field that may decide whether another is filled."""
MOST_LISTED = 6
"""Values that a condition names."""
LEAST_GAIN = 0.2
"""How much fuller a field must be where it is required than elsewhere."""
MOST_FULL = 0.5
"""Where more of the fields than this are full, that one is full says nothing."""
LEAST_FILL = 0.01
CHECKBOXES = (ValueKind.BOOLEAN,)
DECIDERS = (ValueKind.PICKLIST, ValueKind.BOOLEAN, ValueKind.TEXT)


def propose_required(survey: Survey) -> Iterator[Proposal]:
    """Fields that must be filled always, and those that must be where another field has certain values."""
    full = sum(column.usable == survey.rows for column in survey.columns)
    says_little = full > MOST_FULL * len(survey.columns)
    deciders = [
        column
        for column in survey.of_kinds(*DECIDERS)
        if 1 < len(column.values) <= MOST_VALUES and not column.personal
    ]
    for column in survey.columns:
        if column.field in SYSTEM_FIELDS or column.kind in CHECKBOXES or column.is_constant:
            continue
        if says_little and column.usable == survey.rows:
            continue
        if sure_share(column.usable, survey.rows) >= survey.gate:
            yield _always(survey, column)
        elif column.usable >= LEAST_FILL * survey.rows:
            yield from _sometimes(survey, column, deciders)


def _always(survey: Survey, column: Column) -> Proposal:
    return Proposal(
        survey.object, "required", (column.field,), {"field": column.field}, "present",
        f"{survey.label(column.field)} is filled", "have a value", tried=("",), good=tuple(column.commonest(2)),
    )  # fmt: skip


def _sometimes(survey: Survey, column: Column, deciders: list[Column]) -> Iterator[Proposal]:
    """The one condition that explains most of the filled records."""
    best: tuple[int, Proposal] | None = None
    for decider in deciders:
        if decider is column or _says_less(survey, column, decider):
            continue
        chosen = _values_that_fill(survey, column, decider)
        covered = int(decider.counts[chosen].sum()) if len(chosen) else 0
        if covered >= survey.options.min_records and (best is None or covered > best[0]):
            best = covered, _where(survey, column, decider, [decider.values[place] for place in chosen])
    if best is not None:
        yield best[1]


def _says_less(survey: Survey, column: Column, decider: Column) -> bool:
    """Whether the fields are filled together, and the condition the other way round is the one that is broken."""
    both = int((column.filled & decider.filled).sum())
    if both < survey.gate * column.usable:
        return False
    return both == decider.usable and (both < column.usable or decider.position > column.position)


def _values_that_fill(survey: Survey, column: Column, decider: Column) -> list[int]:
    """The values of the decider with which the column is filled, where that is not so with the others."""
    totals = decider.counts
    filled = np.bincount(decider.codes[decider.filled & column.filled], minlength=len(decider.values))
    least = max(10, survey.options.min_records // 5)
    chosen = [
        place for place, total in enumerate(totals) if total >= least and filled[place] / total >= survey.gate
    ]
    inside, inside_filled = int(totals[chosen].sum()), int(filled[chosen].sum())
    outside = survey.rows - inside
    if not chosen or not outside or sure_share(inside_filled, inside) < survey.gate:
        return []
    outside_share = (column.usable - inside_filled) / outside
    if MOST_LISTED < len(chosen) < len(totals):
        return []
    return chosen if inside_filled / inside - outside_share >= LEAST_GAIN else []


def _where(survey: Survey, column: Column, decider: Column, values: list[str]) -> Proposal:
    everywhere = len(values) == len(decider.values)
    condition = filled_condition(decider.field) if everywhere else one_of_condition(decider.field, values)
    said = "is filled too" if everywhere else f"is {_listed(values)}"
    example = {decider.field: values[0]}
    good = column.commonest(1)[0]
    return Proposal(
        survey.object, "required", (column.field,), {"field": column.field}, f"present-by-{decider.field}",
        f"{survey.label(column.field)} is filled where {survey.label(decider.field)} {said}", "have a value",
        where=condition, good=({**example, column.field: good},), tried=({**example, column.field: ""},),
    )  # fmt: skip


def _listed(values: list[str]) -> str:
    return values[0] if len(values) == 1 else f"{', '.join(values[:-1])} or {values[-1]}"
