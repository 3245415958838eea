"""The parts of a result as pandas frames, with the same columns and dtypes however little was found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from mopsctl.findings import Severity
from mopsctl.results import AuditResult

if TYPE_CHECKING:
    import pandas as pd

    from mopsctl.suggesting.suggest import Suggestions

GRAVITY = sorted((severity for severity in Severity), key=lambda severity: severity.rank)

Types = Mapping[str, str]

FINDINGS: Types = {
    "rule": "category",
    "severity": "category",
    "dimension": "category",
    "object": "category",
    "record_id": "string",
    "field": "category",
    "value": "string",
    "message": "string",
    "suggestion": "string",
    "confidence": "float64",
    "path": "category",
    "sheet": "category",
    "line": "Int64",
    "fingerprint": "string",
}
"""Of `findings`: the columns of the CSV report. ``severity`` is ordered: info < warning < error."""
SCORES: Types = {
    "object": "category",
    "dimension": "category",
    "score": "float64",
    "share": "float64",
    "checked": "int64",
    "failed": "int64",
    "object_score": "float64",
}
RULES: Types = {
    "rule": "string",
    "title": "string",
    "kind": "category",
    "object": "category",
    "dimension": "category",
    "severity": "category",
    "fields": "string",
    "tags": "string",
    "checked": "int64",
    "failed": "int64",
    "known": "int64",
    "pass_rate": "float64",
    "points": "float64",
    "why": "string",
    "fix": "string",
    "effort": "category",
}
RECOMMENDATIONS: Types = {
    "title": "string",
    "action": "string",
    "why": "string",
    "effort": "category",
    "object": "category",
    "records": "int64",
    "points": "float64",
    "rules": "string",
}
FIELDS: Types = {
    "object": "category",
    "path": "category",
    "field": "string",
    "header": "string",
    "mapped": "bool",
    "kind": "category",
    "rows": "int64",
    "filled": "int64",
    "usable": "int64",
    "distinct": "int64",
    "min_length": "int64",
    "max_length": "int64",
}
SEGMENTS: Types = {
    "object": "category",
    "field": "category",
    "value": "string",
    "rows": "int64",
    "completeness": "float64",
    "score": "float64",
    "path": "category",
}
METRICS: Types = {"name": "string", "value": "float64", "unit": "category"}
SOURCES: Types = {
    "path": "string",
    "sheet": "string",
    "object": "category",
    "origin": "category",
    "rows": "int64",
    "columns": "int64",
    "skipped_rows": "int64",
}
NOT_CHECKED: Types = {"rule": "string", "object": "category", "path": "string", "reason": "string"}
SUGGESTIONS: Types = {
    "rule": "string",
    "object": "category",
    "kind": "category",
    "fields": "string",
    "where": "string",
    "title": "string",
    "severity": "category",
    "checked": "int64",
    "failed": "int64",
    "support": "float64",
}


def findings(result: AuditResult) -> pd.DataFrame:
    """A row a finding, in the order of tables, rules and records; see `FINDINGS`."""
    import pandas as pd
    import pyarrow as pa

    from mopsctl.engine.finding_batches import SCHEMA

    table = pa.Table.from_batches(result.batches(None), SCHEMA).unify_dictionaries()
    dtypes: dict[pa.DataType, Any] = {pa.string(): pd.StringDtype(), pa.int64(): pd.Int64Dtype()}
    return _ordered(table.to_pandas(types_mapper=dtypes.get))


def scores(result: AuditResult) -> pd.DataFrame:
    """A row an object and dimension; ``share`` is the dimension's part of the ``object_score``; see `SCORES`."""
    return _frame(
        (
            {**_columns(part, SCORES), "object": scored.object, "object_score": scored.score}
            for scored in result.scorecard.objects
            for part in scored.dimensions
        ),
        SCORES,
    )


def rules(result: AuditResult) -> pd.DataFrame:
    """A row a checked rule and object, with the ``points`` that its failures take from the score; see `RULES`.

    ``failed`` are its findings, ``known`` those that are left out because a baseline has them.
    """
    return _ordered(_frame(({**_columns(rule, RULES), "rule": rule.id} for rule in result.rules), RULES))


def recommendations(result: AuditResult) -> pd.DataFrame:
    """A row an action, the most rewarding first; see `RECOMMENDATIONS`."""
    return _frame((_columns(todo, RECOMMENDATIONS) for todo in result.recommendations), RECOMMENDATIONS)


def fields(result: AuditResult) -> pd.DataFrame:
    """A row a column of the source; ``usable`` cells are neither empty nor a placeholder; see `FIELDS`."""
    return _frame((_columns(field, FIELDS) for field in result.fields), FIELDS)


def segments(result: AuditResult) -> pd.DataFrame:
    """A row a value of a field by which an object is cut; see `SEGMENTS`."""
    return _frame(
        (
            {
                **_columns(value, SEGMENTS),
                **_columns(segment, {k: SEGMENTS[k] for k in ("object", "field", "path")}),
            }
            for segment in result.segments
            for value in segment.values
        ),
        SEGMENTS,
    )


def metrics(result: AuditResult) -> pd.DataFrame:
    """A row a named figure, such as ``contact.duplicate_rate``; see `METRICS`."""
    return _frame((_columns(metric, METRICS) for metric in result.metrics), METRICS)


def sources(result: AuditResult) -> pd.DataFrame:
    """A row a file or sheet that was read; see `SOURCES`."""
    return _frame((_columns(source, SOURCES) for source in result.sources), SOURCES)


def not_checked(result: AuditResult) -> pd.DataFrame:
    """A row a rule that was not checked somewhere, and why; see `NOT_CHECKED`."""
    return _frame((_columns(skipped, NOT_CHECKED) for skipped in result.not_checked), NOT_CHECKED)


def suggestions(learned: Suggestions) -> pd.DataFrame:
    """A row a learned rule; ``support`` is the share (0-1) of the checked records that surely keep to it."""
    rows = (
        {**_columns(rule.proposal, SUGGESTIONS), **_columns(rule, SUGGESTIONS), "rule": rule.id}
        for rule in learned.rules
    )
    return _ordered(_frame(rows, SUGGESTIONS))


def _columns(item: Any, types: Types) -> dict[str, Any]:
    """The named attributes that an item has, as plain values."""
    return {name: _plain(getattr(item, name)) for name in types if hasattr(item, name)}


def _plain(value: Any) -> Any:
    """Several values as one text, and a word of an enumeration as text."""
    if isinstance(value, tuple):
        return ", ".join(value)
    return value.value if isinstance(value, StrEnum) else value


def _frame(rows: Iterable[dict[str, Any]], types: Types) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(list(rows), columns=list(types)).astype(dict(types))


def _ordered(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with its severities in the order of their gravity."""
    import pandas as pd

    severity = pd.CategoricalDtype([severity.value for severity in GRAVITY], ordered=True)
    return frame.astype({"severity": severity})
