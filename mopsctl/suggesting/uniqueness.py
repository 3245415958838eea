"""Fields whose values occur once: ids, codes, e-mail addresses."""

from __future__ import annotations

from collections.abc import Iterator

from mopsctl.schema.model import ValueKind
from mopsctl.suggesting.column import Column
from mopsctl.suggesting.proposal import Proposal
from mopsctl.suggesting.survey import Survey


def propose_unique(survey: Survey) -> Iterator[Proposal]:
    """Uniqueness of what identifies a record; free text and amounts differ by nature."""
    for column in survey.of_kinds(ValueKind.ID, ValueKind.EMAIL, ValueKind.TEXT):
        usable = column.usable
        if (
            usable >= survey.options.min_records
            and len(column.values) >= survey.gate * usable
            and _identifies(column)
        ):
            compare = {"compare": "exact"} if column.kind is ValueKind.ID else {}
            yield Proposal(
                survey.object, "unique", (column.field,), {"field": column.field, **compare}, "unique",
                f"{survey.label(column.field)} occurs once", "have a value of their own",
                good=(["A-1001", "A-1002"],), tried=(["A-1001", "A-1001"],), invented=True,
            )  # fmt: skip


def _identifies(column: Column) -> bool:
    """Whether the values are ids, codes or addresses: one word each, mostly with a digit in it."""
    if column.kind is not ValueKind.TEXT:
        return True
    shown = column.values[:: max(1, len(column.values) // 500)]
    coded = [
        value
        for value in shown
        if " " not in value and any(map(str.isdigit, value)) and not _is_decimal(value)
    ]
    return len(coded) >= 0.95 * len(shown)


def _is_decimal(text: str) -> bool:
    return "." in text and text.replace(".", "").replace("-", "").isdigit()
