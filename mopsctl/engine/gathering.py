"""Where in a table a rule's failures gather: by file, and by the values of a field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt

from sqlglot import exp

from mopsctl.engine.segments import month_created
from mopsctl.engine.table_run import Outcome, TableRun, count_true
from mopsctl.results import CREATED_MONTH
from mopsctl.workspace import PART, ROW, Workspace

Pairs = dict[str, tuple[int, int]]
"""By column of the marks: how many marks there are, and how many are true."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A table cut by a field (or month): the records of each value, and their marks; the largest values first."""

    field: str
    rows: dict[str, int]
    marks: dict[str, Pairs]


def marks_by_part(workspace: Workspace, run: TableRun) -> dict[int, Pairs]:
    """The marks of a table's rules by the file that the records are from."""
    columns = [outcome.column for outcome in run.outcomes]
    query = exp.select(exp.column(PART, "t"), *_counts(columns), copy=False)
    query = query.from_(exp.to_table(run.table.name).as_("t"), copy=False)
    query = _with_marks(query, run, "t").group_by("1", copy=False)
    return {int(part): _pairs(columns, counts) for part, *counts in workspace.query(query)}


def cut_marks(
    workspace: Workspace, run: TableRun, fields: Sequence[str], outcomes: Sequence[Outcome]
) -> list[Cut]:
    """The marks of rules and cells by the values of each field (or month created), in one pass.

    :param fields: such as have few values.
    """
    if not fields:
        return []
    columns = [outcome.column for outcome in outcomes]
    columns += [f"m{position}" for position in range(len(run.table.headers))]
    keys = [f"k{number}" for number in range(len(fields))]
    values = [
        exp.alias_(month_created(run) if name == CREATED_MONTH else run.record.text(name), key)
        for name, key in zip(fields, keys, strict=True)
    ]
    marks = [exp.column(column, "m") for column in columns]
    inner = exp.select(*values, *marks, copy=False)
    inner = _with_marks(inner.from_(run.record.rows(*values), copy=False), run, "r")
    counted = exp.select(*keys, exp.alias_(exp.Count(this=exp.Star()), "n"), *_counts(columns), copy=False)
    counted = counted.from_(inner.subquery("m", copy=False), copy=False)
    sets = exp.GroupingSets(expressions=[exp.Tuple(expressions=[exp.column(key)]) for key in keys])
    counted.set("group", exp.Group(grouping_sets=[sets]))
    cuts = [Cut(name, {}, {}) for name in fields]
    for row in workspace.query(counted.order_by("n DESC", *keys, copy=False)):
        texts, rows, counts = row[: len(keys)], row[len(keys)], row[len(keys) + 1 :]
        # Of each row one key is set: that of the field by which it counts.
        at = next(number for number, text in enumerate(texts) if text is not None)
        cuts[at].rows[texts[at]] = int(rows)
        cuts[at].marks[texts[at]] = _pairs(columns, counts)
    return cuts


def renamed(cut: Cut, name_of: Callable[[str], str]) -> Cut:
    """The cut with its values under other names; those that come to have the same are added up."""
    rows: dict[str, int] = {}
    marks: dict[str, Pairs] = {}
    for value, count in cut.rows.items():
        name, pairs = name_of(value), cut.marks[value]
        known = marks.get(name)
        rows[name] = rows.get(name, 0) + count
        marks[name] = (
            pairs if known is None else {column: _sum(known[column], pairs[column]) for column in pairs}
        )
    return Cut(cut.field, rows, marks)


def _sum(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    return one[0] + other[0], one[1] + other[1]


def unevenness(shares: Sequence[tuple[int, int]]) -> float:
    """How far parts differ in their share of true marks: 0 where as little as by chance, 1 where each is all or none.

    Cramér's V of the table of parts by true and false, less what chance gives to many small parts (W. Bergsma, "A
    bias-correction for Cramér's V and Tschuprow's T", Journal of the Korean Statistical Society 42, 2013).

    :param shares: of each part, how many marks it has and how many are true.
    """
    total, hits = sum(marks for marks, _ in shares), sum(true for _, true in shares)
    if not total or hits in (0, total):
        return 0.0
    rate, parts = hits / total, sum(marks > 0 for marks, _ in shares)
    spread = sum((true - marks * rate) ** 2 / marks for marks, true in shares if marks)
    return sqrt(max(0.0, spread / (rate * (1 - rate)) - (parts - 1)) / total)


def _counts(columns: Sequence[str]) -> list[exp.Expr]:
    counts: list[exp.Expr] = []
    for column in columns:
        mark = exp.column(column, "m")
        counts += [exp.Count(this=mark), count_true(exp.column(column, "m"))]
    return counts


def _pairs(columns: Sequence[str], counts: Sequence[int]) -> Pairs:
    return {column: (int(counts[2 * i]), int(counts[2 * i + 1])) for i, column in enumerate(columns)}


def _with_marks(query: exp.Select, run: TableRun, alias: str) -> exp.Select:
    same_row = exp.column(ROW, "m").eq(exp.column(ROW, alias))
    return query.join(exp.to_table(run.marks).as_("m"), on=same_row, copy=False)
