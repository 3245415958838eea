"""The JSON Schema of what changed since an earlier report, a part of the report's."""

from __future__ import annotations

from mopsctl.reports.schema_words import (
    COUNT,
    COUNT_OR_NULL,
    DIMENSION,
    NUMBER_OR_NULL,
    SCORE_OR_NULL,
    SEVERITY,
    TEXT,
    Schema,
    a_list,
    an_object,
    described,
)

_GONE = described(
    COUNT_OR_NULL, "Findings that are no longer there; null where the earlier report lacks some."
)


def comparison_schema() -> Schema:
    """The schema of what changed since an earlier report."""
    return an_object(
        path=TEXT,
        created=TEXT,
        as_of=TEXT,
        score_before=SCORE_OR_NULL,
        score_after=SCORE_OR_NULL,
        findings_before=COUNT,
        findings_after=COUNT,
        rows=a_list(an_object(object=TEXT, before=COUNT_OR_NULL, after=COUNT_OR_NULL)),
        scores=a_list(_score()),
        rules=a_list(_rule()),
        fixed=_GONE,
        new=COUNT_OR_NULL,
        notes=a_list(described(TEXT, "What makes the two hard to compare.")),
    )


def _score() -> Schema:
    return an_object(
        object=TEXT,
        dimension=described({"enum": [*DIMENSION["enum"], None]}, "null for the object as a whole."),
        before=SCORE_OR_NULL,
        after=SCORE_OR_NULL,
    )


def _rule() -> Schema:
    return an_object(
        id=TEXT,
        object=TEXT,
        title=TEXT,
        severity=SEVERITY,
        checked_before=COUNT_OR_NULL,
        checked_after=COUNT_OR_NULL,
        failed_before=COUNT_OR_NULL,
        failed_after=COUNT_OR_NULL,
        points_before=NUMBER_OR_NULL,
        points_after=NUMBER_OR_NULL,
        fixed=_GONE,
        new=COUNT_OR_NULL,
    )
