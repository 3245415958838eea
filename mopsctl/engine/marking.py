"""The statement that judges every record of a table by all rules at once and leaves the marks (`table_run`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
from sqlglot import exp

from mopsctl.engine.failing import failure_of, is_passed_on
from mopsctl.engine.record import Record
from mopsctl.engine.rule import Rule
from mopsctl.engine.table_run import Outcome, TableRun, count_true
from mopsctl.errors import ConfigError
from mopsctl.workspace import ROW, Workspace


@dataclass(frozen=True, slots=True)
class Check:
    """A rule ready to be judged: true where a record breaks it, null where it is not asked; ``where`` is the user's.

    ``join`` joins what the kind's own judgement left.
    """

    outcome: Outcome
    verdict: exp.Expr
    where: exp.Expr | None = None
    join: exp.Expr | None = None


def mark(workspace: Workspace, record: Record, run: TableRun, checks: Sequence[Check]) -> list[Check]:
    """Make the marks of a table; gives the checks that are in them.

    A rule whose kind made a statement that fails is noted among the failures of the run.

    :raises ConfigError: where it is the user's own condition that fails.
    """
    try:
        workspace.execute(_statement(record, checks).ctas(run.marks, copy=False))
    except (Exception, SystemExit) as error:
        if is_passed_on(error):
            raise
        sound = [check for check in checks if _is_sound(workspace, record, run, check)]
        if len(sound) == len(checks):
            raise
        workspace.execute(_statement(record, sound).ctas(run.marks, copy=False))
        return sound
    return list(checks)


def not_runnable(rule: Rule, error: BaseException) -> ConfigError:
    """A condition that the database refuses, or fails on."""
    reason = next(iter(str(error).splitlines()), type(error).__name__)
    return ConfigError(f"the rule {rule.id!r} cannot be run: {reason}", rule.place)


def is_the_users(workspace: Workspace, record: Record, rule: Rule, where: exp.Expr | None) -> bool:
    """Whether a statement fails for a condition that the user wrote."""
    if rule.kind.has_conditions:
        return True
    if where is None:
        return False
    query = exp.select(count_true(where.copy())).from_(record.rows(where), copy=False)
    try:
        workspace.query(query)
    except duckdb.Error:
        return True
    return False


def _statement(record: Record, checks: Sequence[Check]) -> exp.Select:
    states = [exp.alias_(record.state_of(p), f"m{p}") for p in range(len(record.table.headers))]
    verdicts = [exp.alias_(check.verdict, check.outcome.column, copy=False) for check in checks]
    query = exp.select(exp.column(ROW, "r"), *states, *verdicts, copy=False)
    query = query.from_(record.rows(), copy=False)
    for check in checks:
        query = _joined(query, check)
    return query


def _is_sound(workspace: Workspace, record: Record, run: TableRun, check: Check) -> bool:
    """Whether a check runs by itself; what is wrong with one that does not is told."""
    needed = [check.verdict] if check.join is None else [check.verdict, check.join]
    try:
        query = exp.select(count_true(check.verdict)).from_(record.rows(*needed), copy=False)
        workspace.query(_joined(query, check))
    except (Exception, SystemExit) as error:
        rule = check.outcome.rule
        if isinstance(error, duckdb.Error) and is_the_users(workspace, record, rule, check.where):
            raise not_runnable(rule, error) from None
        run.failures.append(failure_of(rule, error))
        return False
    return True


def _joined(query: exp.Select, check: Check) -> exp.Select:
    """The query with what the kind's own judgement left, where it left anything."""
    if check.join is None or check.outcome.details is None:
        return query
    return query.join(check.outcome.details, on=check.join.copy(), join_type="left", copy=False)
