"""The records that fail a rule, as they can be asked for in the CRM that they come from."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlglot import exp

from mopsctl.crm_filter import Condition, CrmFilter, Operator, conditions_of
from mopsctl.drill import CrmColumn, CrmRecords
from mopsctl.engine.cell import cell_text
from mopsctl.engine.crm_filters import filter_predicate, rule_filter
from mopsctl.engine.kinds import Scope
from mopsctl.engine.record import UnknownFieldError
from mopsctl.engine.table_run import Outcome, TableRun, count_true
from mopsctl.schema.api_names import api_name
from mopsctl.schema.model import ValueKind
from mopsctl.workspace import DIALECT, ROW, Workspace

MOST_IDS = 100
LONGEST_FILTERED = 255
"""Salesforce filters text fields, which hold 255 characters, and no long text areas (SOQL reference, WHERE)."""
_ID_FORMS = {
    "salesforce": re.compile(r"[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?", re.ASCII),
    "hubspot": re.compile(r"\d{1,20}", re.ASCII),
}
_ZONED = r"T.*(?:Z|[+-]\d\d:?\d\d)$"
_OWN_DATETIMES = re.compile(r"CreatedDate|LastModifiedDate|SystemModstamp|EmailBouncedDate|LastLoginDate")
_NUMBERS = (ValueKind.NUMBER, ValueKind.MONEY, ValueKind.PERCENT)
_DATES = (ValueKind.DATE, ValueKind.DATETIME)


@dataclass(frozen=True, slots=True)
class _Ask:
    """An outcome, the filter for it, that filter on our table, and its fields as the CRM knows them."""

    outcome: Outcome
    filter: CrmFilter | None = None
    predicate: exp.Expr | None = None
    columns: Mapping[str, CrmColumn] = field(default_factory=dict)


def crm_records(workspace: Workspace, run: TableRun, scope: Scope) -> dict[str, CrmRecords]:
    """The records that fail each rule of a table by the rule's column; none for a table of no CRM that we know."""
    form = _ID_FORMS.get(run.table.origin or "")
    if form is None or not run.table.known or "id" not in run.table.mapping:
        return {}
    styles = _date_styles(workspace, run)
    asks = [_asked(run, outcome, scope, styles) for outcome in run.outcomes if outcome.failed]
    if not asks:
        return {}
    columns = [column for ask in asks for column in _answers(run, ask)]
    row, width = _query(workspace, run, columns)[0], len(columns) // len(asks)
    answers = (row[width * at : width * (at + 1)] for at in range(len(asks)))
    return {
        ask.outcome.column: _records(run, ask, form, *answer)
        for ask, answer in zip(asks, answers, strict=True)
    }


def _answers(run: TableRun, ask: _Ask) -> list[exp.Expr]:
    """What is asked of our table about a filter.

    How many records it finds that keep to the rule, how long its longest text is, how many broken ones it misses,
    the first ids of those, and of all broken ones.
    """
    broken = exp.func("COALESCE", exp.column(ask.outcome.column, "m"), exp.false())
    if ask.predicate is None:
        count = exp.Literal.number(ask.outcome.failed)
        return [exp.Literal.number(0), exp.Literal.number(0), count, exp.null(), _first_ids(run, broken)]
    missed = exp.and_(broken, exp.not_(ask.predicate))
    lengths = [exp.Length(this=run.record.text(field)) for field in ask.columns]
    return [
        count_true(exp.and_(ask.predicate, exp.not_(broken))),
        exp.Max(this=exp.func("GREATEST", exp.Literal.number(0), *lengths)),
        count_true(missed),
        _first_ids(run, missed),
        _first_ids(run, broken),
    ]


def _first_ids(run: TableRun, wanted: exp.Expr) -> exp.Expr:
    number, row = exp.Literal.number(MOST_IDS), exp.column(ROW, "m")
    first = exp.func("ARG_MIN", run.record.text("id"), row, number, dialect=DIALECT)
    return exp.Filter(this=first, expression=exp.Where(this=wanted.copy()))


def _records(
    run: TableRun, ask: _Ask, form: re.Pattern[str], wrong: int, longest: int, missed: int,
    missed_ids: list[str] | None, all_ids: list[str] | None,
) -> CrmRecords:  # fmt: skip
    failed = ask.outcome.failed
    useful = ask.filter is not None and not wrong and longest <= LONGEST_FILTERED and missed < failed
    left, ids = (missed, missed_ids) if useful else (failed, all_ids)
    shown = tuple(text for text in ids or () if form.fullmatch(text))
    return CrmRecords(
        origin=run.table.origin or "",
        object=run.table.object,
        path=run.table.parts[0].source.path,
        failed=failed,
        filter=ask.filter if useful else None,
        columns=ask.columns if useful else {},
        ids=shown,
        left=left - len(shown),
    )


