"""Tries one rule on records written by hand, through the engine that judges real sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import pyarrow as pa

from mopsctl.engine.conditions import fields_of
from mopsctl.engine.expand import EVERY
from mopsctl.engine.failing import KindFailedError, failure_of
from mopsctl.engine.kinds import Scope
from mopsctl.engine.rule import ANY_OBJECT, OTHER_OBJECT, Rule
from mopsctl.engine.run import run_rules
from mopsctl.engine.table_run import TableRun
from mopsctl.engine.violations import FindingReader
from mopsctl.findings import Finding
from mopsctl.schema.guess import guess_kind
from mopsctl.schema.headers import header_key
from mopsctl.schema.model import Detection
from mopsctl.schema.objects import find_field
from mopsctl.sources.table import LINE_COLUMN, SourceTable
from mopsctl.workspace import Workspace

Row = Mapping[str, str | None]
"""A record written by hand: texts by canonical field or header."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of it: the findings by the place (0-based) of their record; or why nothing was judged."""

    findings: dict[int, Finding] = field(default_factory=dict)
    not_checked: str | None = None


def try_rule(
    rule: Rule,
    rows: Sequence[Row],
    others: Mapping[str, Sequence[Row]] | None = None,
    scope: Scope | None = None,
    placeholders: dict[str, list[str]] | None = None,
) -> Trial:
    """Judge records by a rule, as the only table of the rule's first object.

    A field that the rule uses and no record has is there, and empty.

    :param others: the records of other tables by their object, for rules that look something up.
    :raises KindFailedError: where the rule's kind fails.
    """
    object_name = None if rule.objects[0] in (ANY_OBJECT, OTHER_OBJECT) else rule.objects[0]
    with Workspace() as workspace:
        origin = next(iter(rule.origins), None)
        _add(workspace, object_name, rows, _fields_used(rule), origin)
        for name, looked_up in (others or {}).items():
            _add(workspace, name, looked_up, [], origin)
        run = run_rules(workspace, [rule], scope or Scope(date.today()), placeholders)
        return _outcome(run.tables[0], FindingReader(workspace))


def _outcome(run: TableRun, reader: FindingReader) -> Trial:
    if run.failures:
        raise KindFailedError(run.failures[0])
    if not run.outcomes:
        return Trial(not_checked=run.not_checked[0].reason)
    findings: dict[int, Finding] = {}
    for outcome in run.outcomes:
        for finding in reader.read(run, outcome):
            findings.setdefault((finding.location.line or 1) - 1, finding)
    return Trial(findings)


def named_fields(rule: Rule) -> list[str]:
    """The fields that a rule's kind looks at.

    :raises KindFailedError: where the kind cannot say.
    """
    try:
        fields = [*rule.fields, *rule.kind.optional_fields(rule.params)]
    except (Exception, SystemExit) as error:
        raise KindFailedError(failure_of(rule, error)) from error
    return fields


def _fields_used(rule: Rule) -> list[str]:
    """The fields that a rule names; none where it is about whatever columns there are."""
    conditions = fields_of(rule.where) if rule.where is not None else []
    fields = named_fields(rule)
    return conditions if any(name.startswith(EVERY) for name in fields) else [*fields, *conditions]


def _add(
    workspace: Workspace,
    object_name: str | None,
    rows: Sequence[Row],
    used: Sequence[str],
    origin: str | None,
) -> None:
    spellings: dict[str, str] = {}
    for name in [*used, *(name for row in rows for name in row)]:
        spellings.setdefault(header_key(name), name)
    headers = list(spellings.values())
    mapping = {name: i for i, name in enumerate(headers) if object_name and find_field(object_name, name)}
    detection = Detection(object_name, 1.0, origin, 1.0 if origin else 0.0, mapping)
    batch = _batch(list(spellings), rows)
    table = workspace.add(SourceTable("examples", headers, headers, iter(())), detection, [batch])
    free = [position for position in range(len(headers)) if position not in mapping.values()]
    table.guessed = {position: guess_kind(batch.column(position).to_pandas()) for position in free}


def _batch(folded_headers: Sequence[str], rows: Sequence[Row]) -> pa.RecordBatch:
    cells = [{header_key(name): text for name, text in row.items()} for row in rows]
    columns = [pa.array([row.get(header) for row in cells], pa.string()) for header in folded_headers]
    names = [f"c{position}" for position in range(len(columns))]
    lines = pa.array(range(1, len(rows) + 1), pa.int64())
    return pa.RecordBatch.from_arrays([*columns, lines], names=[*names, LINE_COLUMN])
