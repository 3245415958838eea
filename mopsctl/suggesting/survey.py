"""A sample of a table, chosen by what its records hold and not by where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
from sqlglot import exp

from mopsctl.engine.cell import raw_cell
from mopsctl.engine.columns import make_record
from mopsctl.engine.expand import EVERY
from mopsctl.engine.record import Record
from mopsctl.engine.violations import label_of
from mopsctl.schema.model import ValueKind
from mopsctl.schema.objects import find_field
from mopsctl.suggesting.column import Column, Numbers, coded
from mopsctl.suggesting.options import SuggestOptions
from mopsctl.workspace import Table, Workspace

SAMPLE_CELLS, MOST_ROWS, LEAST_ROWS = 1_000_000, 40_000, 4_000
HASHES = 2**64
DATES = (ValueKind.DATE, ValueKind.DATETIME)
NUMBERS = (ValueKind.NUMBER, ValueKind.MONEY, ValueKind.PERCENT)
MAYBE_NUMBERS = (*NUMBERS, ValueKind.TEXT)


@dataclass(frozen=True, slots=True)
class Survey:
    """What is known of a table before rules are proposed.

    ``kinds`` are the value kinds of all its columns, ``object`` is the word by which rules call it, ``rows`` counts
    the sampled records, ``today`` is the day for which data is judged, ``counted`` keeps what `exact_counts` found.
    """

    workspace: Workspace
    table: Table
    kinds: Sequence[ValueKind]
    placeholders: dict[str, list[str]]
    object: str
    columns: Sequence[Column]
    rows: int
    today: date
    options: SuggestOptions
    counted: dict[int, list[tuple[str, int]]] = field(default_factory=dict)

    @property
    def gate(self) -> float:
        """The share in the sample from which on a proposal is worth judging on every record."""
        return self.options.min_support - 0.01

    @property
    def is_whole(self) -> bool:
        """Whether the sample holds every record."""
        return self.rows == self.table.rows

    def label(self, field: str) -> str:
        """A field's name for people."""
        return label_of(self.table, field)

    def of_kinds(self, *kinds: ValueKind) -> Iterator[Column]:
        return (column for column in self.columns if column.kind in kinds)


def survey(
    workspace: Workspace,
    table: Table,
    object_name: str,
    today: date,
    placeholders: dict[str, list[str]],
    options: SuggestOptions,
) -> Survey:
    """Take the sample of a table: all records of a small one, of a large one those whose hash is low."""
    sample = _sample(workspace, table)
    record = make_record(workspace, sample, placeholders)
    columns = list(_columns(workspace, record))
    return Survey(
        workspace, table, record.kinds, placeholders, object_name, columns, sample.rows, today, options
    )


def _sample(workspace: Workspace, table: Table) -> Table:
    wanted = min(MOST_ROWS, max(LEAST_ROWS, SAMPLE_CELLS // max(1, len(table.headers))))
    if table.rows <= wanted:
        return table
    cells = [raw_cell(position) for position in range(len(table.headers))]
    low = exp.LT(
        this=exp.Anonymous(this="hash", expressions=cells),
        expression=exp.Literal.number(HASHES // table.rows * wanted),
    )
    name = f"sample_{table.name}"
    workspace.execute(exp.select("*").from_(table.name).where(low).ctas(name))
    rows = workspace.query(exp.select(exp.Count(this=exp.Star())).from_(name))[0][0]
    return replace(table, name=name, rows=int(rows))


def _columns(workspace: Workspace, record: Record) -> Iterator[Column]:
    table = record.table
    named = {position: table.field_at(position) for position in range(len(table.headers))}
    # A rule could not name the others.
    positions = [p for p, name in named.items() if name and name[:1] != EVERY and table.position(name) == p]
    reads = [
        exp.alias_(read, f"{word}{p}")
        for p in positions
        for word, read in _reads(record, named[p], record.kinds[p])
    ]
    if reads:
        data = workspace.arrow(exp.select(*reads, copy=False).from_(record.selection().subquery("r")))
        for position in positions:
            yield _column(record, position, named[position], data)


def _reads(record: Record, name: str, kind: ValueKind) -> Iterator[tuple[str, exp.Expr]]:
    yield "text", record.text(name)
    yield "usable", record.usable(name)
    if kind in DATES:
        yield (
            "days",
            exp.Div(this=exp.func("epoch", record.date(name)), expression=exp.Literal.number(86_400)),
        )
    elif kind in MAYBE_NUMBERS:
        yield "numbers", record.number(name)


def _column(record: Record, position: int, name: str, data: pa.Table) -> Column:
    known = find_field(record.table.object, name) if name in record.table.mapping else None
    usable = np.asarray(data[f"usable{position}"], dtype=bool)
    codes, values = coded(data[f"text{position}"], usable)

    def read(word: str) -> Numbers | None:
        column = f"{word}{position}"
        return np.where(usable, _floats(data[column]), np.nan) if column in data.column_names else None

    return Column(
        position, name, record.kinds[position], codes, values,
        personal=known is not None and known.personal, numbers=read("numbers"), days=read("days"),
    )  # fmt: skip


def _floats(column: Any) -> Numbers:
    return np.asarray(column.to_pandas(), dtype=np.float64)


def exact_counts(survey: Survey, column: Column) -> list[tuple[str, int]]:
    """Each usable value of a column with its number of records in the whole table, commonest first."""
    if survey.is_whole:
        pairs = list(zip(column.values, column.counts.tolist(), strict=True))
        return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))
    if column.position not in survey.counted:
        survey.counted[column.position] = _counted(survey, column)
    return survey.counted[column.position]


def _counted(survey: Survey, column: Column) -> list[tuple[str, int]]:
    # A record of its own: its inner selection holds this column and no other.
    record = Record(survey.table, survey.kinds, survey.placeholders)
    text, count = exp.alias_(record.text(column.field), "value"), exp.alias_(exp.Count(this=exp.Star()), "n")
    query = exp.select(text, count).where(record.usable(column.field)).from_(record.selection().subquery("r"))
    return [
        (str(value), int(n))
        for value, n in survey.workspace.query(query.group_by("1").order_by("2 DESC", "1"))
    ]
