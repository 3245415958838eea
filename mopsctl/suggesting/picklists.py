"""Fields with few values, and which ones; what is rare beside them is a slip, not a value."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from itertools import pairwise
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
RECORDS_A_VALUE, LEAST_RECORDS = 8, 100
MOST_WORDS = 5
GAP = 5
"""How much more the least used value is used than anything that is none."""
SAME, RARER, LEAST_LENGTH = 85, 20, 5
"""How alike two texts are (0-100), and how much rarer one is, for it to be a slip of the other."""
FREE_WORDS = frozenset(
    {"title", "name", "note", "notes", "description", "comment", "comments", "address", "step"}
)


def propose_picklists(survey: Survey) -> Iterator[Proposal]:
    """A list of values for each field that has few."""
    for column in survey.of_kinds(ValueKind.PICKLIST, ValueKind.TEXT, ValueKind.BOOLEAN):
        if may_be_picklist(column):
            values = _values(survey, column)
            if values and not (column.kind is ValueKind.BOOLEAN and _all_kept(column, values)):
                yield _proposal(survey, column, values)


def may_be_picklist(column: Column) -> bool:
    """Whether a field has few values for its records, and is none of free text by its name."""
    if column.personal:
        return False
    distinct = len(column.values)
    if not 2 <= distinct <= MOST_DISTINCT or column.usable < distinct * RECORDS_A_VALUE / 2:
        return False
    if column.kind is ValueKind.TEXT and column.is_numeric:
        return False
    return FREE_WORDS.isdisjoint(header_word_list(column.field.replace("_", " ")))


def _values(survey: Survey, column: Column) -> list[str]:
    """The values that count, commonest first; none where the field is no picklist."""
    spelt = _folded(exact_counts(survey, column))
    total = sum(count for _, count in spelt)
    floor = max(LEAST_USES, ceil(LEAST_SHARE * total))
    kept = _above_the_gap(_without_slips(spelt), floor)
    is_sure = sure_share(sum(count for _, count in kept), total) >= survey.options.min_support
    return [value for value, _ in kept] if is_sure and _is_list(kept, total) else []


def _above_the_gap(counted: list[tuple[str, int]], floor: int) -> list[tuple[str, int]]:
    """The values that are used, where the others are much rarer; none where there is no gap: the list is open."""
    counts = [count for _, count in counted]
    steps = list(enumerate(pairwise(counts), 1))
    ends = [
        i for i, (count, following) in steps if count >= max(floor, GAP * following) and following < floor
    ]
    ends = ends or [i for i, (count, following) in steps if count >= RARER * following]
    if ends:
        return counted[: ends[-1]]
    return counted if counts and counts[-1] >= floor else []


def _folded(spelt: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """The values in any case, each in its commonest spelling; the commonest first."""
    folded: dict[str, tuple[str, int]] = {}
    for value, count in spelt:
        first, so_far = folded.get(value.lower(), (value, 0))
        folded[value.lower()] = first, so_far + count
    return sorted(folded.values(), key=lambda pair: (-pair[1], pair[0]))


def _without_slips(used: list[tuple[str, int]]) -> list[tuple[str, int]]:
    kept: list[tuple[str, int]] = []
    for value, count in used:
        if not any(_is_slip(value, count, other, more) for other, more in kept):
            kept.append((value, count))
    return kept


def _is_list(kept: list[tuple[str, int]], total: int) -> bool:
    """Whether values so few are used by so many records that no other is to be expected, and are no sentences."""
    if not 2 <= len(kept) <= MOST_VALUES or total < max(LEAST_RECORDS, len(kept) * RECORDS_A_VALUE):
        return False
    words = sum(len(value.split()) * count for value, count in kept) / sum(count for _, count in kept)
    return words < MOST_WORDS


def _is_slip(value: str, count: int, other: str, more: int) -> bool:
    """Whether a value is another one in another form, or a rare misspelling of it with the same digits."""
    words, others = _words(value), _words(other)
    if words and ("".join(words) == "".join(others) or sorted(words) == sorted(others)):
        return True
    if more < count * RARER or len(value) < LEAST_LENGTH or _digits(value) != _digits(other):
        return False
    return fuzz.ratio(value.lower(), other.lower()) >= SAME


def _words(text: str) -> list[str]:
    """The words of a text, without signs."""
    return "".join(char if char.isalnum() else " " for char in unescape(text).casefold()).split()


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
        good=tuple(values[:2]), tried=(f"not {values[0]}",),
    )  # fmt: skip
