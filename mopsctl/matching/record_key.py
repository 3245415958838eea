"""A record as decisions name it."""

from __future__ import annotations

from typing import NamedTuple


class RecordKey(NamedTuple):
    """A record in every run: its object and its id."""

    object: str
    id: str


Pair = tuple[RecordKey, RecordKey]
"""Two records in the order of their keys."""


def pair_of(one: RecordKey, other: RecordKey) -> Pair:
    """The pair of two records, whichever is named first."""
    return (one, other) if one <= other else (other, one)
