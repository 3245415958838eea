"""What is in the columns of a table: fill, distinct values, the most frequent ones, lengths and shapes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from string import ascii_lowercase, ascii_uppercase, digits

from sqlglot import exp

from mopsctl.engine.cell import cell_text, is_blank, raw_cell
from mopsctl.engine.columns import value_kinds
from mopsctl.engine.table_run import ColumnFill
from mopsctl.engine.violations import Mask
from mopsctl.normalize.pattern_sql import replace_all
from mopsctl.normalize.white_space import WHITE_SPACE
from mopsctl.results import FieldReport
from mopsctl.schema.model import ValueKind
from mopsctl.workspace import ROW, Table, Workspace

SHAPE_ROWS = 2_000
"""Shapes are taken from the first so many records: they show the forms, not exact counts."""
SHAPE_CELLS = 200_000
"""Where all columns are looked at, from so many cells at most: from fewer records of a wide table."""

_CHARACTERS = ascii_uppercase + ascii_lowercase + digits
_SHAPES = "A" * 26 + "a" * 26 + "9" * 10
_RUNS = (("A{2,}", "A+"), ("a{2,}", "a+"), ("9{5,}", "9+"))


def field_reports(
    workspace: Workspace,
    table: Table,
    fills: Sequence[ColumnFill],
    mask: Mask | None = None,
    top: int = 5,
    shapes: bool = False,
    advance: Callable[[int], None] = lambda _: None,
) -> list[FieldReport]:
    """A report for each column of a table, in the order of the source.

    :param top: how many values (and forms, where ``shapes`` asks for them) each report shows at most.
    :param advance: is told of each column that is done.
    """
    kinds = value_kinds(table)
    lengths = _lengths(workspace, table)
    reports = []
    for fill in fills:
        at = fill.position
        report = _report(workspace, table, fill, kinds[at], lengths[at], top)
        patterns = tuple(_shapes(workspace, table, at, top)) if shapes else ()
        values = report.top_values
        if mask is not None:
            values = tuple((mask(table, report.field, value), count) for value, count in values)
        reports.append(replace(report, top_values=values, patterns=patterns))
        advance(1)
    return reports


def column_shapes(workspace: Workspace, table: Table, top: int = 5) -> list[tuple[tuple[str, int], ...]]:
    """Of each column the most frequent forms of its values, with their counts, in the first records of the table."""
    found: list[list[tuple[str, int]]] = [[] for _ in table.headers]
    if found:
        for position, shape, count in workspace.query(_frequent_shapes(table, top)):
            found[position].append((str(shape), int(count)))
    return [tuple(shapes) for shapes in found]


def _frequent_shapes(table: Table, top: int) -> exp.Select:
    """Position, form and count, over the cells of all columns as one column: a statement of one form, not hundreds."""
    text = exp.Trim(this=exp.column("cell"), expression=exp.Literal.string(WHITE_SPACE))
    shaped = exp.select("position", exp.alias_(_shape(text), "shape"), "SUM(n) AS n")
    shaped = shaped.from_(_distinct_cells(table).subquery("cells")).group_by("1", "2")
    order = exp.Order(expressions=[exp.Ordered(this=exp.column("n"), desc=True), exp.column("shape")])
    rank = exp.Window(this=exp.RowNumber(), partition_by=[exp.column("position")], order=order)
    ranked = exp.select("*", exp.alias_(rank, "rank")).from_(shaped.subquery("shaped"))
    ranked = ranked.where(exp.column("shape").neq(exp.Literal.string("")))
    best = exp.select("position", "shape", "n").from_(ranked.subquery("ranked"))
    within = exp.LTE(this=exp.column("rank"), expression=exp.Literal.number(top))
    return best.where(within).order_by("position", "rank")


def _distinct_cells(table: Table) -> exp.Select:
    """The cells of the first records, by the position of their column, each with how often it occurs."""
    width = len(table.headers)
    rows = exp.Literal.number(min(SHAPE_ROWS, max(SHAPE_CELLS // width, 1)))
    cells = exp.Array(expressions=[raw_cell(position) for position in range(width)])
    positions = exp.Anonymous(this="RANGE", expressions=[exp.Literal.number(width)])
    every = exp.select(exp.alias_(_unnested(positions), "position"), exp.alias_(_unnested(cells), "cell"))
    every = every.from_(table.name).where(exp.LT(this=exp.column(ROW), expression=rows))
    return exp.select("position", "cell", "COUNT(*) AS n").from_(every.subquery("every")).group_by("1", "2")


def _unnested(values: exp.Expr) -> exp.Expr:
    return exp.Anonymous(this="UNNEST", expressions=[values])


def _report(
    workspace: Workspace, table: Table, fill: ColumnFill, kind: ValueKind, lengths: tuple[int, int], top: int
) -> FieldReport:
    distinct, values = _top_values(workspace, table, fill.position, top)
    name = table.field_at(fill.position)
    return FieldReport(
        object=table.object,
        path=table.parts[0].source.path,
        field=name,
        header=table.headers[fill.position],
        mapped=name in table.mapping,
        kind=kind.value,
        rows=table.rows,
        filled=fill.filled,
        usable=fill.usable,
        distinct=distinct,
        min_length=lengths[0],
        max_length=lengths[1],
        top_values=tuple(values),
    )


def _lengths(workspace: Workspace, table: Table) -> list[tuple[int, int]]:
    """The least and greatest number of characters of each column's non-empty cells, 0 where there are none."""
    if not table.headers:
        return []
    columns: list[exp.Expr] = []
    for position in range(len(table.headers)):
        length = exp.func("NULLIF", exp.Length(this=raw_cell(position)), exp.Literal.number(0))
        columns += [exp.Min(this=length), exp.Max(this=length.copy())]
    row = workspace.query(exp.select(*columns, copy=False).from_(table.name, copy=False))[0]
    return [(int(row[2 * p] or 0), int(row[2 * p + 1] or 0)) for p in range(len(table.headers))]


