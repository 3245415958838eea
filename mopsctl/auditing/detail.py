"""What is found out of the tables beside their rules: fields, segments, completeness of records, advice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from mopsctl.auditing.advice import table_advice
from mopsctl.auditing.assess import Assessment
from mopsctl.auditing.options import AuditOptions
from mopsctl.auditing.owners import owner_names
from mopsctl.auditing.profiling import field_reports
from mopsctl.auditing.redaction import hide_secrets, mask_text, mask_value
from mopsctl.engine.bands import completeness_bands
from mopsctl.engine.segments import default_segments, has_segment, segment_report
from mopsctl.engine.table_run import TableRun
from mopsctl.engine.violations import label_of
from mopsctl.progress import Progress
from mopsctl.results import CompletenessBand, FieldAdvice, FieldReport, SegmentReport
from mopsctl.workspace import Table, Workspace


@dataclass(slots=True)
class Detail:
    """What is found out of the tables beside their rules."""

    fields: list[FieldReport] = field(default_factory=list)
    segments: list[SegmentReport] = field(default_factory=list)
    bands: list[CompletenessBand] = field(default_factory=list)
    advice: list[FieldAdvice] = field(default_factory=list)


def detail_of(assessment: Assessment, options: AuditOptions, progress: Progress, shapes: bool) -> Detail:
    """Fields, segments, bands and advice of every table; ``shapes`` asks for the forms of values, too."""
    detail = Detail()
    workspace = assessment.workspace
    mask = mask_value if options.redact else hide_secrets
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
