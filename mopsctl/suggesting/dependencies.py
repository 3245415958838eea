"""Fields of which one determines the other, as a city its state or an e-mail domain its company."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from mopsctl.engine.registry import kinds
from mopsctl.schema.model import ValueKind
from mopsctl.suggesting.column import Codes, Column
from mopsctl.suggesting.keyed_sample import keyed_sample
from mopsctl.suggesting.proposal import Proposal
from mopsctl.suggesting.survey import Survey

MOST_COLUMNS = 24
LEAST_GROUP = 5
"""Records that share a determinant, below which there is no majority; the kind's own default."""
LEAST_GROUPS = 2
LEAST_GAIN = 0.9
"""How much of what would be wrong by always guessing the commonest value the determinant puts right (0-1):
Goodman and Kruskal's lambda (Journal of the American Statistical Association 49, 1954)."""
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
    ][:MOST_COLUMNS]
    groups, others = _sampled(survey, determinant, fields)
    for column, codes in zip(fields, others, strict=True):
        dependence = _dependence(groups, codes)
        if _is_clear(survey, dependence):
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
    return keyed_sample(survey, determinant, fields)


@dataclass(frozen=True, slots=True)
class _Dependence:
    """Records in groups that are large enough; those with their group's commonest value, and with that of all."""

    records: int
    kept: int
    guessed: int
    groups: int
    values: int


def _dependence(groups: Codes, values: Codes) -> _Dependence:
    both = (groups >= 0) & (values >= 0)
    if not both.any():
        return _Dependence(0, 0, 0, 0, 0)
    width = int(values.max()) + 1
    pairs, counts = np.unique(groups[both].astype(np.int64) * width + values[both], return_counts=True)
    group, value = pairs // width, pairs % width
    sizes = np.bincount(group, weights=counts)
    large = sizes[group] >= LEAST_GROUP
    group, value, counts = group[large], value[large], counts[large]
    if not len(group):
        return _Dependence(0, 0, 0, 0, 0)
    best = np.zeros(int(group.max()) + 1, dtype=np.int64)
    np.maximum.at(best, group, counts)
    totals = np.bincount(value, weights=counts)
    present = np.unique(group)
    return _Dependence(
        int(counts.sum()), int(best.sum()), int(totals.max()), len(present), int(np.count_nonzero(totals))
    )


def _is_clear(survey: Survey, found: _Dependence) -> bool:
    if found.records < survey.options.min_records or found.groups < LEAST_GROUPS or found.values < 2:
        return False
    if found.kept < survey.gate * found.records:
        return False
    return found.kept - found.guessed >= LEAST_GAIN * (found.records - found.guessed)


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
    row = {determinant.field: key, field.field: value}
    other = next(text for text in field.values if text != value)
    return Proposal(
        survey.object, "determines", (field.field, determinant.field),
        {"field": field.field, "determinant": determinant.field}, "agrees",
        f"{survey.label(determinant.field)} determines {survey.label(field.field)}", "agree with their group",
        good=([row, row],), tried=([*([row] * (LEAST_GROUP - 1)), {**row, field.field: other}],),
    )  # fmt: skip