def _top_values(
    workspace: Workspace, table: Table, position: int, top: int
) -> tuple[int, list[tuple[str, int]]]:
    """How many distinct values a column has, as they are written, and the most frequent ones."""
    grouped = exp.select(exp.alias_(raw_cell(position), "value"), exp.alias_(exp.Count(this=exp.Star()), "n"))
    grouped = grouped.from_(table.name).where(exp.not_(is_blank(position))).group_by("1")
    total = exp.select(exp.Count(this=exp.Star())).from_("grouped").subquery()
    query = exp.select(exp.alias_(total, "total"), "value", "n").from_("grouped")
    query = query.order_by("n DESC", "value").limit(top).with_("grouped", as_=grouped, materialized=True)
    rows = workspace.query(query)
    return (int(rows[0][0]) if rows else 0), [(str(value).strip(), int(count)) for _, value, count in rows]


def _shapes(workspace: Workspace, table: Table, position: int, top: int) -> list[tuple[str, int]]:
    """The most frequent forms of a column's values: capitals A, small letters a, digits 9, runs shortened."""
    head = exp.select(raw_cell(position)).from_(table.name).where(exp.not_(is_blank(position)))
    head = head.order_by(ROW).limit(SHAPE_ROWS)
    shape = _shape(cell_text(position))
    query = exp.select(exp.alias_(shape, "shape"), exp.alias_(exp.Count(this=exp.Star()), "n"))
    query = query.from_(head.subquery("head")).group_by("1").order_by("2 DESC", "1").limit(top)
    return [(str(form), int(count)) for form, count in workspace.query(query)]


def _shape(text: exp.Expr) -> exp.Expr:
    """The form of a text: capitals A, small letters a, digits 9, runs shortened."""
    start = exp.func("LEFT", text, exp.Literal.number(80))
    plain = exp.Anonymous(this="strip_accents", expressions=[start])
    shape: exp.Expr = exp.func(
        "TRANSLATE", plain, exp.Literal.string(_CHARACTERS), exp.Literal.string(_SHAPES)
    )
    for pattern, mark in _RUNS:
        shape = replace_all(shape, pattern, mark)
    return shape