def _asked(run: TableRun, outcome: Outcome, scope: Scope, styles: Mapping[str, str]) -> _Ask:
    wanted = rule_filter(outcome.rule, scope)
    if wanted is None:
        return _Ask(outcome)
    try:
        columns = {one.field: _column(run, one, styles) for one in conditions_of(wanted)}
        predicate = filter_predicate(wanted, run.record)
    except UnknownFieldError:
        return _Ask(outcome)
    known = {field: column for field, column in columns.items() if column is not None}
    if len(known) < len(columns):
        return _Ask(outcome)
    return _Ask(outcome, wanted, predicate, known)


def _column(run: TableRun, condition: Condition, styles: Mapping[str, str]) -> CrmColumn | None:
    """The column of a condition; None where the CRM cannot be asked for it as our table can."""
    table, vendor = run.table, run.table.origin or ""
    kind = run.record.value_kind(condition.field)
    position = table.position_of(condition.field)
    canonical = table.field_at(position)
    name = api_name(vendor, table.object, canonical, table.headers[position])
    if name is None or kind is ValueKind.LONG_TEXT:
        return None
    if not _comparable(condition, kind, vendor, is_mapped=canonical in table.mapping):
        return None
    style = styles.get(f"c{position}", "")
    if _is_of(condition, date) and not _same_days(vendor, name, style):
        return None
    return CrmColumn(name, kind.value, style == "zoned")


def _comparable(condition: Condition, kind: ValueKind, vendor: str, is_mapped: bool) -> bool:
    """Whether the field's own type in the CRM is sure enough for its values to be written as the CRM expects them.

    HubSpot's exports hold the labels of options, its API knows them by internal names.
    """
    if not condition.values or _is_of(condition, date):
        return True
    if vendor == "hubspot":
        options = (ValueKind.PICKLIST, ValueKind.BOOLEAN, *_DATES)
        return is_mapped and kind not in options and condition.operator is not Operator.NONE_OF
    if _is_of(condition, bool) or kind is ValueKind.BOOLEAN:
        words = {str(value).lower() for value in condition.values}
        return kind is ValueKind.BOOLEAN and words <= {"true", "false"} and is_mapped
    if _is_of(condition, float) or kind in _NUMBERS:
        return _is_of(condition, float) and kind in _NUMBERS and is_mapped
    return kind not in _DATES


def _is_of(condition: Condition, kind: type) -> bool:
    return bool(condition.values) and isinstance(condition.values[0], kind)


def _same_days(vendor: str, name: str, style: str) -> bool:
    """Whether a day means the same in the export and in the CRM: days without a time, or times in UTC."""
    if style == "zoned":
        return vendor == "salesforce"
    return style == "day" and not (vendor == "salesforce" and _OWN_DATETIMES.fullmatch(name))


def _date_styles(workspace: Workspace, run: TableRun) -> dict[str, str]:
    """Of each column of dates whether its values are days, have a time and zone, or a time of an unsaid zone."""
    kinds = run.record.kinds
    positions = [position for position, kind in enumerate(kinds) if kind in _DATES]
    counts: list[exp.Expr] = []
    for position in positions:
        text = cell_text(position)
        timed = exp.func("CONTAINS", text, exp.Literal.string(":"), dialect=DIALECT)
        zoned = exp.RegexpLike(this=text.copy(), expression=exp.Literal.string(_ZONED))
        counts += [count_true(timed), count_true(zoned)]
    if not counts:
        return {}
    row = workspace.query(exp.select(*counts, copy=False).from_(run.table.name, copy=False))[0]
    pairs = zip(row[::2], row[1::2], strict=True)
    styles = ("day" if not timed else "zoned" if timed == zoned else "local" for timed, zoned in pairs)
    return {f"c{position}": style for position, style in zip(positions, styles, strict=True)}


def _query(workspace: Workspace, run: TableRun, columns: Sequence[exp.Expr]) -> list[tuple[Any, ...]]:
    same_row = exp.column(ROW, "m").eq(exp.column(ROW, "r"))
    query = exp.select(*columns, copy=False).from_(run.record.rows(*columns), copy=False)
    return workspace.query(query.join(exp.to_table(run.marks).as_("m"), on=same_row, copy=False))
