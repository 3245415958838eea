"""The findings of a rule on a table as a list with fingerprints, from which accepted ones can be taken."""

from __future__ import annotations

from dataclasses import replace

from sqlglot import exp

from mopsctl.engine.fingerprints import fingerprint, identity
from mopsctl.engine.table_run import Outcome, TableRun
from mopsctl.workspace import ROW, Workspace

MARK = "mark"


def listed(workspace: Workspace, run: TableRun, outcome: Outcome) -> Outcome:
    """The outcome with the table of its findings: all of them, where none was taken away before."""
    if outcome.listed is not None:
        return outcome
    name = f"listed_{run.table.name}_{outcome.column}"
    workspace.execute(marks_query(run, outcome).ctas(name, copy=False))
    return replace(outcome, listed=name)


def marks_query(run: TableRun, outcome: Outcome) -> exp.Select:
    """``_row`` and fingerprint (``mark``) of each finding."""
    if outcome.listed is not None:
        return exp.select(ROW, MARK).from_(outcome.listed)
    known_by = exp.alias_(identity(run.table, outcome.fields, "t"), "known_by")
    same_row = exp.column(ROW, "m").eq(exp.column(ROW, "t"))
    broken = exp.select(exp.column(ROW, "m"), known_by, copy=False)
    broken = broken.from_(exp.to_table(run.marks).as_("m"), copy=False)
    broken = broken.join(exp.to_table(run.table.name).as_("t"), on=same_row, copy=False)
    broken = broken.where(exp.column(outcome.column, "m"), copy=False)
    mark = exp.alias_(fingerprint(outcome, exp.column("known_by")), MARK)
    return exp.select(exp.column(ROW), mark, copy=False).from_(broken.subquery("b", copy=False), copy=False)


def take_away(workspace: Workspace, outcome: Outcome, taken: exp.Expr) -> int:
    """Take the findings that meet a condition on ``_row`` and ``mark`` from the list; gives how many they were."""
    rows = exp.select(exp.Count(this=exp.Star())).from_(str(outcome.listed))
    count = int(workspace.query(rows.where(taken))[0][0])
    if count:
        workspace.execute(exp.delete(str(outcome.listed), where=taken.copy()))
    return count
