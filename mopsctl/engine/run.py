"""Runs the rules on every table of a workspace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mopsctl.engine.columns import make_record
from mopsctl.engine.kinds import Scope
from mopsctl.engine.lookup import WorkspaceTables
from mopsctl.engine.rule import ANY_OBJECT, Rule
from mopsctl.engine.scan import Scan
from mopsctl.engine.table_run import TableRun
from mopsctl.progress import Progress, Silent
from mopsctl.workspace import Workspace


@dataclass(frozen=True, slots=True)
class IdleRule:
    """A rule that no table was there for."""

    rule: Rule
    reason: str


@dataclass(frozen=True, slots=True)
class Run:
    """The runs of all tables, and the rules that found no table of their object."""

    tables: tuple[TableRun, ...]
    idle: tuple[IdleRule, ...]
    scope: Scope


def run_rules(
    workspace: Workspace,
    rules: Sequence[Rule],
    scope: Scope,
    placeholders: dict[str, list[str]] | None = None,
    progress: Progress | None = None,
) -> Run:
    """Judge every table by every rule that is for its object."""
    progress = progress or Silent()
    lookup = WorkspaceTables(workspace, scope, placeholders)
    runs = []
    for table in workspace.tables:
        record = make_record(workspace, table, placeholders)
        runs.append(Scan(workspace, record, scope, lookup).run(rules, progress))
    idle = [
        IdleRule(rule, f"there is no table of {_named(rule)} in this source")
        for rule in rules
        if not any(rule.is_for(table) for table in workspace.tables)
        and (rule.origins or ANY_OBJECT not in rule.objects)
    ]
    return Run(tuple(runs), tuple(idle), scope)


def _named(rule: Rule) -> str:
    """The records that a rule is for, in words."""
    wanted = "any object" if ANY_OBJECT in rule.objects else " or ".join(rule.objects)
    return f"{wanted} from {' or '.join(rule.origins)}" if rule.origins else wanted
