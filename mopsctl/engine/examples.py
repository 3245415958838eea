"""Whether a rule's own examples do what they say; what ``mopsctl rules test`` runs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from mopsctl.engine.kinds import Scope, TableKind
from mopsctl.engine.rule import Cell, Example, Rule
from mopsctl.engine.trial import Row, Trial, try_rule

GOOD, BAD = "good", "bad"


@dataclass(frozen=True, slots=True)
class Written:
    """An example as tables: ``rows``, of which the last is meant, and other tables by their object."""

    side: str
    example: Example
    rows: list[Row]
    others: dict[str, list[Row]] = field(default_factory=dict)


def check_examples(
    rule: Rule, default_country: str | None = None, placeholders: dict[str, list[str]] | None = None
) -> list[str]:
    """One sentence for each example of a rule that does not behave: a good one found, a bad one not.

    The other parameters are those of the configuration that the rule is from.
    """
    scope = Scope(rule.keys.examples.as_of or date.today(), default_country)
    complaints: list[str] = []
    for examples in _batches(rule):
        rows = [row for written in examples for row in written.rows]
        trial = try_rule(rule, rows, examples[0].others, scope, placeholders)
        if trial.not_checked is not None:
            return [f"the examples of {rule.id} cannot be judged: {trial.not_checked}"]
        complaints += _complaints(examples, trial)
    return complaints


def _batches(rule: Rule) -> Iterator[list[Written]]:
    """Examples that can be judged together: all whose records are independent of each other."""
    sides = [(GOOD, rule.keys.examples.good), (BAD, rule.keys.examples.bad)]
    written = [_written(rule, side, example) for side, examples in sides for example in examples]
    if isinstance(rule.kind, TableKind):
        yield from ([one] for one in written)
    elif written:
        yield written


def _complaints(examples: Sequence[Written], trial: Trial) -> Iterator[str]:
    place = -1
    for written in examples:
        place += len(written.rows)
        finding = trial.findings.get(place)
        shown = json.dumps(written.example, ensure_ascii=False)
        if written.side == GOOD and finding is not None:
            yield f"the good example {shown} breaks the rule: {finding.message}"
        if written.side == BAD and finding is None:
            yield f"the bad example {shown} keeps to the rule"


def _written(rule: Rule, side: str, example: Example) -> Written:
    items = example if isinstance(example, list) else [example]
    rows: list[Row] = []
    others: dict[str, list[Row]] = {}
    for item in items:
        record = item if isinstance(item, dict) else {_first_field(rule): item}
        cells = {name: value for name, value in record.items() if not isinstance(value, list)}
        rows.append(_row(cells))
        for name, value in record.items():
            if isinstance(value, list):
                others.setdefault(name, []).extend(_row(looked_up) for looked_up in value)
    return Written(side, example, rows, others)


def _first_field(rule: Rule) -> str:
    return [*rule.fields, *rule.kind.optional_fields(rule.params)][0]


def _row(record: dict[str, Cell]) -> Row:
    return {name: _text(value) for name, value in record.items()}


def _text(value: Cell) -> str | None:
    """A value as an export writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None else str(value)
