"""Faults: what each is, which records have it, and planting them so that no two meet in one cell."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from random import Random

from .company import Company
from .habits import carelessness, carelessness_by_owner
from .table import Row, rng_for

Condition = Callable[[Row], bool]
Change = Callable[[str, Row, Random], str]
"""Makes the new value from the old one, the record and a source of chance."""


def anything(_row: Row) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Fault:
    """One kind of fault in one field of one file, in plain words, and the ids of the records that have it.

    ``segment`` names the records it is measured among, where that is not the whole file.
    """

    name: str
    table: str
    field: str
    what: str
    records: tuple[str, ...]
    segment: str = ""


@dataclass(frozen=True, slots=True)
class Duplicates:
    """Records that stand for one person or company, and how they differ, such as by ``nickname``."""

    kind: str
    object: str
    records: tuple[str, ...]


@dataclass(slots=True)
class Mess:
    """The faults so far. ``touched`` cells and ``sealed`` records are not touched again.

    ``by_owner`` says how careless each user is.
    """

    company: Company
    rng: Random
    by_owner: dict[str, float]
    faults: list[Fault] = field(default_factory=list)
    duplicates: list[Duplicates] = field(default_factory=list)
    touched: set[tuple[str, str]] = field(default_factory=set)
    sealed: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Planting:
    """A fault of one field: how many records get it, which may, and what becomes of the value.

    ``change`` makes the new value, or is the new values, taken in turn so that each comes up.
    """

    name: str
    table: str
    field: str
    count: int
    what: str
    change: Change | tuple[str, ...]
    where: Condition = anything


def new_mess(company: Company) -> Mess:
    return Mess(company, rng_for("mess"), carelessness_by_owner(company.rows("user")))


def plant(mess: Mess, planting: Planting) -> None:
    """Change the field of ``planting.count`` records that fit and are still clean there, and note it."""
    rows = pick(mess, planting.table, (planting.field,), planting.count, planting.where)
    change, field = planting.change, planting.field
    for number, row in enumerate(rows):
        if isinstance(change, tuple):
            row[field] = change[number % len(change)]
        else:
            row[field] = change(row[field], row, mess.rng)
    note(mess, planting.name, planting.table, planting.field, planting.what, rows)


def pick(
    mess: Mess, table: str, fields: tuple[str, ...], count: int, where: Condition = anything
) -> list[Row]:
    """Draw records whose ``fields`` no fault has touched and whose first field is filled, and touch them.

    Careless records are drawn more often: by weight and without repetition, as Efraimidis and Spirakis do it
    (Weighted random sampling with a reservoir, 2006).

    :raises ValueError: where there are not so many.
    """
    id_column = mess.company.tables[table].id_column
    free = [
        row
        for row in mess.company.rows(table)
        if row[fields[0]]
        and row[id_column] not in mess.sealed
        and not any((row[id_column], name) in mess.touched for name in fields)
        and where(row)
    ]
    if len(free) < count:
        raise ValueError(
            f"{len(free)} records of {table} can have a fault in {fields[0]}, {count} are wanted"
        )
    draws = [mess.rng.random() ** (1 / carelessness(row, mess.by_owner, fields[0])) for row in free]
    chosen = heapq.nlargest(count, range(len(free)), key=draws.__getitem__)
    rows = [free[number] for number in chosen]
    mess.touched.update((row[id_column], name) for row in rows for name in fields)
    return rows


def note(
    mess: Mess, name: str, table: str, field: str, what: str, rows: Iterable[Row], segment: str = ""
) -> None:
    """Record that ``rows`` have a fault."""
    id_column = mess.company.tables[table].id_column
    records = tuple(sorted(row[id_column] for row in rows))
    mess.faults.append(Fault(name, table, field, what, records, segment))
