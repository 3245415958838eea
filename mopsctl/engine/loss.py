"""What each record loses in each dimension, and which rule takes it; the formula is in docs/scoring.md.

A record begins whole (1) in every dimension. In completeness it loses the share of the weight of the fields
asked of it that it lacks. In any other dimension each rule it breaks takes the rule's weight times its
severity's, down to nothing left; what is lost is shared among the broken rules by their weights. So losses are
between 0 and 1, add up over rules, and a rule that nobody breaks changes no score.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlglot import exp

from mopsctl.engine.rule import Rule
from mopsctl.engine.table_run import Outcome, TableRun
from mopsctl.findings import Dimension, Severity
from mopsctl.workspace import Workspace

SEVERITY_WEIGHTS = {Severity.ERROR: 1.0, Severity.WARNING: 0.5, Severity.INFO: 0.0}
"""An error takes a record's whole share of a dimension, a warning half of it, advice nothing."""

FIELD_WEIGHTS = {Severity.ERROR: 3.0, Severity.WARNING: 1.0, Severity.INFO: 0.0}
"""Among required fields, one whose absence is an error counts three whose absence is a warning."""


LONGEST_SUM = 200
"""Terms of one sum; DuckDB refuses an expression that nests 1,000 deep."""


def rule_weight(rule: Rule) -> float:
    """How much a rule counts in its dimension; 0 for one that never moves a score."""
    by_severity = FIELD_WEIGHTS if rule.dimension is Dimension.COMPLETENESS else SEVERITY_WEIGHTS
    return rule.keys.weight * by_severity[rule.severity]


def counting(run: TableRun, dimension: Dimension) -> list[Outcome]:
    """The outcomes of a table that move the score of a dimension."""
    return [
        outcome
        for outcome in run.outcomes
        if outcome.rule.dimension is dimension and outcome.checked and rule_weight(outcome.rule)
    ]


def make_losses(workspace: Workspace, run: TableRun) -> None:
    """Make the view of a table's losses.

    It holds the marks, and for each dimension in which a rule counts ``broken_<dimension>``, the weight that a
    record breaks, and ``loss_<dimension>``, what it loses (0-1).
    """
    columns: list[exp.Expr] = [exp.Star()]
    for dimension in Dimension:
        outcomes = counting(run, dimension)
        if outcomes:
            broken = _total([_where_broken(outcome) for outcome in outcomes])
            columns.append(exp.alias_(broken, _broken(dimension)))
            columns.append(exp.alias_(_loss(broken.copy(), outcomes, dimension), loss_column(dimension)))
    view = exp.select(*columns, copy=False).from_(run.marks, copy=False)
    workspace.execute(exp.Create(this=exp.to_table(losses_of(run)), kind="VIEW", expression=view))


def losses_of(run: TableRun) -> str:
    """The name of the view of a table's losses."""
    return f"losses_{run.table.name}"


def loss_column(dimension: Dimension) -> str:
    """The column that holds what a record loses in a dimension."""
    return f"loss_{dimension.value}"


def rule_losses(workspace: Workspace, run: TableRun) -> dict[str, float]:
    """What each rule takes from a table's records, by its column in the marks; 3.5 means as much as 3½ records."""
    terms: dict[str, exp.Expr] = {}
    for dimension in Dimension:
        for outcome in counting(run, dimension):
            broken = exp.func("NULLIF", exp.column(_broken(dimension)), exp.Literal.number(0))
            share = exp.Div(this=_where_broken(outcome), expression=broken)
            taken = exp.Sum(this=exp.Mul(this=share, expression=exp.column(loss_column(dimension))))
            terms[outcome.column] = exp.func("COALESCE", taken, exp.Literal.number(0))
    if not terms:
        return {}
    row = workspace.query(exp.select(*terms.values(), copy=False).from_(losses_of(run), copy=False))[0]
    return {name: float(value) for name, value in zip(terms, row, strict=True)}


def _loss(broken: exp.Expr, outcomes: Sequence[Outcome], dimension: Dimension) -> exp.Expr:
    if dimension is not Dimension.COMPLETENESS:
        return exp.func("LEAST", broken, exp.Literal.number(1))
    asked = _total([_where_checked(outcome) for outcome in outcomes])
    share = exp.Div(this=broken, expression=exp.func("NULLIF", asked, exp.Literal.number(0)))
    return exp.func("COALESCE", share, exp.Literal.number(0))


def _broken(dimension: Dimension) -> str:
    return f"broken_{dimension.value}"


def _where_broken(outcome: Outcome) -> exp.Expr:
    return _weighed(exp.column(outcome.column), outcome)


def _where_checked(outcome: Outcome) -> exp.Expr:
    return _weighed(exp.not_(exp.column(outcome.column).is_(exp.null())), outcome)


def _weighed(condition: exp.Expr, outcome: Outcome) -> exp.Expr:
    weight = exp.Literal.number(rule_weight(outcome.rule))
    return exp.Case(ifs=[exp.If(this=condition, true=weight)], default=exp.Literal.number(0))


def _total(terms: Sequence[exp.Expr]) -> exp.Expr:
    """The sum of the terms, of many as a sum of sums."""
    if len(terms) > LONGEST_SUM:
        parts = [terms[start : start + LONGEST_SUM] for start in range(0, len(terms), LONGEST_SUM)]
        return _total([_total(part) for part in parts])
    total = terms[0]
    for term in terms[1:]:
        total = exp.Add(this=total, expression=term)
    return exp.Paren(this=total)
