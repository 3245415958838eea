"""A condition on a CRM's records that no vendor's language is in: what a query in the CRM is written from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Operator(StrEnum):
    """How a field is compared. Text is compared in any case, and a field that is empty is in no list."""

    EMPTY = "is empty"
    FILLED = "is not empty"
    ONE_OF = "is one of"
    NONE_OF = "is none of"
    LESS = "is less than"
    AT_MOST = "is at most"
    GREATER = "is greater than"
    AT_LEAST = "is at least"


CrmValue = str | float | bool | date
"""A value to compare with; all values of one condition are of one type."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One field compared; ``values`` is empty for EMPTY and FILLED, of one value but for ONE_OF and NONE_OF."""

    field: str
    operator: Operator
    values: tuple[CrmValue, ...] = ()


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part is true."""

    parts: tuple[CrmFilter, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part is true."""

    parts: tuple[CrmFilter, ...]


CrmFilter = Condition | AllOf | AnyOf


def conditions_of(wanted: CrmFilter) -> list[Condition]:
    """Every comparison in a filter, in order."""
    if isinstance(wanted, Condition):
        return [wanted]
    return [condition for part in wanted.parts for condition in conditions_of(part)]


def any_groups(wanted: CrmFilter) -> list[list[Condition]]:
    """The filter as groups of which one must be wholly true (disjunctive normal form)."""
    if isinstance(wanted, Condition):
        return [[wanted]]
    if isinstance(wanted, AnyOf):
        return [group for part in wanted.parts for group in any_groups(part)]
    groups: list[list[Condition]] = [[]]
    for part in wanted.parts:
        groups = [[*group, *more] for group in groups for more in any_groups(part)]
    return groups
