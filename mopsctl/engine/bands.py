"""How complete single records are: the share of the required fields' weight that each has."""

from __future__ import annotations

from sqlglot import exp

from mopsctl.engine.scan import TableRun
from mopsctl.engine.score import SEVERITY_WEIGHTS
from mopsctl.findings import Dimension
from mopsctl.results import CompletenessBand
from mopsctl.workspace import Workspace

WIDTH = 10


def completeness_bands(workspace: Workspace, run: TableRun) -> list[CompletenessBand]:
    """The records of a table by completeness, in bands of 10 points; none where no rule asks for a field.

    A record's completeness is the weight of the required fields that it has, over the weight of those that
    are asked of it (rules whose ``where`` it does not meet are not).
    """
    asked: list[exp.Expr] = []
    kept: list[exp.Expr] = []
    for outcome in run.outcomes:
        weight = outcome.rule.keys.weight * SEVERITY_WEIGHTS[outcome.rule.severity]
        if outcome.rule.dimension is not Dimension.COMPLETENESS or not weight or not outcome.checked:
            continue
        number, zero = exp.Literal.number(weight), exp.Literal.number(0)
        column = exp.column(outcome.column)
        asked.append(exp.case().when(exp.not_(column.is_(exp.null())), number).else_(zero))
        kept.append(exp.case().when(exp.not_(column.copy()), number.copy()).else_(zero.copy()))
    if not asked:
        return []
    share = exp.Div(this=_sum(kept), expression=exp.func("NULLIF", _sum(asked), exp.Literal.number(0)))
    tenth = exp.Floor(this=exp.Mul(this=exp.paren(share), expression=exp.Literal.number(10)))
    band = exp.func("LEAST", tenth, exp.Literal.number(100 // WIDTH - 1))
    query = exp.select(exp.alias_(band, "band"), exp.alias_(exp.Count(this=exp.Star()), "n"))
    counts = {
        int(b): int(n) for b, n in workspace.query(query.from_(run.marks).group_by("1")) if b is not None
    }
    return [
        CompletenessBand(run.table.object, low, low + WIDTH, counts.get(low // WIDTH, 0))
        for low in range(0, 100, WIDTH)
    ]


def _sum(terms: list[exp.Expr]) -> exp.Expr:
    total = terms[0]
    for term in terms[1:]:
        total = exp.Add(this=total, expression=term)
    return exp.paren(total)
