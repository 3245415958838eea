"""Forms of ids and codes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mopsctl.schema.model import ValueKind
from mopsctl.suggesting.column import Column
from mopsctl.suggesting.proposal import Proposal
from mopsctl.suggesting.shape import Shape, common_shape
from mopsctl.suggesting.survey import Survey

LEAST_DISTINCT = 10
SHOWN = 5_000
"""Distinct values from which the form is taken, spread over all of them."""


def propose_patterns(survey: Survey) -> Iterator[Proposal]:
    """A pattern for each field that holds codes of one form."""
    for column in survey.of_kinds(ValueKind.ID, ValueKind.REFERENCE, ValueKind.TEXT):
        if len(column.values) < LEAST_DISTINCT or column.usable < survey.options.min_records:
            continue
        step = max(1, len(column.values) // SHOWN)
        values, counts = column.values[::step], column.counts[::step].tolist()
        shape = common_shape(values, counts, survey.gate)
        if shape is not None:
            yield _proposal(survey, column, shape)


def _proposal(survey: Survey, column: Column, shape: Shape) -> Proposal:
    form = f"of the form {shape.form}"
    matches = re.compile(shape.pattern).fullmatch
    good = [value for value in column.commonest(20) if matches(value)][:3]
    return Proposal(
        survey.object, "pattern", (column.field,),
        {"field": column.field, "pattern": shape.pattern, "expected": form}, "form",
        f"{survey.label(column.field)} is {form}", "have this form", good=tuple(good),
        tried=("no such code",),
    )  # fmt: skip
