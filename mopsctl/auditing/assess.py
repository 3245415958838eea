"""The part that every verb on records shares: reading, recognising, judging."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from mopsctl.auditing.accept import Accepted, accept
from mopsctl.auditing.baseline import read_baseline
from mopsctl.auditing.ingest import ingest
from mopsctl.auditing.options import AuditOptions
from mopsctl.auditing.redaction import mask_value
from mopsctl.config import Config, configuration, default_matches
from mopsctl.duplicate_figures import DuplicateFigures
from mopsctl.engine.kinds import Scope
from mopsctl.engine.loss import make_losses
from mopsctl.engine.outcomes import draw_examples
from mopsctl.engine.rule import Rule
from mopsctl.engine.run import Run, run_rules
from mopsctl.engine.selection import select_rules
from mopsctl.engine.violations import FindingReader
from mopsctl.failure import Failure, without_text
from mopsctl.progress import Progress
from mopsctl.rules.duplicates import Duplicate
from mopsctl.sources.table import FileFailure
from mopsctl.workspace import Workspace

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Assessment:
    """A source in a workspace, judged; ``unread`` are its files that are no tables, ``reader`` draws the findings."""

    source: str
    workspace: Workspace
    rules: tuple[Rule, ...]
    run: Run
    unread: tuple[FileFailure, ...]
    reader: FindingReader
    accepted: Accepted = Accepted()
    failures: tuple[Failure, ...] = ()
    duplicates: DuplicateFigures | None = None


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
    baseline = None if options.baseline is None else read_baseline(options.baseline)
    rules = select_rules(list(settings.rules.values()), options.select, options.ignore)
    if wanted is not None:
        rules = [rule for rule in rules if wanted(rule)]
    workspace = Workspace()
    unread = ingest(workspace, source, options, settings, progress, stdin)
    scope = _scope(settings, options, rules)
    run = run_rules(workspace, rules, scope, settings.placeholders, progress)
    reader = FindingReader(workspace, mask_value if options.redact else None)
    accepted = accept(workspace, run, settings.suppressions, baseline, options)
    for table_run in run.tables:
        draw_examples(table_run, reader, options.examples)
        make_losses(workspace, table_run)
    failed = [failure for table_run in run.tables for failure in table_run.failures]
    if options.redact:
        failed = [without_text(failure) for failure in failed]
    failures = tuple(dict.fromkeys([*settings.failures, *failed]))
    checked = tuple(rule for rule in rules if rule.id not in {failure.rule for failure in failed})
    name = str(source) if isinstance(source, str | Path) else "frame"
    figures = _duplicate_figures(workspace, settings, options, rules)
    return Assessment(name, workspace, checked, run, tuple(unread), reader, accepted, failures, figures)


def _scope(settings: Config, options: AuditOptions, rules: Sequence[Rule]) -> Scope:
    matches = (settings.match or default_matches()) if _search_duplicates(rules) else {}
    return Scope(options.as_of or date.today(), settings.default_country, matches)


def _duplicate_figures(
    workspace: Workspace, settings: Config, options: AuditOptions, rules: Sequence[Rule]
) -> DuplicateFigures | None:
    """Figures on what the rules on duplicates found; None where there are no such rules."""
    if not _search_duplicates(rules):
        return None
    from mopsctl.matching.duplicate_metrics import duplicate_figures
    from mopsctl.matching.merge_cost import CostModel
    from mopsctl.matching.workspace_search import shared_by_rules

    found = shared_by_rules(workspace)
    if found is None:
        return None
    said = settings.dedupe
    cost = CostModel(said.cost_per_record, said.minutes_per_merge, said.currency or CostModel().currency)
    return duplicate_figures(found, cost, options.redact)


def _search_duplicates(rules: Sequence[Rule]) -> bool:
    return any(rule.kind.name == Duplicate.name for rule in rules)
