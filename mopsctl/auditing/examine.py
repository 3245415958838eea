"""The main verb: read a source, judge it by the rules, score it, and say what to do first."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO

from mopsctl import __version__
from mopsctl.auditing.advice import table_advice
from mopsctl.auditing.assess import Assessment, assess
from mopsctl.auditing.metrics import metrics
from mopsctl.auditing.options import AuditOptions
from mopsctl.auditing.owners import owner_names
from mopsctl.auditing.profiling import field_reports
from mopsctl.auditing.recommend import recommendations
from mopsctl.auditing.redaction import mask_text, mask_value
from mopsctl.engine.bands import completeness_bands
from mopsctl.engine.outcomes import all_findings, not_checked_reports, rule_reports
from mopsctl.engine.rule import Rule
from mopsctl.engine.score import scorecard, with_points
from mopsctl.engine.segments import default_segments, has_segment, segment_report
from mopsctl.engine.table_run import TableRun
from mopsctl.engine.violations import FindingReader, label_of
from mopsctl.findings import Dimension, Finding
from mopsctl.progress import Progress, Silent
from mopsctl.results import (
    AuditResult,
    CompletenessBand,
    FieldAdvice,
    FieldReport,
    SegmentReport,
    SourceReport,
    UnreadFile,
)
from mopsctl.sources.table import ReadProblem
from mopsctl.workspace import Part, Table, Workspace

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from mopsctl.config import Config


PROFILE = "profile"


@dataclass(slots=True)
class _Detail:
    """What is found out of the tables beside their rules."""

    fields: list[FieldReport] = field(default_factory=list)
    segments: list[SegmentReport] = field(default_factory=list)
    bands: list[CompletenessBand] = field(default_factory=list)
    advice: list[FieldAdvice] = field(default_factory=list)


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
    detail = _detail(assessment, options, progress, shapes=command == PROFILE)
    result = _result(command, assessment, options, detail)
    result.seconds = time.monotonic() - started
    return result


def _result(command: str, assessment: Assessment, options: AuditOptions, detail: _Detail) -> AuditResult:
    workspace, run = assessment.workspace, assessment.run
    reader = FindingReader(workspace, mask_value if options.redact else None)
    reports = rule_reports(run, reader, options.examples)
    card = scorecard(reports, _rows(workspace))
    reports = with_points(reports, card)

    def stream(limit: int | None) -> Iterator[Finding]:
        return all_findings(run, reader, limit)

    return AuditResult(
        command=command,
        version=__version__,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        as_of=run.scope.as_of,
        source=assessment.source,
        seconds=0.0,
        scorecard=card,
        sources=[_source_report(table, part) for table in workspace.tables for part in table.parts],
        unread=[UnreadFile(failure.path, failure.reason, failure.skipped) for failure in assessment.failures],
        problems=_problems(workspace, options.redact),
        rules=reports,
        not_checked=not_checked_reports(run),
        fields=detail.fields,
        segments=detail.segments,
        bands=detail.bands,
        advice=detail.advice,
        recommendations=recommendations(reports),
        metrics=metrics(card, reports, detail.fields, workspace.tables),
        stream=stream,
        redacted=options.redact,
    )


def _rows(workspace: Workspace) -> dict[str, int]:
    rows: dict[str, int] = {}
    for table in workspace.tables:
        rows[table.object] = rows.get(table.object, 0) + table.rows
    return rows


def _detail(assessment: Assessment, options: AuditOptions, progress: Progress, shapes: bool) -> _Detail:
    detail = _Detail()
    workspace = assessment.workspace
    mask = mask_value if options.redact else None
    columns = sum(len(table.headers) for table in workspace.tables)
    progress.step("Profiling fields", total=columns, unit="fields")
    for table_run in assessment.run.tables:
        fields = field_reports(
            workspace, table_run.table, table_run.columns, mask, shapes=shapes, advance=progress.advance
        )
        detail.fields += fields
        detail.advice += table_advice(workspace, table_run, fields, assessment.rules)
        detail.bands = _summed(detail.bands, completeness_bands(workspace, table_run))
        detail.segments += _segments(workspace, table_run, options)
    return detail


def _summed(known: list[CompletenessBand], more: list[CompletenessBand]) -> list[CompletenessBand]:
    """The bands of all tables so far, those of one object added up."""
    added = {(band.object, band.low): band for band in known}
    for band in more:
        before = added.get((band.object, band.low))
        added[band.object, band.low] = replace(band, rows=band.rows + before.rows) if before else band
    return list(added.values())


def _segments(workspace: Workspace, run: TableRun, options: AuditOptions) -> Iterator[SegmentReport]:
    if not run.outcomes:
        return
    table = run.table
    for name in options.by or default_segments(table):
        if not has_segment(table, name):
            continue
        names = owner_names(workspace, table) if name == "owner_id" else {}
        segment = segment_report(workspace, run, name, label_of(table, name), names)
        if segment is not None:
            several = len(workspace.of_object(table.object)) > 1
            path = table.parts[0].source.path if several else None
            yield replace(
                _masked(segment, table, set(names.values())) if options.redact else segment, path=path
            )


def _masked(segment: SegmentReport, table: Table, people: set[str]) -> SegmentReport:
    """A segment whose values are personal, such as owners' names, without them."""
    values = [
        replace(
            v, value=mask_text(v.value) if v.value in people else mask_value(table, segment.field, v.value)
        )
        for v in segment.values
    ]
    return replace(segment, values=tuple(values))


def _source_report(table: Table, part: Part) -> SourceReport:
    source, detection = part.source, table.detection
    return SourceReport(
        path=source.path,
        sheet=source.sheet,
        object=table.object,
        known=table.known,
        origin=detection.origin,
        object_confidence=detection.object_confidence,
        origin_confidence=detection.origin_confidence,
        evidence=detection.evidence,
        rows=part.rows,
        columns=len(table.headers),
        format=source.format,
        encoding=source.encoding,
        delimiter=source.delimiter,
        header_line=source.header_line,
        mapping={name: table.headers[position] for name, position in table.mapping.items()},
        counts=dict(source.counts),
    )


def _problems(workspace: Workspace, redact: bool) -> list[ReadProblem]:
    found = [
        problem for table in workspace.tables for part in table.parts for problem in part.source.problems
    ]
    if not redact:
        return found
    return [replace(problem, text=mask_text(problem.text)) for problem in found]
