"""Findings drawn from the marks of a scan: which record, where, what is wrong, what would mend it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from sqlglot import exp

from mopsctl.engine.cell import cell_text, written_text
from mopsctl.engine.kinds import DETAIL_END, Violation
from mopsctl.engine.rule import Rule
from mopsctl.engine.table_run import Outcome, TableRun
from mopsctl.findings import Finding, Location
from mopsctl.schema.objects import find_field
from mopsctl.workspace import DIALECT, LINE, PART, ROW, Table, Workspace

IDENTITY = ("email", "full_name", "first_name", "last_name", "name", "company", "created_date")
"""Fields that tell records apart where there is no id."""

ID = "id"

Mask = Callable[[Table, str, str], str]
"""Gives what may be shown of a value: of a table, of a field."""


@dataclass(frozen=True, slots=True)
class FindingReader:
    """Draws the findings of table runs; ``mask`` hides personal values."""

    workspace: Workspace
    mask: Mask | None = None

    def read(self, run: TableRun, outcome: Outcome, limit: int | None = None) -> Iterator[Finding]:
        """The findings of a rule on a table in the order of its records, the first ``limit`` or all."""
        if not outcome.failed or limit == 0:
            return
        seen: Counter[str] = Counter()
        query = _query(run, outcome)
        for rows in self.workspace.stream(query.limit(limit) if limit is not None else query):
            for part, line, identity, detail, *values in rows:
                texts = dict(zip(outcome.fields, values, strict=True))
                broken = _Broken(part, line, identity, texts, detail)
                yield self._finding(outcome, broken, _fingerprint(outcome, identity, seen))

    def _finding(self, outcome: Outcome, broken: _Broken, fingerprint: str) -> Finding:
        rule, table = outcome.rule, outcome.table
        violation = Violation(broken.texts, _labels(table, broken.texts), broken.detail)
        suggestion = rule.kind.suggest(rule.params, violation)
        shown = self._masked(rule, table, violation)
        source = table.parts[broken.part].source
        name = next(iter(broken.texts), None)
        return Finding(
            rule=rule.id,
            severity=rule.severity,
            dimension=rule.dimension,
            object=table.object,
            record_id=self._mask(table, ID, broken.identity)
            if ID in table.mapping and broken.identity
            else None,
            field=name,
            value=None if name is None else shown.value,
            message=_message(rule, shown),
            suggestion=None if suggestion is None else self._mask(table, name, suggestion.text),
            confidence=None if suggestion is None else suggestion.confidence,
            location=Location(source.path, broken.line, None, source.sheet),
            fingerprint=fingerprint,
        )

    def _masked(self, rule: Rule, table: Table, violation: Violation) -> Violation:
        """The violation as its message may show it."""
        texts = {name: rule.kind.shown(rule.params, text) for name, text in violation.values.items()}
        values = {name: self._mask(table, name, text) for name, text in texts.items()}
        detail = violation.detail
        if detail is not None:
            value, end, rest = detail.partition(DETAIL_END)
            detail = self._mask(table, rule.kind.detail_field(rule.params), value) + end + rest
        return replace(violation, values=values, detail=detail)

    def _mask(self, table: Table, name: str | None, text: str) -> str:
        return text if self.mask is None or name is None else self.mask(table, name, text)


@dataclass(frozen=True, slots=True)
class _Broken:
    """A record that breaks a rule: its place, what it is known by, the rule's fields, the kind's detail."""

    part: int
    line: int
    identity: str
    texts: dict[str, str]
    detail: str | None


def _fingerprint(outcome: Outcome, identity: str, seen: Counter[str]) -> str:
    """A hash of rule, field and record; records that cannot be told apart are numbered in ``seen``."""
    rule, table = outcome.rule, outcome.table
    key = identity[:15] if len(identity) == 18 and table.origin == "salesforce" else identity
    base = "\x1f".join((rule.id, table.object, next(iter(outcome.fields), ""), key))
    seen[base] += 1
    if seen[base] > 1:
        base = f"{base}\x1f{seen[base]}"
    digits = hashlib.blake2b(base.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    # A letter first: spreadsheets read "52000000000000e7" as a number.
    return f"f{digits}"


def _message(rule: Rule, violation: Violation) -> str:
    own = rule.keys.message
    if own is None:
        return rule.kind.message(rule.params, violation)
    return own.replace("{field}", violation.label).replace("{value}", violation.value)


def _labels(table: Table, texts: Mapping[str, str]) -> dict[str, str]:
    return {name: label_of(table, name) for name in texts}


def label_of(table: Table, name: str) -> str:
    """A field's name for people: the canonical label, or the header."""
    known = find_field(table.object, name)
    if known is not None:
        return known.label
    position = table.position(name)
    return table.headers[position] if position is not None else name


def _query(run: TableRun, outcome: Outcome) -> exp.Select:
    """Part, line, identity, detail and the fields' texts of each broken record."""
    table = outcome.table
    read = written_text if outcome.rule.kind.as_written else cell_text
    texts = [read(table.position_of(name), "t") for name in outcome.fields]
    detail: exp.Expr = exp.null()
    if outcome.details is not None:
        detail = exp.column("detail", outcome.details)
    columns = [exp.column(PART, "t"), exp.column(LINE, "t"), _identity(table), detail, *texts]
    named = [exp.alias_(column, f"x{i}") for i, column in enumerate(columns)]
    same_row = exp.column(ROW, "m").eq(exp.column(ROW, "t"))
    query = exp.select(*named, copy=False).from_(exp.to_table(run.marks).as_("m"), copy=False)
    query = query.join(exp.to_table(table.name).as_("t"), on=same_row, copy=False)
    if outcome.details is not None:
        keys = [exp.column(f"k{i}", outcome.details).eq(text) for i, text in enumerate(texts)]
        if outcome.keyed_by_row:
            keys = [exp.column(ROW, outcome.details).eq(exp.column(ROW, "m"))]
        query = query.join(outcome.details, on=exp.and_(*keys), join_type="left", copy=False)
    query = query.where(exp.column(outcome.column, "m"), copy=False)
    return query.order_by(exp.column(ROW, "m"), copy=False)


def _identity(table: Table) -> exp.Expr:
    """What a record is known by: its id, else the fields that tell it apart, else all its fields."""
    if ID in table.mapping:
        return cell_text(table.position_of(ID), "t")
    names = [name for name in IDENTITY if name in table.mapping] or table.headers
    parts = [exp.Lower(this=cell_text(table.position_of(name), "t")) for name in names]
    return exp.func("CONCAT_WS", exp.Literal.string("\x1f"), *parts, dialect=DIALECT)
