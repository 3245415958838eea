"""The JSON Schema (draft 2020-12) of the JSON report, for those who script against it.

Later versions of schema 1 may add keys; none goes away or changes its meaning.
"""

from __future__ import annotations

from mopsctl.reports.json import SCHEMA_VERSION
from mopsctl.reports.schema_comparison import comparison_schema
from mopsctl.reports.schema_duplicates import figures_schema
from mopsctl.reports.schema_parts import failure_schema, source_schema
from mopsctl.reports.schema_words import (
    COUNT,
    DIMENSION,
    FLAG,
    LINE,
    NUMBER,
    RATIO,
    SCORE,
    SCORE_OR_NULL,
    SEVERITY,
    TEXT,
    TEXT_OR_NULL,
    Schema,
    a_list,
    an_object,
    described,
)
from mopsctl.sources.table import ProblemKind


def report_schema() -> Schema:
    """The schema of ``mopsctl audit -f json``."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "mopsctl report",
        **_and_maybe(
            described(comparison_schema(), "Where an earlier report was given to compare with."),
            schema={"const": SCHEMA_VERSION},
            command=TEXT,
            mopsctl=described(TEXT, "Version that made the report."),
            created=described(TEXT, "When it was made (ISO 8601)."),
            as_of=described({"type": "string", "format": "date"}, "The day that ages are counted from."),
            redacted=described(FLAG, "Whether personal values are masked."),
            source=a_list(source_schema()),
            summary=_summary(),
            objects=a_list(an_object(object=TEXT, rows=COUNT, score=SCORE, share=RATIO)),
            scores=a_list(_score()),
            metrics=a_list(an_object(name=TEXT, value=NUMBER, unit=TEXT)),
            rules=a_list(_rule()),
            fields=a_list(_field()),
            segments=a_list(_segment()),
            bands=a_list(an_object(object=TEXT, low=COUNT, high=COUNT, rows=COUNT)),
            advice=a_list(an_object(object=TEXT, kind=TEXT, fields=a_list(TEXT), message=TEXT)),
            recommendations=a_list(_recommendation()),
            not_checked=a_list(an_object(rule=TEXT, object=TEXT, path=TEXT_OR_NULL, reason=TEXT)),
            problems=a_list(_problem()),
            unread=a_list(an_object(path=TEXT, reason=TEXT, expected=FLAG)),
            suppressed=described(
                a_list(_suppressed()), "Findings that a suppression accepts; no score has them."
            ),
            baseline=described(
                _baseline(), "Known findings: in the score, in no list. Null without --baseline."
            ),
            duplicates=described(figures_schema(), "Null where no rule searched for duplicates."),
            failures=described(a_list(failure_schema()), "Plug-ins and rules that did not work."),
            findings=a_list(finding_schema()),
        ),
    }


def finding_schema() -> Schema:
    """The schema of one finding, which is one line of ``-f jsonl``."""
    return an_object(
        rule=TEXT,
        severity=SEVERITY,
        dimension=DIMENSION,
        object=TEXT,
        record_id=TEXT_OR_NULL,
        field=described(TEXT_OR_NULL, "Canonical where the column is mapped, else the source's header."),
        value=TEXT_OR_NULL,
        message=TEXT,
        suggestion=described(TEXT_OR_NULL, "A value that would mend it."),
        confidence=described({"type": ["number", "null"], "minimum": 0, "maximum": 1}, "Of the suggestion."),
        location=an_object(path=TEXT, sheet=TEXT_OR_NULL, line=LINE, column=LINE),
        fingerprint=described(TEXT, "Stays the same when the export is made again or re-ordered."),
    )


def _and_maybe(comparison: Schema, **properties: Schema) -> Schema:
    """An object that has the properties, and a comparison or not."""
    known = an_object(**properties)
    return {**known, "properties": {**known["properties"], "comparison": comparison}}


def _suppressed() -> Schema:
    until: Schema = {"type": ["string", "null"], "format": "date"}
    return an_object(rules=a_list(TEXT), reason=TEXT, until=until, count=COUNT, place=TEXT)


def _baseline() -> Schema:
    return {**an_object(path=TEXT, known=COUNT, written=FLAG, pruned=COUNT), "type": ["object", "null"]}


def _summary() -> Schema:
    return an_object(findings=COUNT, error=COUNT, warning=COUNT, info=COUNT, score=SCORE_OR_NULL, grade=TEXT)


def _score() -> Schema:
    return an_object(object=TEXT, dimension=DIMENSION, score=SCORE, share=RATIO, checked=COUNT, failed=COUNT)


def _rule() -> Schema:
    return an_object(
        id=TEXT,
        title=TEXT,
        kind=TEXT,
        object=TEXT,
        dimension=DIMENSION,
        severity=SEVERITY,
        fields=a_list(TEXT),
        tags=a_list(TEXT),
        why=TEXT_OR_NULL,
        fix=TEXT_OR_NULL,
        effort=TEXT_OR_NULL,
        checked=COUNT,
        failed=described(COUNT, "Findings; with a baseline only new ones."),
        known=described(COUNT, "Records that break the rule and are in the baseline."),
        weight=NUMBER,
        loss=described(NUMBER, "What its failures take from its dimension, in records."),
        points=described(NUMBER, "What its failures take from the overall score."),
        pass_rate=RATIO,
    )


def _field() -> Schema:
    frequent = a_list(an_object(value=TEXT, count=COUNT))
    return an_object(
        object=TEXT,
        path=TEXT,
        field=TEXT,
        header=TEXT,
        mapped=FLAG,
        kind=TEXT,
        rows=COUNT,
        filled=described(COUNT, "Cells that are not empty."),
        usable=described(COUNT, "Cells that are neither empty nor a placeholder."),
        distinct=COUNT,
        min_length=COUNT,
        max_length=COUNT,
        top_values=frequent,
        patterns=frequent,
    )


def _segment() -> Schema:
    value = an_object(value=TEXT, rows=COUNT, completeness=SCORE_OR_NULL, score=SCORE_OR_NULL)
    return an_object(
        object=TEXT,
        field=TEXT,
        label=TEXT,
        values=a_list(value),
        other_values=COUNT,
        other_rows=COUNT,
        path=described(TEXT_OR_NULL, "The table's file, where there are several tables of the object."),
    )


def _recommendation() -> Schema:
    return an_object(
        title=TEXT,
        action=TEXT,
        why=TEXT,
        effort=TEXT,
        object=TEXT,
        records=COUNT,
        points=NUMBER,
        rules=a_list(TEXT),
    )


def _problem() -> Schema:
    kind: Schema = {"enum": [kind.value for kind in ProblemKind]}
    return an_object(path=TEXT, line=LINE, kind=kind, reason=TEXT, text=TEXT, sheet=TEXT_OR_NULL)
