"""Findings drawn from the marks of a scan: which record, where, what is wrong, what would mend it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from sqlglot import exp

from mopsctl.engine.cell import cell_text
from mopsctl.engine.kinds import Violation
from mopsctl.engine.scan import Outcome, TableRun
from mopsctl.findings import Finding, Location
from mopsctl.schema.objects import find_field
from mopsctl.workspace import LINE, PART, ROW, Table, Workspace

IDENTITY = ("email", "full_name", "first_name", "last_name", "name", "company", "created_date")
"""Fields that tell records apart where there is no id."""

Mask = Callable[[Table, str, str], str]
"""Gives what may be shown of a value: of a table, of a field."""


@dataclass(slots=True)
class FindingReader:
    """Draws the findings of table runs; ``mask`` hides personal values."""

    workspace: Workspace
    mask: Mask | None = None
    _seen: Counter[str] = field(default_factory=Counter)

    def read(self, run: TableRun, outcome: Outcome, limit: int | None = None) -> Iterator[Finding]:
        """The findings of a rule on a table in the order of its records, the first ``limit`` or all."""
        if not outcome.failed or limit == 0:
            return
        self._seen = Counter()
        query = _query(run, outcome)
        for rows in self.workspace.stream(query.limit(limit) if limit is not None else query):
            for part, line, identity, detail, *values in rows:
                texts = dict(zip(outcome.fields, values, strict=True))
                yield self._finding(outcome, part, line, identity, detail, texts)

    def _finding(
        self, outcome: Outcome, part: int, line: int, identity: str, detail: str | None, texts: dict[str, str]
    ) -> Finding:
        rule, table = outcome.rule, outcome.table
        has_id = "id" in table.mapping
        real = Violation(texts, _labels(table, texts), detail)
        suggestion = rule.kind.suggest(rule.params, real)
        shown = self._masked(table, texts)
        source = table.parts[part].source
        name = next(iter(texts), None)
        text = None if suggestion is None else suggestion.text
        return Finding(
            rule=rule.id,
            severity=rule.severity,
            dimension=rule.dimension,
            object=table.object,
            record_id=identity if has_id and identity else None,
            field=name,
            value=None if name is None else shown[name],
            message=_message(
                outcome, Violation(shown, real.labels, self._masked_detail(table, name, detail))
            ),
            suggestion=text if text is None or name is None else self._mask(table, name, text),
            confidence=None if suggestion is None else suggestion.confidence,
            location=Location(source.path, line, None, source.sheet),
            fingerprint=self._fingerprint(rule.id, table, name, identity),
        )

    def _masked(self, table: Table, texts: Mapping[str, str]) -> dict[str, str]:
        return {name: self._mask(table, name, text) for name, text in texts.items()}

    def _mask(self, table: Table, name: str, text: str) -> str:
        return text if self.mask is None else self.mask(table, name, text)

    def _masked_detail(self, table: Table, name: str | None, detail: str | None) -> str | None:
        return detail

    def _fingerprint(self, rule: str, table: Table, name: str | None, identity: str) -> str:
        key = identity[:15] if len(identity) == 18 and table.origin == "salesforce" else identity
        base = "\x1f".join((rule, table.object, name or "", key))
        self._seen[base] += 1
        if self._seen[base] > 1:
            base = f"{base}\x1f{self._seen[base]}"
        return hashlib.blake2b(base.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _message(outcome: Outcome, violation: Violation) -> str:
    own = outcome.rule.keys.message
    if own is None:
        return outcome.rule.kind.message(outcome.rule.params, violation)
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
    texts = [_trimmed(table, name, "t") for name in outcome.fields]
    detail: exp.Expr = exp.null()
    if outcome.details is not None:
        detail = exp.column("detail", outcome.details)
    columns = [exp.column(PART, "t"), exp.column(LINE, "t"), _identity(table), detail, *texts]
    named = [exp.alias_(column, f"x{i}") for i, column in enumerate(columns)]
    same_row = exp.column(ROW, "m").eq(exp.column(ROW, "t"))
    query = exp.select(*named).from_(exp.to_table(run.marks).as_("m"))
    query = query.join(exp.to_table(table.name).as_("t"), on=same_row)
    if outcome.details is not None:
        keys = [exp.column(f"k{i}", outcome.details).eq(text) for i, text in enumerate(texts)]
        if outcome.keyed_by_row:
            keys = [exp.column(ROW, outcome.details).eq(exp.column(ROW, "m"))]
        query = query.join(outcome.details, on=exp.and_(*keys), join_type="left")
    return query.where(exp.column(outcome.column, "m")).order_by(exp.column(ROW, "m"))


def _trimmed(table: Table, name: str, alias: str) -> exp.Expr:
    return cell_text(table.position_of(name), alias)


def _identity(table: Table) -> exp.Expr:
    """What a record is known by: its id, else the fields that tell it apart, else all its fields."""
    if "id" in table.mapping:
        return _trimmed(table, "id", "t")
    names = [name for name in IDENTITY if name in table.mapping] or table.headers
    parts = [exp.Lower(this=_trimmed(table, name, "t")) for name in names]
    return exp.Anonymous(this="concat_ws", expressions=[exp.Literal.string("\x1f"), *parts])
