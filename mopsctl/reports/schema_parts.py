"""Parts that the JSON Schemas of several reports have."""

from __future__ import annotations

from mopsctl.reports.schema_words import (
    COUNT,
    FLAG,
    LINE,
    RATIO,
    TEXT,
    TEXT_OR_NULL,
    Schema,
    a_list,
    a_map,
    an_object,
    described,
)
from mopsctl.sources.table import ProblemKind


def source_schema() -> Schema:
    """The schema of a file or sheet of the source."""
    return an_object(
        path=TEXT,
        sheet=TEXT_OR_NULL,
        object=TEXT,
        known=described(FLAG, "Whether the object is canonical."),
        origin=TEXT_OR_NULL,
        object_confidence=RATIO,
        origin_confidence=RATIO,
        evidence=a_list(an_object(text=TEXT, weight=RATIO)),
        rows=COUNT,
        columns=COUNT,
        format=TEXT,
        encoding=TEXT_OR_NULL,
        delimiter=TEXT_OR_NULL,
        header_line=LINE,
        mapping=described(a_map(TEXT), "Canonical field: the source's header."),
        counts=described(a_map(COUNT), f"Problems by kind: {', '.join(kind.value for kind in ProblemKind)}."),
        skipped_rows=COUNT,
    )


def failure_schema() -> Schema:
    """The schema of a plug-in or rule that did not work."""
    return an_object(plugin=TEXT, rule=TEXT_OR_NULL, error=TEXT, message=TEXT)
