"""How complete single records are: the share of the required fields' weight that each has."""

from __future__ import annotations

from sqlglot import exp

from mopsctl.engine.loss import counting, loss_column, losses_of
from mopsctl.engine.table_run import TableRun
from mopsctl.findings import Dimension
from mopsctl.results import CompletenessBand
from mopsctl.workspace import Workspace

WIDTH = 10


def completeness_bands(workspace: Workspace, run: TableRun) -> list[CompletenessBand]:
    """The records of a table by completeness, in bands of 10 points; none where no rule asks for a field."""
    if not counting(run, Dimension.COMPLETENESS):
        return []
    loss = exp.column(loss_column(Dimension.COMPLETENESS))
    kept = exp.Paren(this=exp.Sub(this=exp.Literal.number(1), expression=loss))
    # Rounded, so that a record with 3 of 10 parts is in the band that begins at 30.
    tenth = exp.Floor(this=exp.Round(this=kept * exp.Literal.number(10), decimals=exp.Literal.number(6)))
    band = exp.func("LEAST", tenth, exp.Literal.number(100 // WIDTH - 1))
    query = exp.select(exp.alias_(band, "band"), exp.alias_(exp.Count(this=exp.Star()), "n"))
    counts = {int(b): int(n) for b, n in workspace.query(query.from_(losses_of(run)).group_by("1"))}
    return [
        CompletenessBand(run.table.object, low, low + WIDTH, counts.get(low // WIDTH, 0))
        for low in range(0, 100, WIDTH)
    ]
