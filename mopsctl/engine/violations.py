"""Findings drawn from the marks of a scan: which record, where, what is wrong, what would mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from sqlglot import exp

from mopsctl.engine.cell import cell_text, written_text
from mopsctl.engine.failing import KindFailedError, failure_of
from mopsctl.engine.fingerprints import ID, fingerprint, identity
from mopsctl.engine.kinds import DETAIL_END, RuleKind, Violation
from mopsctl.engine.listing import MARK
from mopsctl.engine.rule import Rule
from mopsctl.engine.table_run import Outcome, TableRun
from mopsctl.failure import Failure, without_text
from mopsctl.findings import Finding, Location, Suggestion
from mopsctl.schema.objects import find_field
from mopsctl.workspace import LINE, PART, ROW, Table, Workspace

Mask = Callable[[Table, str, str], str]
"""Gives what may be shown of a value: of a table, of a field."""


@dataclass(frozen=True, slots=True)
class FindingReader:
    """Draws the findings of table runs; ``mask`` hides personal values.

    Where a kind fails to put findings in words a `KindFailedError` is raised; where there is a list of
    ``failures``, it is noted there once a rule, and the findings say no more than the rule's title.
    """

    workspace: Workspace
    mask: Mask | None = None
    failures: list[Failure] | None = None

    def read(self, run: TableRun, outcome: Outcome, limit: int | None = None) -> Iterator[Finding]:
        """The findings of a rule on a table in the order of its records, the first ``limit`` or all."""
        if not outcome.reported or limit == 0:
            return
        for rows in self.workspace.stream(findings_query(run, outcome, limit)):
            fields = outcome.fields
            broken = [
                _Broken(part, line, record_id, mark, dict(zip(fields, values, strict=True)), detail)
                for part, line, record_id, mark, detail, *values in rows
            ]
            told = self.tell(outcome, [(item.texts, item.detail) for item in broken])
            yield from map(partial(self._finding, outcome), broken, told)

    def _finding(self, outcome: Outcome, broken: _Broken, told: Told) -> Finding:
        rule, table = outcome.rule, outcome.table
        source = table.parts[broken.part].source
        return Finding(
            rule=rule.id,
            severity=rule.severity,
            dimension=rule.dimension,
            object=table.object,
            record_id=self.shown_id(table, broken.record_id) if broken.record_id else None,
            field=next(iter(broken.texts), None),
            value=told.value,
            message=told.message,
            suggestion=told.suggestion,
            confidence=told.confidence,
            location=Location(source.path, broken.line, None, source.sheet),
            fingerprint=broken.fingerprint,
        )

    def tell(self, outcome: Outcome, broken: Sequence[tuple[dict[str, str], str | None]]) -> list[Told]:
        """What there is to say of the values that break a rule and of their detail; the same of the same ones."""
        rule, table = outcome.rule, outcome.table
        labels = _labels(table, outcome.fields)
        violations = [Violation(texts, labels, detail) for texts, detail in broken]
        try:
            suggestions = rule.kind.suggest_all(rule.params, violations)
            return [
                self._told(rule, table, violation, suggestion)
                for violation, suggestion in zip(violations, suggestions, strict=True)
            ]
        except (Exception, SystemExit) as error:
            failure = failure_of(rule, error)
            self._failed(failure if self.mask is None else without_text(failure))
            return [Told(None, rule.title, None, None)] * len(violations)

    def _failed(self, failure: Failure) -> None:
        if self.failures is None:
            raise KindFailedError(failure) from None
        if all(known.rule != failure.rule for known in self.failures):
            self.failures.append(failure)

    def _told(self, rule: Rule, table: Table, violation: Violation, suggestion: Suggestion | None) -> Told:
        shown = self._masked(rule, table, violation)
        name = next(iter(violation.values), None)
        return Told(
            value=None if name is None else shown.value,
            message=_message(rule, shown),
            suggestion=None if suggestion is None else self._mask(table, name, suggestion.text),
            confidence=None if suggestion is None else suggestion.confidence,
        )

    def shown_id(self, table: Table, record_id: str) -> str:
        """A record's id as it may be shown."""
        return self._mask(table, ID, record_id)

    def _masked(self, rule: Rule, table: Table, violation: Violation) -> Violation:
        """The violation as its message may show it."""
        if self.mask is None and type(rule.kind).shown is RuleKind.shown:
            return violation
        shown, params, detail = rule.kind.shown, rule.params, violation.detail
        values = {
            name: self._mask(table, name, shown(params, text)) for name, text in violation.values.items()
        }
        if detail is not None and self.mask is not None:
            value, end, rest = detail.partition(DETAIL_END)
            detail = self._mask(table, rule.kind.detail_field(params), value) + end + rest
        return Violation(values, violation.labels, detail)

    def _mask(self, table: Table, name: str | None, text: str) -> str:
        return text if self.mask is None or name is None else self.mask(table, name, text)


