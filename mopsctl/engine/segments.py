"""Scores by segment: the records of an object cut by owner, source, country, stage, month, or any field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlglot import exp

from mopsctl.engine.record import SPACES
from mopsctl.engine.scan import Outcome, TableRun, count_true
from mopsctl.engine.score import SEVERITY_WEIGHTS, Tally, dimension_scores, object_score
from mopsctl.findings import Dimension
from mopsctl.results import SegmentReport, SegmentValue
from mopsctl.workspace import ROW, Table, Workspace

MOST_VALUES = 2_000
"""A field with more distinct values than this is no segment."""
EMPTY = "(empty)"
MONTH = "created_month"

SEGMENT_FIELDS = (
    ("owner_name", "owner_id"),
    ("lead_source",),
    ("country",),
    ("lifecycle_stage", "stage", "lead_status", "status"),
    ("industry", "account_type", "campaign_type"),
    (MONTH,),
)
"""Of each group, the first field that a table has becomes a segment."""


def default_segments(table: Table) -> list[str]:
    """The fields by which a table is cut when the user names none."""
    chosen = []
    for group in SEGMENT_FIELDS:
        for name in group:
            if name in table.mapping or (name == MONTH and has_segment(table, name)):
                chosen.append(name)
                break
    return chosen


def has_segment(table: Table, name: str) -> bool:
    """Whether a table can be cut by a field, a header, or the month created."""
    if name == MONTH:
        return "created_date" in table.mapping
    return table.position(name) is not None


def segment_report(
    workspace: Workspace, run: TableRun, name: str, label: str, names: Mapping[str, str], most: int = 12
) -> SegmentReport | None:
    """A table cut by one field, None where it has too many values or none. ``names`` relabels values."""
    counted = [outcome for outcome in run.outcomes if outcome.checked and _weight(outcome)]
    rows = workspace.query(_query(run, name, counted))
    if len(rows) > MOST_VALUES or len(rows) <= 1:
        return None
    gathered: dict[str, list[int]] = {}
    for value, *counts in rows:
        key = names.get(value, value) or EMPTY
        known = gathered.get(key)
        gathered[key] = counts if known is None else [a + b for a, b in zip(known, counts, strict=True)]
    values = [_value(key, counts, counted) for key, counts in gathered.items()]
    if name == MONTH:
        values = sorted(values, key=lambda value: value.value)
        shown, rest = values[-24:], values[:-24]
    else:
        values = sorted(values, key=lambda value: (-value.rows, value.value))
        shown, rest = values[:most], values[most:]
    return SegmentReport(run.table.object, name, label, tuple(shown), len(rest), sum(v.rows for v in rest))


def _query(run: TableRun, name: str, counted: Sequence[Outcome]) -> exp.Select:
    counts: list[exp.Expr] = [exp.Count(this=exp.Star())]
    for outcome in counted:
        column = exp.column(outcome.column, "m")
        counts += [exp.Count(this=column), count_true(column.copy())]
    if name == MONTH:
        moment = run.record.date("created_date")
        month = exp.Anonymous(this="strftime", expressions=[moment, exp.Literal.string("%Y-%m")])
        value: exp.Expr = exp.func("COALESCE", month, exp.Literal.string(""))
        source: exp.Expr = run.record.selection().subquery("r")
    else:
        cell = exp.func("COALESCE", exp.column(f"c{run.table.position(name)}", "r"), exp.Literal.string(""))
        value = exp.Trim(this=cell, expression=exp.Literal.string(SPACES))
        source = exp.to_table(run.table.name).as_("r")
    named = [exp.alias_(count, f"n{i}") for i, count in enumerate(counts)]
    same_row = exp.column(ROW, "m").eq(exp.column(ROW, "r"))
    query = exp.select(exp.alias_(value, "value"), *named).from_(source)
    query = query.join(exp.to_table(run.marks).as_("m"), on=same_row)
    return query.group_by("1").order_by("2 DESC", "1").limit(MOST_VALUES + 1)


def _value(key: str, counts: Sequence[int], counted: Sequence[Outcome]) -> SegmentValue:
    tallies = [
        Tally(outcome.rule.dimension, _weight(outcome), counts[1 + 2 * i], counts[2 + 2 * i])
        for i, outcome in enumerate(counted)
    ]
    complete = [d.score for d in dimension_scores(tallies) if d.dimension is Dimension.COMPLETENESS]
    return SegmentValue(key, counts[0], complete[0] if complete else None, object_score(tallies))


def _weight(outcome: Outcome) -> float:
    return outcome.rule.keys.weight * SEVERITY_WEIGHTS[outcome.rule.severity]
