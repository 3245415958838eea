"""Whether a rule's own examples do what they say; what ``mopsctl rules test`` runs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from mopsctl.engine.kinds import Scope, TableKind
from mopsctl.engine.rule import Cell, Example, Rule
from mopsctl.engine.trial import Row, Trial, named_fields, try_rule


@dataclass(frozen=True, slots=True)
class ExampleTables:
    """An example spelled out: the records of its table, the last of which is meant, and of other tables."""

    rows: list[Row] = field(default_factory=list)
    others: dict[str, list[Row]] = field(default_factory=dict)


def example_tables(rule: Rule, example: Example) -> ExampleTables:
    """The records that an example writes down, whichever form it has; see `Example`."""
    tables = ExampleTables()
    for item in example if isinstance(example, list) else [example]:
        record = item if isinstance(item, dict) else {_first_field(rule): item}
        row: dict[str, str | None] = {}
        for name, value in record.items():
            if isinstance(value, list):
                tables.others.setdefault(name, []).extend(map(_row, value))
            else:
                row[name] = _text(value)
        tables.rows.append(row)
    return tables


def check_examples(
    rule: Rule, default_country: str | None = None, placeholders: dict[str, list[str]] | None = None
) -> list[str]:
    """One sentence for each example of a rule that does not behave: a good one found, a bad one not.

    The other parameters are those of the configuration that the rule is from.

    :raises KindFailedError: where the rule's kind fails.
    """
    scope = Scope(rule.keys.examples.as_of or date.today(), default_country)
    complaints: list[str] = []
    for batch in _batches(rule):
        rows = [row for written in batch for row in written.tables.rows]
        trial = try_rule(rule, rows, batch[0].tables.others, scope, placeholders)
        if trial.not_checked is not None:
            return [f"the examples cannot be judged: {trial.not_checked}"]
        complaints += _complaints(batch, trial)
    return complaints


@dataclass(frozen=True, slots=True)
class _Written:
    good: bool
    example: Example
    tables: ExampleTables


def _batches(rule: Rule) -> Iterator[list[_Written]]:
    """Examples that can be judged together: all of them, where records are judged one by one."""
    examples = rule.keys.examples
    written = [_Written(True, example, example_tables(rule, example)) for example in examples.good]
    written += [_Written(False, example, example_tables(rule, example)) for example in examples.bad]
    if isinstance(rule.kind, TableKind):
        yield from ([one] for one in written)
    elif written:
        yield written


def _complaints(batch: Sequence[_Written], trial: Trial) -> Iterator[str]:
    place = -1
    for written in batch:
        place += len(written.tables.rows)
        finding = trial.findings.get(place)
        shown = json.dumps(written.example, ensure_ascii=False)
        if written.good and finding is not None:
            yield f"the good example {shown} breaks the rule: {finding.message}"
        if not written.good and finding is None:
            yield f"the bad example {shown} keeps to the rule"


def _first_field(rule: Rule) -> str:
    return next(iter(named_fields(rule)), "")


def _row(record: Mapping[str, Cell]) -> Row:
    return {name: _text(value) for name, value in record.items()}


def _text(value: Cell) -> str | None:
    """A value as an export writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None else str(value)
