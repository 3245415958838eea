"""One scan of a table that judges every record by every rule, and leaves its marks (`table_run`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import duckdb
import pyarrow as pa
from sqlglot import exp

from mopsctl.engine.binding import bind, of_present_fields
from mopsctl.engine.condition_error import ConditionError
from mopsctl.engine.conditions import fields_of
from mopsctl.engine.distinct_values import DistinctValues
from mopsctl.engine.expand import expand
from mopsctl.engine.failing import failure_of
from mopsctl.engine.kinds import RowKind, RuleKind, Scope, Subject, TableKind, Tables, ValueKind
from mopsctl.engine.marking import Check, is_the_users, mark, not_runnable
from mopsctl.engine.record import Record, UnknownFieldError
from mopsctl.engine.rule import Rule
from mopsctl.engine.table_run import ColumnFill, NotChecked, Outcome, TableRun, count_marks
from mopsctl.errors import ConfigError
from mopsctl.failure import Failure
from mopsctl.progress import Progress
from mopsctl.workspace import ROW, Workspace


class Scan:
    """Builds and runs the scan of one table."""

    def __init__(self, workspace: Workspace, record: Record, scope: Scope, tables: Tables) -> None:
        self._workspace = workspace
        self._record = record
        self._scope = scope
        self._tables = tables
        self._table = record.table
        self._distinct = DistinctValues(workspace, record)

    def run(self, rules: Sequence[Rule], progress: Progress) -> TableRun:
        """Judge the table by the rules that are for its object."""
        result = TableRun(self._table, self._record, f"marks_{self._table.name}")
        checks: list[Check] = []
        own = [rule for rule in rules if rule.is_for(self._table)]
        expanded = self._expanded(own, result)
        progress.step(f"Preparing {self._table.object} rules", total=len(expanded), unit="rules")
        for number, rule in enumerate(expanded):
            progress.advance(1)
            prepared = self._prepare(rule, number)
            if isinstance(prepared, NotChecked):
                result.not_checked.append(prepared)
            elif isinstance(prepared, Failure):
                result.failures.append(prepared)
            else:
                checks.append(prepared)
        progress.step(f"Judging {self._table.rows:,} {self._table.object} records")
        self._count(result, mark(self._workspace, self._record, result, checks))
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

    def _prepare(self, rule: Rule, number: int) -> Check | NotChecked | Failure:
        """The rule as a check, or why it is none; whatever a kind raises is told of and stops no other rule."""
        where: exp.Expr | None = None
        try:
            where = self._where(rule)
            return self._check(rule, f"v{number}", where)
        except UnknownFieldError as error:
            return NotChecked(rule, self._table, f"this table has no field {error.field!r}")
        except ConditionError as error:
            raise not_runnable(rule, error) from None
        except (Exception, SystemExit) as error:
            if isinstance(error, duckdb.Error) and is_the_users(self._workspace, self._record, rule, where):
                raise not_runnable(rule, error) from None
            return failure_of(rule, error)

    def _check(self, rule: Rule, column: str, where: exp.Expr | None) -> Check | NotChecked:
        kind = rule.kind
        own = kind.applies(rule.params, self._record)
        conditions = [condition.copy() for condition in (where, own) if condition is not None]
        applies = exp.func("COALESCE", exp.and_(*conditions), exp.false()) if conditions else exp.true()
        optional = [f for f in kind.optional_fields(rule.params) if self._table.position(f) is not None]
        outcome = Outcome(rule, self._table, column, (*rule.fields, *optional))
        for name in rule.fields:
            self._record.text(name)
        if isinstance(kind, RowKind):
            violates = kind.violates(rule.params, self._record, self._scope)
            verdict = _verdict(applies, exp.func("COALESCE", violates, exp.false()))
            return Check(outcome, verdict, where)
        if isinstance(kind, ValueKind):
            return self._by_value(kind, outcome, applies, where)
        return self._by_table(kind, outcome, applies, where)

    def _where(self, rule: Rule) -> exp.Expr | None:
        if rule.where is None:
            return None
        for name in fields_of(of_present_fields(rule.where, self._record)):
            self._record.text(name)
        return bind(rule.where, self._record, self._scope.as_of)

    def _by_value(
        self, kind: ValueKind, outcome: Outcome, applies: exp.Expr, where: exp.Expr | None
    ) -> Check:
        rule = outcome.rule
        texts = self._texts(outcome)
        keys = [f"k{i}" for i in range(len(texts))]
        values = self._distinct.of(texts, applies)
        named = values.rename(columns=dict(zip(keys, outcome.fields, strict=True)))
        for name in kind.optional_fields(rule.params):
            if name not in named:
                named[name] = ""
        reasons = kind.judge(rule.params, named, self._scope)
        bad = values[reasons.notna().to_numpy()].assign(detail=reasons[reasons.notna()].to_numpy())
        if bad.empty:
            return Check(outcome, _verdict(applies, exp.false()), where)
        details = self._details(outcome)
        schema = pa.schema([(key, pa.string()) for key in [*keys, "detail"]])
        self._workspace.store(details, pa.Table.from_pandas(bad, schema=schema, preserve_index=False))
        matched = [exp.column(key, details).eq(text) for key, text in zip(keys, texts, strict=True)]
        verdict = _verdict(applies, exp.not_(exp.column("detail", details).is_(exp.null())))
        return Check(replace(outcome, details=details), verdict, where, exp.and_(*matched))

    def _by_table(
        self, kind: RuleKind, outcome: Outcome, applies: exp.Expr, where: exp.Expr | None
    ) -> Check | NotChecked:
        if not isinstance(kind, TableKind):
            raise ConfigError(f"the rule kind {kind.name!r} is neither a row, a value nor a table kind")
        texts = self._texts(outcome)
        source = self._record.rows(*texts, applies)
        named = zip(texts, outcome.fields, strict=True)
        aliased = [exp.alias_(text, name, quoted=True) for text, name in named]
        rows = exp.select(exp.column(ROW), *aliased, copy=False).from_(source, copy=False)
        subject = Subject(self._table, rows.where(applies.copy(), copy=False))
        broken = kind.violations(outcome.rule.params, subject, self._tables, self._scope)
        if isinstance(broken, str):
            return NotChecked(outcome.rule, self._table, broken)
        details = self._details(outcome)
        self._workspace.execute(broken.ctas(details, copy=False))
        same_row = exp.column(ROW, details).eq(exp.column(ROW, "r"))
        verdict = _verdict(applies, exp.not_(exp.column(ROW, details).is_(exp.null())))
        return Check(replace(outcome, details=details, keyed_by_row=True), verdict, where, same_row)

    def _texts(self, outcome: Outcome) -> list[exp.Expr]:
        read = self._record.as_written if outcome.rule.kind.as_written else self._record.text
        return [read(name) for name in outcome.fields]

    def _details(self, outcome: Outcome) -> str:
        return f"details_{self._table.name}_{outcome.column}"

    def _count(self, result: TableRun, checks: Sequence[Check]) -> None:
        columns = [f"m{p}" for p in range(len(self._table.headers))] + [c.outcome.column for c in checks]
        counts = count_marks(self._workspace, result.marks, columns)
        for position in range(len(self._table.headers)):
            result.columns.append(ColumnFill(position, *counts[f"m{position}"]))
        for check in checks:
            checked, failed = counts[check.outcome.column]
            result.outcomes.append(replace(check.outcome, checked=checked, failed=failed))


def _verdict(applies: exp.Expr, broken: exp.Expr) -> exp.Expr:
    return exp.Case(ifs=[exp.If(this=applies, true=broken)])
