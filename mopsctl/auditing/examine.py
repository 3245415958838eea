"""The verbs on a source: audit it, score how complete it is, or tell what is in it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from mopsctl import __version__
from mopsctl.auditing.assess import Assessment, assess
from mopsctl.auditing.detail import Detail, detail_of
from mopsctl.auditing.drilldown import drill_of
from mopsctl.auditing.metrics import metrics
from mopsctl.auditing.options import AuditOptions
from mopsctl.auditing.recommend import recommendations
from mopsctl.auditing.source_reports import read_problems, source_reports
from mopsctl.auditing.suppression_findings import suppressed_reports, suppression_rules
from mopsctl.engine.outcomes import all_finding_batches, all_findings, not_checked_reports, rule_reports
from mopsctl.engine.rule import Rule
from mopsctl.engine.score import scorecard, with_points
from mopsctl.findings import Dimension
from mopsctl.progress import Progress, Silent
from mopsctl.results import AuditResult, UnreadFile
from mopsctl.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from mopsctl.config import Config


PROFILE = "profile"


def audit(
    source: str | Path | pd.DataFrame,
    config: Config | Path | str | None = None,
    options: AuditOptions | None = None,
    progress: Progress | None = None,
    stdin: BinaryIO | None = None,
) -> AuditResult:
    """Audit a file, a folder of exports, or a pandas frame.

    :param config: a configuration or its file; by default the nearest mopsctl.yaml, else the default pack.
    :raises SourceError: where nothing can be read.
    :raises ConfigError: for a mistake in the rules.
    """
    return _examine("audit", source, config, options, progress, stdin)


def score_completeness(
    source: str | Path | pd.DataFrame,
    config: Config | Path | str | None = None,
    options: AuditOptions | None = None,
    progress: Progress | None = None,
    stdin: BinaryIO | None = None,
) -> AuditResult:
    """Score only how complete the records are: the rules of the completeness dimension, fields and segments."""
    return _examine("score completeness", source, config, options, progress, stdin, _is_completeness)


def profile(
    source: str | Path | pd.DataFrame,
    config: Config | Path | str | None = None,
    options: AuditOptions | None = None,
    progress: Progress | None = None,
    stdin: BinaryIO | None = None,
) -> AuditResult:
    """Tell what is in a source: objects, origins, fields with their fill, values and shapes; nothing is judged."""
    return _examine(PROFILE, source, config, options, progress, stdin, lambda rule: False)


def _is_completeness(rule: Rule) -> bool:
    return rule.dimension is Dimension.COMPLETENESS


def _examine(
    command: str,
    source: str | Path | pd.DataFrame,
    config: Config | Path | str | None,
    options: AuditOptions | None,
    progress: Progress | None,
    stdin: BinaryIO | None,
    wanted: Callable[[Rule], bool] | None = None,
) -> AuditResult:
    started = time.monotonic()
    options, progress = options or AuditOptions(), progress or Silent()
    assessment = assess(source, config, options, progress, stdin, wanted)
    detail = detail_of(assessment, options, progress, shapes=command == PROFILE)
    result = _result(command, assessment, options, detail)
    result.seconds = time.monotonic() - started
    return result


def _result(command: str, assessment: Assessment, options: AuditOptions, detail: Detail) -> AuditResult:
    workspace, run = assessment.workspace, assessment.run
    uses, baseline = assessment.accepted.uses, assessment.accepted.baseline
    reports = rule_reports(workspace, run, options.examples)
    card = scorecard(reports, _rows(workspace))
    own = suppression_rules(uses, assessment.rules, options.ignore)
    reports = [*with_points(reports, card), *own]
    failures = list(assessment.failures)
    reader = replace(assessment.reader, failures=failures)
    return AuditResult(
        command=command,
        version=__version__,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        as_of=run.scope.as_of,
        source=assessment.source,
        seconds=0.0,
        scorecard=card,
        sources=source_reports(workspace),
        unread=[UnreadFile(failure.path, failure.reason, failure.skipped) for failure in assessment.unread],
        problems=read_problems(workspace, options.redact),
        rules=reports,
        not_checked=not_checked_reports(run),
        fields=detail.fields,
        segments=detail.segments,
        bands=detail.bands,
        advice=detail.advice,
        recommendations=recommendations(reports),
        metrics=metrics(card, reports, detail.fields, workspace.tables, assessment.duplicates),
        stream=partial(all_findings, run, reader, own),
        batches=partial(all_finding_batches, run, reader, own),
        redacted=options.redact,
        suppressed=suppressed_reports(uses),
        baseline=baseline,
        failures=failures,
        duplicates=assessment.duplicates,
        drill=partial(drill_of, assessment, detail.segments, options.redact),
    )


def _rows(workspace: Workspace) -> dict[str, int]:
    rows: dict[str, int] = {}
    for table in workspace.tables:
        rows[table.object] = rows.get(table.object, 0) + table.rows
    return rows
