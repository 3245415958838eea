"""Two fields of a record in order, or equal: one date not later than another, cost within budget."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, permutations

import numpy as np

from mopsctl.engine.rule import Cell
from mopsctl.schema.model import ValueKind
from mopsctl.suggesting.column import Column, Numbers
from mopsctl.suggesting.condition import filled_condition, named
from mopsctl.suggesting.obvious import SYSTEM_FIELDS
from mopsctl.suggesting.proposal import Proposal
from mopsctl.suggesting.survey import Survey
from mopsctl.workspace import DIALECT

MOST_COLUMNS = 24
MOST_BY_CHANCE = 0.97
"""Two dates of different records are in order so often where the order says nothing."""
LEAST_CUT = 0.25
"""Records break an order at most so often, against two fields that have nothing to do with each other."""
LEAST_DISTINCT = 5
TEXTS = (ValueKind.TEXT, ValueKind.PICKLIST, ValueKind.STATE, ValueKind.CITY, ValueKind.COUNTRY, ValueKind.REFERENCE,
         ValueKind.COMPANY, ValueKind.EMAIL)  # fmt: skip


def propose_orders(survey: Survey) -> Iterator[Proposal]:
    """Orders of two dates, or of two amounts, that hold far more often than by chance."""
    dated = [(column, np.floor(column.days)) for column in survey.columns if column.days is not None]
    dated = dated[:MOST_COLUMNS]
    for earlier, later in _in_order(survey, dated):
        if not {earlier.field, later.field} <= SYSTEM_FIELDS:
            yield _dates(survey, earlier, later)
    counted = [
        (column, column.numbers)
        for column in survey.of_kinds(ValueKind.MONEY, ValueKind.NUMBER)
        if column.numbers is not None
    ]
    for less, more in _in_order(survey, counted[:MOST_COLUMNS]):
        yield _comparison(survey, less, more, "<=", "not more than")


def propose_equals(survey: Survey) -> Iterator[Proposal]:
    """Fields that hold the same text."""
    columns = [column for column in survey.of_kinds(*TEXTS) if len(column.values) >= LEAST_DISTINCT]
    for first, second in combinations(columns[: 2 * MOST_COLUMNS], 2):
        both = first.filled & second.filled
        total = int(both.sum())
        alike = first.kind is second.kind or ValueKind.TEXT in (first.kind, second.kind)
        if total < survey.options.min_records or not alike:
            continue
        shared = {value: place for place, value in enumerate(second.values)}
        places = np.array([shared.get(value, -2) for value in first.values], dtype=np.int32)
        if np.count_nonzero(places[first.codes[both]] == second.codes[both]) >= survey.gate * total:
            yield _comparison(survey, first, second, "=", "the same as")


def _in_order(survey: Survey, columns: Sequence[tuple[Column, Numbers]]) -> Iterator[tuple[Column, Column]]:
    """The pairs in order, without those that follow from two others."""
    found = [
        (a, b)
        for a, b in permutations(range(len(columns)), 2)
        if _holds(survey, columns[a][1], columns[b][1])
    ]
    for a, b in found:
        if not any((a, c) in found and (c, b) in found for c in range(len(columns))):
            yield columns[a][0], columns[b][0]


def _holds(survey: Survey, first: Numbers, second: Numbers) -> bool:
    both = ~np.isnan(first) & ~np.isnan(second)
    total = int(both.sum())
    if total < survey.options.min_records:
        return False
    a, b = first[both], second[both]
    kept = float(np.mean(a <= b))
    if kept < survey.gate or np.mean(a == b) > survey.gate:
        return False
    by_chance = float(np.mean(np.searchsorted(np.sort(a), b, side="right") / total))
    return by_chance <= MOST_BY_CHANCE and 1 - kept <= LEAST_CUT * (1 - by_chance)


def _dates(survey: Survey, earlier: Column, later: Column) -> Proposal:
    return Proposal(
        survey.object, "date_order", (earlier.field, later.field),
        {"earlier": earlier.field, "later": later.field}, "order",
        f"{survey.label(earlier.field)} is not later than {survey.label(later.field)}",
        "have the two dates in this order",
        good=({earlier.field: "2026-01-01", later.field: "2026-02-01"},),
        tried=({earlier.field: "2026-02-01", later.field: "2026-01-01"},), invented=True,
    )  # fmt: skip


def _comparison(survey: Survey, first: Column, second: Column, sign: str, words: str) -> Proposal:
    condition = f"{named(first.field).sql(DIALECT)} {sign} {named(second.field).sql(DIALECT)}"
    equal = sign == "="
    pairs = (("A", "A"), ("A", "B")) if equal else (("1", "2"), ("2", "1"))
    good, bad = (_record(first, second, *pair) for pair in pairs)
    full = first.usable == second.usable == survey.rows
    where = (
        None if full or not equal else f"{filled_condition(first.field)} and {filled_condition(second.field)}"
    )
    return Proposal(
        survey.object, "expression", (first.field, second.field), {"condition": condition},
        "equal" if equal else "order",
        f"{survey.label(first.field)} is {words} {survey.label(second.field)}", "keep to this", where=where,
        good=(good,), tried=(bad,), invented=True,
    )  # fmt: skip


def _record(first: Column, second: Column, one: str, other: str) -> dict[str, Cell | list[dict[str, Cell]]]:
    return {first.field: one, second.field: other}
