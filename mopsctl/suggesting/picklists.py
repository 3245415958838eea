"""Fields with few values, and which ones; what is rare beside them is a slip, not a value."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from rapidfuzz import fuzz

from mopsctl.normalize.booleans import NO, YES
from mopsctl.schema.headers import header_word_list
from mopsctl.schema.model import ValueKind
from mopsctl.suggesting.column import Column
from mopsctl.suggesting.confidence import sure_share
from mopsctl.suggesting.proposal import Proposal
from mopsctl.suggesting.survey import Survey, exact_counts

MOST_VALUES = 40
MOST_DISTINCT = 400
"""Distinct values of the sample, slips among them, beyond which a field is no picklist."""
LEAST_USES, LEAST_SHARE = 3, 0.002
"""A value is used by so many records, and by this share of them."""
RECORDS_A_VALUE = 8
MOST_WORDS = 5
SAME, RARER, LEAST_LENGTH = 85, 20, 5
"""How alike two texts are (0-100), and how much rarer one is, for it to be a slip of the other."""
FREE_WORDS = frozenset(
    {"title", "name", "note", "notes", "description", "comment", "comments", "address", "step"}
)


def propose_picklists(survey: Survey) -> Iterator[Proposal]:
    """A list of values for each field that has few."""
    for column in survey.of_kinds(ValueKind.PICKLIST, ValueKind.TEXT, ValueKind.BOOLEAN):
        if _may_be_picklist(column):
            values = _values(survey, column)
            if values and not (column.kind is ValueKind.BOOLEAN and _all_kept(column, values)):
                yield _proposal(survey, column, values)


def _may_be_picklist(column: Column) -> bool:
    distinct = len(column.values)
    if not 2 <= distinct <= MOST_DISTINCT or column.usable < distinct * RECORDS_A_VALUE / 2:
        return False
    return FREE_WORDS.isdisjoint(header_word_list(column.field.replace("_", " ")))


def _values(survey: Survey, column: Column) -> list[str]:
    """The values that count, commonest first; none where the field is no picklist."""
    spelt = exact_counts(survey, column)
    total = sum(count for _, count in spelt)
    folded: dict[str, tuple[str, int]] = {}
    for value, count in spelt:
        first, so_far = folded.get(value.lower(), (value, 0))
        folded[value.lower()] = first, so_far + count
    floor = max(LEAST_USES, ceil(LEAST_SHARE * total))
    kept: list[tuple[str, int]] = []
    for value, count in sorted(folded.values(), key=lambda pair: (-pair[1], pair[0])):
        if count >= floor and not any(_is_slip(value, count, other, more) for other, more in kept):
            kept.append((value, count))
    covered = sum(count for _, count in kept)
    if not 2 <= len(kept) <= MOST_VALUES or sure_share(covered, total) < survey.options.min_support:
        return []
    words = sum(len(value.split()) * count for value, count in kept) / covered
    return [value for value, _ in kept] if total >= len(kept) * RECORDS_A_VALUE and words < MOST_WORDS else []


def _is_slip(value: str, count: int, other: str, more: int) -> bool:
    """Whether a value is a rare misspelling of another: alike, much rarer, with the same digits in it."""
    if more < count * RARER or len(value) < LEAST_LENGTH or _digits(value) != _digits(other):
        return False
    return fuzz.ratio(value.lower(), other.lower()) >= SAME


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _all_kept(column: Column, values: list[str]) -> bool:
    """Whether a checkbox holds nothing but its two words, as the system writes them."""
    words = {value.lower() for value in column.values}
    return words <= {value.lower() for value in values} and words <= {*YES, *NO}


def _proposal(survey: Survey, column: Column, values: list[str]) -> Proposal:
    return Proposal(
        survey.object, "one_of", (column.field,), {"field": column.field, "values": values}, "known",
        f"{survey.label(column.field)} is one of {len(values)} values", "have one of these values",
        good=tuple(values[:2]), tried=(f"not {values[0]}",), values=True,
    )  # fmt: skip
