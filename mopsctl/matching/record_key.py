"""A record as decisions name it."""

from __future__ import annotations

from typing import NamedTuple

from mopsctl.normalize.salesforce_ids import SHORT, checksum
from mopsctl.schema.signs import object_signs


class RecordKey(NamedTuple):
    """A record in every run: its object and its id."""

    object: str
    id: str


def record_key(object_name: str, record_id: str) -> RecordKey:
    """The key of a record, whatever export it comes from: of Salesforce's ids of 15 characters those of 18."""
    if len(record_id) != SHORT or not (record_id.isascii() and record_id.isalnum()):
        return RecordKey(object_name, record_id)
    signs = object_signs().get(object_name)
    if signs is None or record_id[:3] not in signs.prefixes:
        return RecordKey(object_name, record_id)
    return RecordKey(object_name, record_id + checksum(record_id))


Pair = tuple[RecordKey, RecordKey]
"""Two records in the order of their keys."""


def pair_of(one: RecordKey, other: RecordKey) -> Pair:
    """The pair of two records, whichever is named first."""
    return (one, other) if one <= other else (other, one)
