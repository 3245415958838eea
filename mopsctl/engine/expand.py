"""Rules that name their fields by what is in them, made into rules on the columns of a table.

``field: "*"`` stands for each column, ``field: "*:email"`` for each whose values are e-mail addresses (any value
kind), ``fields: ["*"]`` for all columns together. So a rule can judge tables whose fields nobody knows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from mopsctl.engine.rule import Rule
from mopsctl.schema.model import ValueKind
from mopsctl.workspace import Table

EVERY = "*"


def expand(rule: Rule, table: Table, kinds: Sequence[ValueKind]) -> list[Rule] | str:
    """The rules that a rule stands for on a table: itself, mostly.

    :returns: the reason, as a sentence, where the table has no such column.
    """
    field = getattr(rule.params, "field", None)
    if isinstance(field, str) and field.startswith(EVERY):
        wanted = field.removeprefix(EVERY).removeprefix(":")
        positions = [p for p, kind in enumerate(kinds) if not wanted or kind.value == wanted]
        if not positions:
            return f"this table has no column of {wanted or 'any'} values"
        return [_with(rule, field=table.field_at(position)) for position in positions]
    if getattr(rule.params, "fields", None) == [EVERY]:
        return [_with(rule, fields=[table.field_at(position) for position in range(len(kinds))])]
    return [rule]


def _with(rule: Rule, **params: Any) -> Rule:
    return replace(rule, params=rule.params.model_copy(update=params))
