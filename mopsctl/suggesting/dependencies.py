"""Fields of which one determines the other, as a city its state or an e-mail domain its company."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from mopsctl.engine.cell import cell_text
from mopsctl.engine.registry import kinds
from mopsctl.engine.rule import Cell
from mopsctl.schema.model import ValueKind
from mopsctl.suggesting.column import Codes, Column
from mopsctl.suggesting.dependence import LEAST_GROUP, LEAST_GROUPS, dependence, is_clear
from mopsctl.suggesting.keyed_sample import keyed_sample
from mopsctl.suggesting.proposal import Proposal
from mopsctl.suggesting.survey import Survey

MOST_COLUMNS = 24
MOST_NUMBERS = 50
"""Distinct numbers beyond which they are amounts, which nothing determines."""
FEW = 1_000
"""Distinct determinants so many of which a sample of records shows well enough."""

DETERMINANTS = (
    ValueKind.PICKLIST, ValueKind.TEXT, ValueKind.CITY, ValueKind.STATE, ValueKind.COUNTRY, ValueKind.REFERENCE,
    ValueKind.COMPANY, ValueKind.POSTAL_CODE, ValueKind.BOOLEAN,
)  # fmt: skip
DETERMINED = (*DETERMINANTS, ValueKind.NUMBER, ValueKind.PERCENT, ValueKind.URL)
PLACES = (ValueKind.POSTAL_CODE, ValueKind.CITY, ValueKind.STATE, ValueKind.COUNTRY)
"""Each lies in one of the next, and holds many of the one before."""


def propose_dependencies(survey: Survey) -> Iterator[Proposal]:
    """Dependencies of one field on another that chance and the commonest value do not explain."""
    if "determines" not in kinds():
        return
    found = [
        (determinant, field)
        for determinant in _determinants(survey)
        for field in _determined(survey, determinant)
    ]
    for determinant, field in found:
        if not _follows(determinant, field, found):
            yield _proposal(survey, determinant, field)


def _determinants(survey: Survey) -> list[Column]:
    usable = survey.options.min_records
    return [
        column
        for column in survey.of_kinds(*DETERMINANTS)
        if len(column.values) >= LEAST_GROUPS and column.usable >= usable and not column.is_numeric
    ][:MOST_COLUMNS]


def _determined(survey: Survey, determinant: Column) -> Iterator[Column]:
    fields = [
        column
        for column in survey.of_kinds(*DETERMINED)
        if column is not determinant
        and len(column.values) >= 2
        and column.usable >= survey.options.min_records
        and not _is_within(column, determinant)
        and not (column.is_numeric and len(column.values) > MOST_NUMBERS)
    ][:MOST_COLUMNS]
    groups, others = _sampled(survey, determinant, fields)
    for column, codes in zip(fields, others, strict=True):
        if is_clear(survey, dependence(groups, codes)):
            yield column


def _is_within(column: Column, determinant: Column) -> bool:
    """Whether a place is one of many in the other: no state determines its city."""
    if column.kind not in PLACES or determinant.kind not in PLACES:
        return False
    return PLACES.index(column.kind) <= PLACES.index(determinant.kind)


def _sampled(survey: Survey, determinant: Column, fields: Sequence[Column]) -> tuple[Codes, list[Codes]]:
    """The codes of the determinant and of the fields; where it has many values, in all records of some of them."""
    if survey.is_whole or len(determinant.values) <= FEW:
        return determinant.codes, [column.codes for column in fields]
    key, *others = keyed_sample(survey, cell_text(determinant.position), (determinant, *fields))
    return key.codes, [other.codes for other in others]


def _follows(determinant: Column, field: Column, found: Sequence[tuple[Column, Column]]) -> bool:
    """Whether the dependence follows from two others, or says backwards what a shorter name says forwards."""
    for first, middle in found:
        if first is not determinant or middle is field:
            continue
        if (middle, field) in found and (field, determinant) not in found and (middle, first) not in found:
            return True
    return (field, determinant) in found and _rank(determinant) < _rank(field)


def _rank(column: Column) -> tuple[int, bool, int]:
    return len(column.values), column.kind is not ValueKind.BOOLEAN, -column.position


def _proposal(survey: Survey, determinant: Column, field: Column) -> Proposal:
    both = determinant.filled & field.filled
    pairs = determinant.codes[both].astype(np.int64) * len(field.values) + field.codes[both]
    found, counts = np.unique(pairs, return_counts=True)
    usual = int(found[np.argmax(counts)])
    key, value = determinant.values[usual // len(field.values)], field.values[usual % len(field.values)]
    row: dict[str, Cell] = {determinant.field: key, field.field: value}
    other = next(text for text in field.values if text != value)
    return Proposal(
        survey.object, "determines", (field.field, determinant.field),
        {"field": field.field, "determinant": determinant.field}, "agrees",
        f"{survey.label(determinant.field)} determines {survey.label(field.field)}", "agree with their group",
        good=([row, row],), tried=([*([row] * (LEAST_GROUP - 1)), {**row, field.field: other}],),
    )  # fmt: skip
