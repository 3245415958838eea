"""How each file of the source was read, and what it was taken for."""

from __future__ import annotations

from dataclasses import replace

from mopsctl.auditing.redaction import mask_text
from mopsctl.results import SourceReport
from mopsctl.sources.table import ReadProblem
from mopsctl.workspace import Part, Table, Workspace


def source_reports(workspace: Workspace) -> list[SourceReport]:
    """A report for each file or sheet, in the order they were read within their tables."""
    return [_report(table, part) for table in workspace.tables for part in table.parts]


def read_problems(workspace: Workspace, redact: bool) -> list[ReadProblem]:
    """The places that could not be read as they stand; where redacted, without the text there."""
    found = [
        problem for table in workspace.tables for part in table.parts for problem in part.source.problems
    ]
    if not redact:
        return found
    return [replace(problem, text=mask_text(problem.text)) for problem in found]


def _report(table: Table, part: Part) -> SourceReport:
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
