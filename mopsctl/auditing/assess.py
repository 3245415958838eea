"""The part that every verb on records shares: reading, recognising, judging."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from mopsctl.auditing.ingest import ingest
from mopsctl.auditing.options import AuditOptions
from mopsctl.config import Config, configuration
from mopsctl.engine.kinds import Scope
from mopsctl.engine.rule import Rule
from mopsctl.engine.run import Run, run_rules
from mopsctl.engine.selection import select_rules
from mopsctl.progress import Progress
from mopsctl.sources.table import FileFailure
from mopsctl.workspace import Workspace

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Assessment:
    """A source in a workspace, judged."""

    source: str
    workspace: Workspace
    rules: tuple[Rule, ...]
    run: Run
    failures: tuple[FileFailure, ...]


def assess(
    source: str | Path | pd.DataFrame,
    config: Config | Path | str | None,
    options: AuditOptions,
    progress: Progress,
    stdin: BinaryIO | None = None,
    wanted: Callable[[Rule], bool] | None = None,
) -> Assessment:
    """Read a source and judge it by the selected rules, of those that are ``wanted`` (all by default)."""
    settings = configuration(config)
    rules = select_rules(list(settings.rules.values()), options.select, options.ignore)
    if wanted is not None:
        rules = [rule for rule in rules if wanted(rule)]
    workspace = Workspace()
    failures = ingest(workspace, source, options, settings, progress, stdin)
    scope = Scope(options.as_of or date.today(), settings.default_country)
    run = run_rules(workspace, rules, scope, settings.placeholders, progress)
    name = str(source) if isinstance(source, str | Path) else "frame"
    return Assessment(name, workspace, tuple(rules), run, tuple(failures))
