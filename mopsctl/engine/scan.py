"""One scan of a table that judges every record by every rule, and leaves its marks (`table_run`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import duckdb
import pyarrow as pa
from sqlglot import exp

from mopsctl.engine.binding import bind, of_present_fields
from mopsctl.engine.condition_error import ConditionError
from mopsctl.engine.conditions import fields_of
from mopsctl.engine.expand import expand
from mopsctl.engine.kinds import RECORDS, RowKind, RuleKind, Scope, Subject, TableKind, Tables, ValueKind
from mopsctl.engine.record import Record, UnknownFieldError
from mopsctl.engine.rule import Rule
from mopsctl.engine.table_run import ColumnFill, NotChecked, Outcome, TableRun, count_marks, count_true
from mopsctl.errors import ConfigError
from mopsctl.progress import Progress
from mopsctl.workspace import ROW, Workspace


@dataclass(frozen=True, slots=True)
class _Check:
    outcome: Outcome
    verdict: exp.Expr
    join: exp.Expr | None = None


class Scan:
    """Builds and runs the scan of one table."""

    def __init__(self, workspace: Workspace, record: Record, scope: Scope, tables: Tables) -> None:
        self._workspace = workspace
        self._record = record
        self._scope = scope
        self._tables = tables
        self._table = record.table

    def run(self, rules: Sequence[Rule], progress: Progress) -> TableRun:
        """Judge the table by the rules that are for its object."""
        result = TableRun(self._table, self._record, f"marks_{self._table.name}")
        checks: list[_Check] = []
        own = [rule for rule in rules if rule.is_for(self._table)]
        expanded = self._expanded(own, result)
        progress.step(f"Preparing {self._table.object} rules", total=len(expanded), unit="rules")
        for number, rule in enumerate(expanded):
            progress.advance(1)
            prepared = self._prepare(rule, number)
            if isinstance(prepared, NotChecked):
                result.not_checked.append(prepared)
            else:
                checks.append(prepared)
        progress.step(f"Judging {self._table.rows:,} {self._table.object} records")
        self._mark(result.marks, checks)
        self._count(result, checks)
        return result

    def _expanded(self, rules: Sequence[Rule], result: TableRun) -> list[Rule]:
        """The rules on this table's own columns; those that find none are noted as not checked."""
        expanded: list[Rule] = []
        for rule in rules:
            found = expand(rule, self._table, self._record.kinds)
            if isinstance(found, str):
                result.not_checked.append(NotChecked(rule, self._table, found))
            else:
                expanded += found
        return expanded

    def _prepare(self, rule: Rule, number: int) -> _Check | NotChecked:
        kind = rule.kind
        try:
            applies = self._applies(rule)
            column = f"v{number}"
            optional = [f for f in kind.optional_fields(rule.params) if self._table.position(f) is not None]
            outcome = Outcome(rule, self._table, column, (*rule.fields, *optional))
            for name in rule.fields:
                self._record.text(name)
            if isinstance(kind, RowKind):
                violates = kind.violates(rule.params, self._record, self._scope)
                return _Check(outcome, _verdict(applies, exp.func("COALESCE", violates, exp.false())))
            if isinstance(kind, ValueKind):
                return self._by_value(kind, outcome, applies)
            return self._by_table(kind, outcome, applies)
        except UnknownFieldError as error:
            return NotChecked(rule, self._table, f"this table has no field {error.field!r}")
        except (ConditionError, duckdb.DataError, duckdb.ProgrammingError) as error:
            raise _not_runnable(rule, error) from None

    def _applies(self, rule: Rule) -> exp.Expr:
        conditions = []
        if rule.where is not None:
            for name in fields_of(of_present_fields(rule.where, self._record)):
                self._record.text(name)
            conditions.append(bind(rule.where, self._record, self._scope.as_of))
        own = rule.kind.applies(rule.params, self._record)
        if own is not None:
            conditions.append(own)
        return exp.func("COALESCE", exp.and_(*conditions), exp.false()) if conditions else exp.true()

    def _by_value(self, kind: ValueKind, outcome: Outcome, applies: exp.Expr) -> _Check:
        rule = outcome.rule
        texts = self._texts(outcome)
        keys = [f"k{i}" for i in range(len(texts))]
        distinct = exp.select(*(exp.alias_(text, key) for text, key in zip(texts, keys, strict=True)))
        distinct = distinct.select(exp.alias_(exp.Count(this=exp.Star()), RECORDS))
        distinct = distinct.from_(self._rows(), copy=False).where(applies.copy(), copy=False).group_by(*keys)
        values = self._workspace.arrow(distinct).to_pandas()
        named = values.rename(columns=dict(zip(keys, outcome.fields, strict=True)))
        for name in kind.optional_fields(rule.params):
            if name not in named:
                named[name] = ""
        reasons = kind.judge(rule.params, named, self._scope)
        bad = values[reasons.notna().to_numpy()].assign(detail=reasons[reasons.notna()].to_numpy())
        details = self._details(outcome)
        schema = pa.schema([(key, pa.string()) for key in [*keys, "detail"]])
        self._workspace.store(details, pa.Table.from_pandas(bad, schema=schema, preserve_index=False))
        matched = [exp.column(key, details).eq(text) for key, text in zip(keys, texts, strict=True)]
        verdict = _verdict(applies, exp.not_(exp.column("detail", details).is_(exp.null())))
        return _Check(replace(outcome, details=details), verdict, exp.and_(*matched))

    def _by_table(self, kind: RuleKind, outcome: Outcome, applies: exp.Expr) -> _Check | NotChecked:
        if not isinstance(kind, TableKind):
            raise ConfigError(f"the rule kind {kind.name!r} is neither a row, a value nor a table kind")
        named = zip(self._texts(outcome), outcome.fields, strict=True)
        texts = [exp.alias_(text, name, quoted=True) for text, name in named]
        rows = exp.select(exp.column(ROW), *texts, copy=False).from_(self._rows(), copy=False)
        subject = Subject(self._table, rows.where(applies.copy(), copy=False))
        broken = kind.violations(outcome.rule.params, subject, self._tables, self._scope)
        if isinstance(broken, str):
            return NotChecked(outcome.rule, self._table, broken)
        details = self._details(outcome)
        self._workspace.execute(broken.ctas(details, copy=False))
        same_row = exp.column(ROW, details).eq(exp.column(ROW, "r"))
        verdict = _verdict(applies, exp.not_(exp.column(ROW, details).is_(exp.null())))
        return _Check(replace(outcome, details=details, keyed_by_row=True), verdict, same_row)

    def _texts(self, outcome: Outcome) -> list[exp.Expr]:
        read = self._record.as_written if outcome.rule.kind.as_written else self._record.text
        return [read(name) for name in outcome.fields]

    def _details(self, outcome: Outcome) -> str:
        return f"details_{self._table.name}_{outcome.column}"

    def _rows(self) -> exp.Subquery:
        return self._record.selection().subquery("r", copy=False)

    def _mark(self, name: str, checks: Sequence[_Check]) -> None:
        states = [exp.alias_(self._record.state_of(p), f"m{p}") for p in range(len(self._table.headers))]
        verdicts = [exp.alias_(check.verdict, check.outcome.column) for check in checks]
        query = exp.select(exp.column(ROW, "r"), *states, *verdicts, copy=False)
        query = query.from_(self._rows(), copy=False)
        for check in checks:
            query = _joined(query, check)
        try:
            self._workspace.execute(query.ctas(name, copy=False))
        except (duckdb.DataError, duckdb.ProgrammingError):
            self._name_the_culprit(checks)
            raise

    def _name_the_culprit(self, checks: Sequence[_Check]) -> None:
        """Find the rule for which the scan of all rules failed, by running them one by one."""
        for check in checks:
            query = exp.select(count_true(check.verdict)).from_(self._rows(), copy=False)
            try:
                self._workspace.query(_joined(query, check))
            except (duckdb.DataError, duckdb.ProgrammingError) as error:
                raise _not_runnable(check.outcome.rule, error) from None

    def _count(self, result: TableRun, checks: Sequence[_Check]) -> None:
        columns = [f"m{p}" for p in range(len(self._table.headers))] + [c.outcome.column for c in checks]
        counts = count_marks(self._workspace, result.marks, columns)
        for position in range(len(self._table.headers)):
            result.columns.append(ColumnFill(position, *counts[f"m{position}"]))
        for check in checks:
            checked, failed = counts[check.outcome.column]
            result.outcomes.append(replace(check.outcome, checked=checked, failed=failed))


def _not_runnable(rule: Rule, error: Exception) -> ConfigError:
    reason = str(error).splitlines()[0]
    return ConfigError(f"the rule {rule.id!r} cannot be run: {reason}", rule.place)


def _verdict(applies: exp.Expr, broken: exp.Expr) -> exp.Expr:
    return exp.case().when(applies, broken)


def _joined(query: exp.Select, check: _Check) -> exp.Select:
    """The query with what the kind's own judgement left, where it left anything."""
    if check.join is None or check.outcome.details is None:
        return query
    return query.join(check.outcome.details, on=check.join.copy(), join_type="left", copy=False)