class Told(NamedTuple):
    """What a finding says: the value as it may be shown, what is wrong with it, what would mend it."""

    value: str | None
    message: str
    suggestion: str | None
    confidence: float | None


@dataclass(frozen=True, slots=True)
class _Broken:
    """A record that breaks a rule: its place, its id, the finding's fingerprint, the rule's fields and detail."""

    part: int
    line: int
    record_id: str
    fingerprint: str
    texts: dict[str, str]
    detail: str | None


def _message(rule: Rule, violation: Violation) -> str:
    own = rule.keys.message
    if own is None:
        return rule.kind.message(rule.params, violation)
    return own.replace("{field}", violation.label).replace("{value}", violation.value)


def _labels(table: Table, fields: Iterable[str]) -> dict[str, str]:
    return {name: label_of(table, name) for name in fields}


def label_of(table: Table, name: str) -> str:
    """A field's name for people: the canonical label, or the header."""
    known = find_field(table.object, name)
    if known is not None:
        return known.label
    position = table.position(name)
    return table.headers[position] if position is not None else name


def findings_query(run: TableRun, outcome: Outcome, limit: int | None) -> exp.Select:
    """Part, line, id, fingerprint, detail and the fields' texts of the first ``limit`` broken records."""
    broken = _broken(run, outcome).order_by(exp.column(ROW, "m"), copy=False)
    mark = exp.column(MARK) if outcome.listed else fingerprint(outcome, exp.column("known_by"))
    if limit is not None:
        # Of equal records the first are numbered first, so the first ones can be numbered by themselves.
        broken = broken.limit(limit, copy=False)
    texts = [exp.column(f"x{i}") for i in range(len(outcome.fields))]
    columns = [
        *map(exp.column, (PART, LINE, "record_id")),
        exp.alias_(mark, MARK, copy=False),
        exp.column("detail"),
        *texts,
    ]
    query = exp.select(*columns, copy=False).from_(broken.subquery("b", copy=False), copy=False)
    return query.order_by(exp.column(ROW), copy=False)


def _broken(run: TableRun, outcome: Outcome) -> exp.Select:
    table = outcome.table
    read = written_text if outcome.rule.kind.as_written else cell_text
    texts = [read(table.position_of(name), "t") for name in outcome.fields]
    record_id = cell_text(table.position_of(ID), "t") if ID in table.mapping else exp.null()
    named = {"record_id": record_id, "known_by": identity(table, outcome.fields, "t")}
    if outcome.listed is not None:
        named = {"record_id": record_id, MARK: exp.column(MARK, outcome.listed)}
    named["detail"] = exp.null() if outcome.details is None else exp.column("detail", outcome.details)
    named |= {f"x{i}": text for i, text in enumerate(texts)}
    places = [exp.column(ROW, "m"), exp.column(PART, "t"), exp.column(LINE, "t")]
    columns = [*places, *(exp.alias_(column, name, copy=False) for name, column in named.items())]
    same_row = exp.column(ROW, "m").eq(exp.column(ROW, "t"))
    query = exp.select(*columns, copy=False).from_(exp.to_table(run.marks).as_("m"), copy=False)
    query = query.join(exp.to_table(table.name).as_("t"), on=same_row, copy=False)
    if outcome.listed is not None:
        is_listed = exp.column(ROW, outcome.listed).eq(exp.column(ROW, "m"))
        query = query.join(outcome.listed, on=is_listed, copy=False)
    if outcome.details is not None:
        keys = [exp.column(f"k{i}", outcome.details).eq(text) for i, text in enumerate(texts)]
        if outcome.keyed_by_row:
            keys = [exp.column(ROW, outcome.details).eq(exp.column(ROW, "m"))]
        query = query.join(outcome.details, on=exp.and_(*keys), join_type="left", copy=False)
    return query.where(exp.column(outcome.column, "m"), copy=False)
