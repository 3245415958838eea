"""The JSON Schema (draft 2020-12) of the JSON report, for those who script against it.

Later versions of schema 1 may add keys; none goes away or changes its meaning.
"""

from __future__ import annotations

from typing import Any

from mopsctl.findings import Dimension, Severity
from mopsctl.reports.json import SCHEMA_VERSION
from mopsctl.sources.table import ProblemKind

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
TEXT_OR_NULL: Schema = {"type": ["string", "null"]}
COUNT: Schema = {"type": "integer", "minimum": 0}
LINE: Schema = {"type": ["integer", "null"], "minimum": 0}
FLAG: Schema = {"type": "boolean"}
NUMBER: Schema = {"type": "number"}
RATIO: Schema = {"type": "number", "minimum": 0, "maximum": 1}
SCORE: Schema = {"type": "number", "minimum": 0, "maximum": 100}
SCORE_OR_NULL: Schema = {"type": ["number", "null"], "minimum": 0, "maximum": 100}
SEVERITY: Schema = {"enum": [severity.value for severity in Severity]}
DIMENSION: Schema = {"enum": [dimension.value for dimension in Dimension]}


def report_schema() -> Schema:
    """The schema of ``mopsctl audit -f json``."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "mopsctl report",
        **_and_maybe(
            _described(comparison_schema(), "Where an earlier report was given to compare with."),
            schema={"const": SCHEMA_VERSION},
            command=TEXT,
            mopsctl=_described(TEXT, "Version that made the report."),
            created=_described(TEXT, "When it was made (ISO 8601)."),
            as_of=_described({"type": "string", "format": "date"}, "The day that ages are counted from."),
            redacted=_described(FLAG, "Whether personal values are masked."),
            source=_list(_source()),
            summary=_summary(),
            objects=_list(_object(object=TEXT, rows=COUNT, score=SCORE, share=RATIO)),
            scores=_list(_score()),
            metrics=_list(_object(name=TEXT, value=NUMBER, unit=TEXT)),
            rules=_list(_rule()),
            fields=_list(_field()),
            segments=_list(_segment()),
            bands=_list(_object(object=TEXT, low=COUNT, high=COUNT, rows=COUNT)),
            advice=_list(_object(object=TEXT, kind=TEXT, fields=_list(TEXT), message=TEXT)),
            recommendations=_list(_recommendation()),
            not_checked=_list(_object(rule=TEXT, object=TEXT, path=TEXT_OR_NULL, reason=TEXT)),
            problems=_list(_problem()),
            unread=_list(_object(path=TEXT, reason=TEXT, expected=FLAG)),
            suppressed=_described(_list(_suppressed()), "Findings that a suppression accepts; no score has them."),
            baseline=_described(_baseline(), "Known findings: in the score, in no list. Null without --baseline."),
            failures=_described(_list(_failure()), "Plug-ins and rules that did not work."),
            findings=_list(finding_schema()),
        ),
    }


def finding_schema() -> Schema:
    """The schema of one finding, which is one line of ``-f jsonl``."""
    return _object(
        rule=TEXT,
        severity=SEVERITY,
        dimension=DIMENSION,
        object=TEXT,
        record_id=TEXT_OR_NULL,
        field=_described(TEXT_OR_NULL, "Canonical where the column is mapped, else the source's header."),
        value=TEXT_OR_NULL,
        message=TEXT,
        suggestion=_described(TEXT_OR_NULL, "A value that would mend it."),
        confidence=_described({"type": ["number", "null"], "minimum": 0, "maximum": 1}, "Of the suggestion."),
        location=_object(path=TEXT, sheet=TEXT_OR_NULL, line=LINE, column=LINE),
        fingerprint=_described(TEXT, "Stays the same when the export is made again or re-ordered."),
    )


def comparison_schema() -> Schema:
    """The schema of what changed since an earlier report."""
    count: Schema = {"type": ["integer", "null"], "minimum": 0}
    number: Schema = {"type": ["number", "null"]}
    gone = _described(count, "Findings that are no longer there; null where the earlier report lacks some.")
    return _object(
        path=TEXT,
        created=TEXT,
        as_of=TEXT,
        score_before=SCORE_OR_NULL,
        score_after=SCORE_OR_NULL,
        findings_before=COUNT,
        findings_after=COUNT,
        rows=_list(_object(object=TEXT, before=count, after=count)),
        scores=_list(
            _object(
                object=TEXT,
                dimension=_described({"enum": [*DIMENSION["enum"], None]}, "null for the object as a whole."),
                before=SCORE_OR_NULL,
                after=SCORE_OR_NULL,
            )
        ),
        rules=_list(
            _object(
                id=TEXT,
                object=TEXT,
                title=TEXT,
                severity=SEVERITY,
                checked_before=count,
                checked_after=count,
                failed_before=count,
                failed_after=count,
                points_before=number,
                points_after=number,
                fixed=gone,
                new=count,
            )
        ),
        fixed=gone,
        new=count,
        notes=_list(_described(TEXT, "What makes the two hard to compare.")),
    )


def _and_maybe(comparison: Schema, **properties: Schema) -> Schema:
    """An object that has the properties, and a comparison or not."""
    known = _object(**properties)
    return {**known, "properties": {**known["properties"], "comparison": comparison}}


def _object(**properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _described(schema: Schema, description: str) -> Schema:
    return {**schema, "description": description}


def _source() -> Schema:
    return _object(
        path=TEXT,
        sheet=TEXT_OR_NULL,
        object=TEXT,
        known=_described(FLAG, "Whether the object is canonical."),
        origin=TEXT_OR_NULL,
        object_confidence=RATIO,
        origin_confidence=RATIO,
        evidence=_list(_object(text=TEXT, weight=RATIO)),
        rows=COUNT,
        columns=COUNT,
        format=TEXT,
        encoding=TEXT_OR_NULL,
        delimiter=TEXT_OR_NULL,
        header_line=LINE,
        mapping=_described(_map(TEXT), "Canonical field: the source's header."),
        counts=_described(_map(COUNT), f"Problems by kind: {', '.join(kind.value for kind in ProblemKind)}."),
        skipped_rows=COUNT,
    )


def _suppressed() -> Schema:
    until: Schema = {"type": ["string", "null"], "format": "date"}
    return _object(rules=_list(TEXT), reason=TEXT, until=until, count=COUNT, place=TEXT)


def _baseline() -> Schema:
    return {**_object(path=TEXT, known=COUNT, written=FLAG, pruned=COUNT), "type": ["object", "null"]}


def _failure() -> Schema:
    return _object(plugin=TEXT, rule=TEXT_OR_NULL, error=TEXT, message=TEXT)


def _map(values: Schema) -> Schema:
    return {"type": "object", "additionalProperties": values}


def _summary() -> Schema:
    return _object(findings=COUNT, error=COUNT, warning=COUNT, info=COUNT, score=SCORE_OR_NULL, grade=TEXT)


def _score() -> Schema:
    return _object(object=TEXT, dimension=DIMENSION, score=SCORE, share=RATIO, checked=COUNT, failed=COUNT)


def _rule() -> Schema:
    return _object(
        id=TEXT,
        title=TEXT,
        kind=TEXT,
        object=TEXT,
        dimension=DIMENSION,
        severity=SEVERITY,
        fields=_list(TEXT),
        tags=_list(TEXT),
        why=TEXT_OR_NULL,
        fix=TEXT_OR_NULL,
        effort=TEXT_OR_NULL,
        checked=COUNT,
        failed=_described(COUNT, "Findings; with a baseline only new ones."),
        known=_described(COUNT, "Records that break the rule and are in the baseline."),
        weight=NUMBER,
        loss=_described(NUMBER, "What its failures take from its dimension, in records."),
        points=_described(NUMBER, "What its failures take from the overall score."),
        pass_rate=RATIO,
    )


def _field() -> Schema:
    frequent = _list(_object(value=TEXT, count=COUNT))
    return _object(
        object=TEXT,
        path=TEXT,
        field=TEXT,
        header=TEXT,
        mapped=FLAG,
        kind=TEXT,
        rows=COUNT,
        filled=_described(COUNT, "Cells that are not empty."),
        usable=_described(COUNT, "Cells that are neither empty nor a placeholder."),
        distinct=COUNT,
        min_length=COUNT,
        max_length=COUNT,
        top_values=frequent,
        patterns=frequent,
    )


def _segment() -> Schema:
    value = _object(value=TEXT, rows=COUNT, completeness=SCORE_OR_NULL, score=SCORE_OR_NULL)
    return _object(
        object=TEXT,
        field=TEXT,
        label=TEXT,
        values=_list(value),
        other_values=COUNT,
        other_rows=COUNT,
        path=_described(TEXT_OR_NULL, "The table's file, where there are several tables of the object."),
    )


def _recommendation() -> Schema:
    return _object(
        title=TEXT,
        action=TEXT,
        why=TEXT,
        effort=TEXT,
        object=TEXT,
        records=COUNT,
        points=NUMBER,
        rules=_list(TEXT),
    )


def _problem() -> Schema:
    kind: Schema = {"enum": [kind.value for kind in ProblemKind]}
    return _object(path=TEXT, line=LINE, kind=kind, reason=TEXT, text=TEXT, sheet=TEXT_OR_NULL)
