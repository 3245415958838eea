"""What is shown of a pair, as plain data: its fields side by side, its evidence, and who else is in its group."""

from __future__ import annotations

import unicodedata
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
LEAST_BITS = 0.05
"""Weights below say nothing."""


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

    @property
    def is_empty(self) -> bool:
        """Whether neither has it."""
        return self.left is None and self.right is None


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

    @property
    def unfilled(self) -> list[str]:
        """The labels of compared fields that neither has."""
        return [field.label for field in self.fields if field.is_empty]


def pair_view(duplicates: Duplicates, queue: Queue, row: int) -> PairView:
    """The pair of a row. Pairs are explained here alone, one at a time."""
    left, right = int(queue.left[row]), int(queue.right[row])
    group = int(queue.group[row])
    others = [place for place in queue.groups.of(group) if place not in (left, right)]
    first, second = heads(duplicates.records, [left, right])
    explanation = duplicates.explain(left, right)
    return PairView(
        heads=(first, second),
        fields=_fields(duplicates.records, first, second, explanation),
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


def _fields(
    records: Records, first: Head, second: Head, explanation: PairExplanation
) -> tuple[FieldPair, ...]:
    """The compared fields first, those that say most at the top; then the others as the records have them.

    The ids are left out, since they head the columns.
    """
    values = records.values([explanation.left, explanation.right])
    one, other = (_filled(row) for _, row in values.iterrows())
    names = [str(name) for name in values.columns if str(name) in one or str(name) in other]
    columns = [name for name in names if (one.get(name), other.get(name)) != (first.id, second.id)]
    found: dict[str, FieldPair] = {}
    free = [name for name in columns if name not in {evidence.field for evidence in explanation.evidence}]
    for evidence in sorted(explanation.evidence, key=lambda each: -abs(each.weight)):
        name = evidence.field
        if name not in values.columns:
            name = _compared_field(evidence, free, one, other) or name
            free = [other_name for other_name in free if other_name != name]
        label = field_words(first.object, name) if name in values.columns else _as_words(name)
        left, right = one.get(name, evidence.left), other.get(name, evidence.right)
        found[name] = FieldPair(label, left, right, evidence)
    for name in columns:
        if name not in found:
            found[name] = FieldPair(field_words(first.object, name), one.get(name), other.get(name), None)
    return tuple(found.values())


def _compared_field(
    evidence: Evidence, names: Sequence[str], one: dict[str, str], other: dict[str, str]
) -> str | None:
    """The field whose values were compared under another name; they are the same but for case, accents and blanks."""
    compared = [_folded(evidence.left), _folded(evidence.right)]
    return next(
        (name for name in names if [_folded(one.get(name)), _folded(other.get(name))] == compared), None
    )


def _as_words(name: str) -> str:
    """What was compared and is no field: ``mail_domain`` as ``Mail domain``."""
    return name.replace("_", " ").capitalize()


def _folded(value: str | None) -> str:
    decomposed = unicodedata.normalize("NFKD", (value or "").casefold())
    return " ".join("".join(char for char in decomposed if not unicodedata.combining(char)).split())


def _filled(row: pd.Series) -> dict[str, str]:
    return {str(name): str(value) for name, value in row.dropna().items()}
