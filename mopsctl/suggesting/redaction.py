"""Suggestions without values of personal fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from mopsctl.auditing.redaction import mask_value
from mopsctl.engine.rule import Example
from mopsctl.suggesting.judge import Verdict
from mopsctl.suggesting.proposal import Breaker, LearnedRule
from mopsctl.workspace import Table


def redacted(verdict: Verdict, learned: LearnedRule) -> LearnedRule:
    """The rule with masked breakers, and without the examples that show what is masked.

    What the rule itself says stays: the values of a picklist are those of many records.
    """
    table = verdict.found[0][1].table
    breakers = tuple(_masked(breaker, _table_of(verdict, breaker)) for breaker in learned.breakers)
    good, bad = learned.good, learned.bad
    if not learned.proposal.invented:
        first = learned.proposal.fields[0]
        good, bad = (
            tuple(example for example in examples if not _shows(table, first, example))
            for examples in (good, bad)
        )
    proposal = replace(learned.proposal, good=(), tried=())
    return replace(learned, proposal=proposal, breakers=breakers, good=good, bad=bad)


def _table_of(verdict: Verdict, breaker: Breaker) -> Table:
    """The table that a breaker is from."""
    tables = [outcome.table for _, outcome in verdict.found]
    return next(
        (table for table in tables if any(part.source.path == breaker.path for part in table.parts)),
        tables[0],
    )


def _masked(breaker: Breaker, table: Table) -> Breaker:
    return replace(
        breaker, values={field: mask_value(table, field, value) for field, value in breaker.values.items()}
    )


def _shows(table: Table, field: str, example: Example) -> bool:
    """Whether an example holds a value that a redacted report would mask."""
    for item in example if isinstance(example, list) else [example]:
        cells: Mapping[str, object] = item if isinstance(item, dict) else {field: item}
        if any(mask_value(table, name, str(value)) != str(value) for name, value in cells.items()):
            return True
    return False
