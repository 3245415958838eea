"""What is shown of a pair, as plain data: its fields side by side, its evidence, and who else is in its group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mopsctl.reports.words import field_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from mopsctl.matching.duplicates import Duplicates, Evidence, PairExplanation, Records
    from mopsctl.review.queue import Queue

NAMING = 4
"""Values by which another member of a group is recognised."""
SHOWN_MEMBERS = 50


@dataclass(frozen=True, slots=True)
class Head:
    """What names a record: its id, its object, and the file and line it was read from."""

    id: str
    object: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class FieldPair:
    """A field of both records that at least one has; the evidence where it was compared."""

    label: str
    left: str | None
    right: str | None
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class Member:
    """Another record of the group, and the values by which it is recognised."""

    place: int
    head: Head
    naming: str


@dataclass(frozen=True, slots=True)
class PairView:
    """A pair as it is looked at; ``more_members`` are those of a large group that are not shown."""

    heads: tuple[Head, Head]
    fields: tuple[FieldPair, ...]
    explanation: PairExplanation
    members: tuple[Member, ...]
    more_members: int
    group: str | None
    reason: str | None


def pair_view(duplicates: Duplicates, queue: Queue, row: int) -> PairView:
    """The pair of a row. Pairs are explained here alone, one at a time."""
    left, right = int(queue.left[row]), int(queue.right[row])
    group = int(queue.group[row])
    others = [place for place in queue.groups.of(group) if place not in (left, right)]
    first, second = heads(duplicates.records, [left, right])
    explanation = duplicates.explain(left, right)
    return PairView(
        heads=(first, second),
        fields=_fields(duplicates.records, first.object, explanation),
        explanation=explanation,
        members=members(duplicates.records, others[:SHOWN_MEMBERS]),
        more_members=max(0, len(others) - SHOWN_MEMBERS),
        group=queue.groups.names[group] if group >= 0 else None,
        reason=queue.groups.reasons[group] if group >= 0 else None,
    )


def heads(records: Records, places: Sequence[int]) -> list[Head]:
    """What names the records."""
    found = zip(records.ids(places), records.objects(places), records.locations(places), strict=True)
    return [Head(record_id, object_name, file, line) for record_id, object_name, (file, line) in found]


def members(records: Records, places: Sequence[int]) -> tuple[Member, ...]:
    """The records as one recognises them."""
    if not places:
        return ()
    rows = [_filled(row) for _, row in records.values(places).iterrows()]
    return tuple(
        Member(place, head, "  ".join(list(row.values())[:NAMING]))
        for place, head, row in zip(places, heads(records, places), rows, strict=True)
    )


def _fields(records: Records, object_name: str, explanation: PairExplanation) -> tuple[FieldPair, ...]:
    """The compared fields first, those that say most at the top; then the others as the records have them."""
    values = records.values([explanation.left, explanation.right])
    one, other = (_filled(row) for _, row in values.iterrows())
    by_field = {evidence.field: evidence for evidence in explanation.evidence}
    weighty = sorted(by_field.values(), key=lambda evidence: -abs(evidence.weight))
    names = dict.fromkeys([*(evidence.field for evidence in weighty), *map(str, values.columns)])
    return tuple(
        FieldPair(
            field_words(object_name, name), _of(one, by_field, name, "left"), _of(other, by_field, name, "right"),
            by_field.get(name),
        )
        for name in names
        if name in by_field or name in one or name in other
    )  # fmt: skip


def _of(row: dict[str, str], by_field: dict[str, Evidence], name: str, side: str) -> str | None:
    """A record's value; what was compared where the record has no such column (made of several fields)."""
    if name in row or name not in by_field:
        return row.get(name)
    value: str | None = getattr(by_field[name], side)
    return value


def _filled(row: pd.Series) -> dict[str, str]:
    return {str(name): str(value) for name, value in row.dropna().items()}
