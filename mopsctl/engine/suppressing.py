"""Takes accepted findings out of a run: the record counts as not checked by that rule, so no score counts it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import duckdb
import pyarrow as pa
from sqlglot import exp

from mopsctl.engine.binding import bind
from mopsctl.engine.condition_error import ConditionError
from mopsctl.engine.fingerprints import ID, comparable_id
from mopsctl.engine.kinds import Scope
from mopsctl.engine.listing import MARK, listed, take_away
from mopsctl.engine.record import UnknownFieldError
from mopsctl.engine.suppression import Suppression
from mopsctl.engine.table_run import Outcome, TableRun
from mopsctl.errors import ConfigError
from mopsctl.workspace import ROW, Workspace


@dataclass(slots=True)
class Use:
    """A suppression, whether it has expired, the findings that it met, and which of its rules were checked."""

    suppression: Suppression
    expired: bool
    count: int = 0
    checked: set[str] = field(default_factory=set)


def suppress(
    workspace: Workspace, runs: Sequence[TableRun], suppressions: Sequence[Suppression], scope: Scope
) -> list[Use]:
    """Take the accepted findings out of the runs of all tables.

    :returns: a use of each suppression; one that has expired takes nothing and says what it would have taken.
    :raises ConfigError: where a suppression's condition cannot be run.
    """
    uses = [Use(one, one.expired(scope.as_of)) for one in suppressions]
    # Those that hold come first: what they accept has not come back with one that has expired.
    ordered = sorted(uses, key=lambda use: use.expired)
    for run in runs:
        _suppress_in(workspace, run, ordered, scope)
    return uses


def _suppress_in(workspace: Workspace, run: TableRun, uses: Sequence[Use], scope: Scope) -> None:
    rows: dict[str, exp.Expr | None] = {}
    for place, outcome in enumerate(run.outcomes):
        for use in uses:
            one = use.suppression
            if not one.is_about(run.table) or not one.names(outcome.rule):
                continue
            use.checked.add(outcome.rule.id)
            if one.place not in rows:
                rows[one.place] = _rows(workspace, run, one, scope)
            met = rows[one.place]
            if met is not None and run.outcomes[place].failed:
                run.outcomes[place] = _taken(workspace, run, run.outcomes[place], use, met)


def _taken(workspace: Workspace, run: TableRun, outcome: Outcome, use: Use, met: exp.Expr) -> Outcome:
    """The outcome without the findings that a suppression meets."""
    outcome = listed(workspace, run, outcome)
    marks = use.suppression.keys.fingerprints
    if marks is not None:
        met = exp.and_(met, exp.column(MARK).isin(*marks))
    if use.expired:
        rows = exp.select(exp.Count(this=exp.Star())).from_(str(outcome.listed))
        use.count += int(workspace.query(rows.where(met))[0][0])
        return outcome
    taken = take_away(workspace, outcome, met)
    use.count += taken
    if taken:
        _unmark(workspace, run, outcome)
    return replace(outcome, checked=outcome.checked - taken, failed=outcome.failed - taken)


def _unmark(workspace: Workspace, run: TableRun, outcome: Outcome) -> None:
    """Let records whose finding was taken away count as not checked."""
    kept = exp.select(ROW).from_(str(outcome.listed))
    gone = exp.and_(exp.column(outcome.column), exp.not_(exp.column(ROW).isin(query=kept)))
    workspace.execute(exp.update(run.marks, {outcome.column: exp.null()}, where=gone))


def _rows(workspace: Workspace, run: TableRun, one: Suppression, scope: Scope) -> exp.Expr | None:
    """The records that a suppression is about, as a condition on ``_row``; None where the table can have none."""
    conditions: list[exp.Expr] = []
    try:
        if one.keys.records is not None:
            conditions.append(_has_id(workspace, run, one))
        if one.where is not None:
            conditions.append(bind(one.where, run.record, scope.as_of))
    except UnknownFieldError:
        return None
    except ConditionError as error:
        raise ConfigError(str(error), one.place) from None
    if not conditions:
        return exp.true()
    name = f"accepted_{run.table.name}_{len(run.accepted)}"
    run.accepted.append(name)
    found = exp.select(exp.column(ROW)).from_(run.record.rows(*conditions)).where(*conditions)
    try:
        workspace.execute(found.ctas(name))
    except (duckdb.DataError, duckdb.ProgrammingError) as error:
        reason = str(error).splitlines()[0]
        raise ConfigError(f"the suppression of {one.about} cannot be run: {reason}", one.place) from None
    return exp.column(ROW).isin(query=exp.select(ROW).from_(name))


def _has_id(workspace: Workspace, run: TableRun, one: Suppression) -> exp.Expr:
    name = f"ids_{run.table.name}_{len(run.accepted)}"
    workspace.store(name, pa.table({"id": pa.array(one.keys.records or [], pa.string())}))
    wanted = exp.select(comparable_id(exp.column("id"), run.table.origin)).from_(name)
    return comparable_id(run.record.text(ID), run.table.origin).isin(query=wanted)
