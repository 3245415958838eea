"""Scores by segment: the records of an object cut by owner, source, country, stage, month, or any field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlglot import exp

from mopsctl.engine.cell import cell_text
from mopsctl.engine.loss import counting, loss_column, losses_of
from mopsctl.engine.score import combined
from mopsctl.engine.table_run import TableRun
from mopsctl.findings import Dimension
from mopsctl.results import CREATED_MONTH, SegmentReport, SegmentValue
from mopsctl.workspace import ROW, Table, Workspace

MOST_VALUES = 2_000
"""A field with more distinct values than this is no segment."""
EMPTY = "(empty)"

SEGMENT_FIELDS = (
    ("owner_name", "owner_id"),
    ("lead_source",),
    ("country",),
    ("lifecycle_stage", "stage", "lead_status", "status"),
    ("industry", "account_type", "campaign_type"),
    (CREATED_MONTH,),
)
"""Of each group, the first field that a table has becomes a segment."""


def default_segments(table: Table) -> list[str]:
    """The fields by which a table is cut when the user names none."""
    chosen = []
    for group in SEGMENT_FIELDS:
        for name in group:
            if name in table.mapping or (name == CREATED_MONTH and has_segment(table, name)):
                chosen.append(name)
                break
    return chosen


def has_segment(table: Table, name: str) -> bool:
    """Whether a table can be cut by a field, a header, or the month created."""
    if name == CREATED_MONTH:
        return "created_date" in table.mapping
    return table.position(name) is not None


def segment_report(
    workspace: Workspace, run: TableRun, name: str, label: str, names: Mapping[str, str], most: int = 12
) -> SegmentReport | None:
    """A table cut by one field, None where it has too many values or none. ``names`` relabels values."""
    dimensions = [dimension for dimension in Dimension if counting(run, dimension)]
    rows = workspace.query(_query(run, name, dimensions))
    if len(rows) > MOST_VALUES or len(rows) <= 1:
        return None
    gathered: dict[str, list[float]] = {}
    for value, *counts in rows:
        key = names.get(value, value) or EMPTY
        known = gathered.get(key)
        gathered[key] = counts if known is None else [a + b for a, b in zip(known, counts, strict=True)]
    values = [_value(key, sums, dimensions) for key, sums in gathered.items()]
    if name == CREATED_MONTH:
        values = sorted(values, key=lambda value: value.value)
        shown, rest = values[-24:], values[:-24]
    else:
        values = sorted(values, key=lambda value: (-value.rows, value.value))
        shown, rest = values[:most], values[most:]
    return SegmentReport(run.table.object, name, label, tuple(shown), len(rest), sum(v.rows for v in rest))


def month_created(run: TableRun) -> exp.Expr:
    """The month in which a record was created, "" where that is not known."""
    month = exp.TimeToStr(this=run.record.date("created_date"), format=exp.Literal.string("%Y-%m"))
    return exp.func("COALESCE", month, exp.Literal.string(""))


def _query(run: TableRun, name: str, dimensions: Sequence[Dimension]) -> exp.Select:
    """Of each value: the number of records, and what they lose together in each dimension."""
    losses = [exp.Sum(this=exp.column(loss_column(dimension), "m")) for dimension in dimensions]
    named = [exp.alias_(loss, f"l{i}") for i, loss in enumerate(losses)]
    if name == CREATED_MONTH:
        value = month_created(run)
        source: exp.Expr = run.record.rows(value)
    else:
        value = cell_text(run.table.position_of(name), "r")
        source = exp.to_table(run.table.name).as_("r")
    same_row = exp.column(ROW, "m").eq(exp.column(ROW, "r"))
    count = exp.alias_(exp.Count(this=exp.Star()), "n")
    named = [exp.alias_(value, "value", copy=False), count, *named]
    query = exp.select(*named, copy=False).from_(source, copy=False)
    query = query.join(exp.to_table(losses_of(run)).as_("m"), on=same_row, copy=False)
    query = query.group_by("1", copy=False).order_by("2 DESC", "1", copy=False)
    return query.limit(MOST_VALUES + 1, copy=False)


def _value(key: str, sums: Sequence[float], dimensions: Sequence[Dimension]) -> SegmentValue:
    rows = int(sums[0])
    scores = {dimension: 100 * (1 - float(sums[1 + i]) / rows) for i, dimension in enumerate(dimensions)}
    return SegmentValue(key, rows, scores.get(Dimension.COMPLETENESS), combined(scores))
