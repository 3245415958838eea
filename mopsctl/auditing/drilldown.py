"""What lies behind the numbers of an audit, worked out when a report asks for it."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from mopsctl.auditing.assess import Assessment
from mopsctl.auditing.crm_records import crm_records
from mopsctl.auditing.owners import owner_names
from mopsctl.auditing.profiling import column_shapes
from mopsctl.auditing.redaction import mask_text, mask_value
from mopsctl.drill import (
    CrmRecords,
    Drill,
    FieldDetail,
    FieldFill,
    FieldKey,
    FileFailures,
    RuleDetail,
    RuleKey,
    SegmentFailures,
    ValueFailures,
)
from mopsctl.engine.gathering import Cut, Pairs, cut_marks, marks_by_part, renamed, unevenness
from mopsctl.engine.rule import Rule
from mopsctl.engine.segments import EMPTY
from mopsctl.engine.table_run import Outcome, TableRun
from mopsctl.engine.violations import label_of
from mopsctl.results import CREATED_MONTH, SegmentReport
from mopsctl.workspace import Table, Workspace

MOST_SEGMENTS, MOST_VALUES = 2, 5
"""Fields by which a rule's or a column's numbers are cut, and values of each."""
LEAST_UNEVENNESS = 0.15
"""Below it (Cramér's V), parts differ too little to tell where failures gather."""
LONGEST_PARAMETER = 200


@dataclass(frozen=True, slots=True)
class _TableParts:
    """A table's run, cut in every way that the details need; ``named`` is its file where that must be said."""

    run: TableRun
    named: str | None
    by_part: Mapping[int, Pairs]
    cuts: Sequence[Cut]
    crm: Mapping[str, CrmRecords]


def drill_of(assessment: Assessment, segments: Sequence[SegmentReport], redact: bool) -> Drill:
    """The details of every rule and column; a few more passes over the tables.

    :param segments: what the tables are cut by.
    """
    workspace = assessment.workspace
    rules: dict[RuleKey, RuleDetail] = {}
    fields: dict[FieldKey, FieldDetail] = {}
    for run in assessment.run.tables:
        parts = _TableParts(
            run,
            _path(run.table) if len(workspace.of_object(run.table.object)) > 1 else None,
            marks_by_part(workspace, run) if len(run.table.parts) > 1 and run.outcomes else {},
            _cuts(workspace, run, segments, redact),
            crm_records(workspace, run, assessment.run.scope),
        )
        for outcome in run.outcomes:
            key = (outcome.rule.id, run.table.object)
            rules[key] = _joined(rules.get(key), _rule_detail(parts, outcome))
        fields.update(_field_details(workspace, parts))
    return Drill(rules, fields)


def _cuts(workspace: Workspace, run: TableRun, segments: Sequence[SegmentReport], redact: bool) -> list[Cut]:
    table = run.table
    own = (_path(table), None)
    names = [segment.field for segment in segments if segment.object == table.object and segment.path in own]
    failed = [outcome for outcome in run.outcomes if outcome.failed]
    cuts = cut_marks(workspace, run, names, failed)
    return [renamed(cut, _namer(workspace, table, cut.field, redact)) for cut in cuts]


def _namer(workspace: Workspace, table: Table, field: str, redact: bool) -> Callable[[str], str]:
    """How the values of a segment are shown, as the report of segments shows them."""
    owners = owner_names(workspace, table) if field == "owner_id" else {}

    def name_of(value: str) -> str:
        if value in owners:
            return mask_text(owners[value]) if redact else owners[value]
        return (mask_value(table, field, value) if redact else value) or EMPTY

    return name_of


def _rule_detail(parts: _TableParts, outcome: Outcome) -> RuleDetail:
    rule = outcome.rule
    crm = parts.crm.get(outcome.column)
    return RuleDetail(
        checks=_checks(rule),
        parameters=tuple(_parameters(rule)),
        where=rule.keys.where,
        source=rule.keys.source,
        files=tuple(_files(parts, outcome)) if outcome.failed else (),
        segments=tuple(_segments(parts, outcome)) if outcome.failed else (),
        crm=(crm,) if crm is not None else (),
    )


def _joined(known: RuleDetail | None, more: RuleDetail) -> RuleDetail:
    """A rule's details over several tables of its object."""
    if known is None:
        return more
    return RuleDetail(
        known.checks, known.parameters, known.where, known.source,
        known.files + more.files, known.segments + more.segments, known.crm + more.crm,
    )  # fmt: skip


def _checks(rule: Rule) -> str:
    """The first paragraph of the kind's own description."""
    first = (inspect.getdoc(type(rule.kind)) or "").split("\n\n")[0]
    return " ".join(first.replace("`", "").split())


def _parameters(rule: Rule) -> list[tuple[str, str]]:
    written = rule.params.model_dump(exclude_defaults=True)
    return [(name.replace("_", " "), _as_text(value)) for name, value in written.items() if value != []]


def _as_text(value: Any) -> str:
    if isinstance(value, list | tuple):
        text = ", ".join(map(_as_text, value))
    else:
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= LONGEST_PARAMETER else f"{text[:LONGEST_PARAMETER]}…"


def _files(parts: _TableParts, outcome: Outcome) -> list[FileFailures]:
    sources = [part.source for part in parts.run.table.parts]
    if not parts.by_part:
        return [FileFailures(sources[0].path, sources[0].sheet, outcome.checked, outcome.failed)]
    marks = {part: pairs[outcome.column] for part, pairs in parts.by_part.items()}
    return [
        FileFailures(sources[part].path, sources[part].sheet, *marks[part])
        for part in sorted(marks, key=lambda part: -marks[part][1])
        if marks[part][1]
    ]


def _segments(parts: _TableParts, outcome: Outcome) -> list[SegmentFailures]:
    """The fields by whose values the failures are most uneven."""
    found: list[tuple[float, SegmentFailures]] = []
    for cut in parts.cuts:
        if cut.field in outcome.fields:
            continue
        marks = {value: pairs[outcome.column] for value, pairs in cut.marks.items()}
        uneven = unevenness(list(marks.values()))
        if uneven >= LEAST_UNEVENNESS:
            found.append((uneven, replace(_segment(parts.run.table, cut.field, marks), path=parts.named)))
    found.sort(key=lambda pair: -pair[0])
    return [segment for _, segment in found[:MOST_SEGMENTS]]


def _segment(table: Table, field: str, marks: Pairs) -> SegmentFailures:
    failing = [(value, *pair) for value, pair in marks.items() if pair[1]]
    failing.sort(key=lambda item: (-item[2], item[0]))
    values = tuple(ValueFailures(*item) for item in failing[:MOST_VALUES])
    return SegmentFailures(_cut_label(table, field), values, len(failing) - len(values))


def _field_details(workspace: Workspace, parts: _TableParts) -> dict[FieldKey, FieldDetail]:
    table = parts.run.table
    shapes = column_shapes(workspace, table)
    details = {}
    for fill in parts.run.columns:
        field = table.field_at(fill.position)
        partly = 0 < fill.usable < table.rows
        fills = _fills(parts, fill.position) if partly else ()
        details[table.object, _path(table), field] = FieldDetail(shapes[fill.position], fills)
    return details


def _fills(parts: _TableParts, position: int) -> tuple[tuple[str, tuple[FieldFill, ...]], ...]:
    """The fields by whose values a column's fill is most uneven."""
    table, found = parts.run.table, []
    for cut in parts.cuts:
        if cut.field == table.field_at(position):
            continue
        counts = [(value, cut.rows[value], pairs[f"m{position}"][1]) for value, pairs in cut.marks.items()]
        uneven = unevenness([(rows, usable) for _, rows, usable in counts])
        if uneven >= LEAST_UNEVENNESS:
            counts.sort(key=lambda item: (-item[1], item[0]))
            fills = tuple(FieldFill(*item) for item in counts[:MOST_VALUES])
            found.append((uneven, (_cut_label(table, cut.field), fills)))
    found.sort(key=lambda pair: -pair[0])
    return tuple(fills for _, fills in found[:MOST_SEGMENTS])


def _path(table: Table) -> str:
    return table.parts[0].source.path


def _cut_label(table: Table, field: str) -> str:
    known = {CREATED_MONTH: "Month created", "owner_id": "Owner"}
    return known.get(field) or label_of(table, field)
