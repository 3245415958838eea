"""Where the records are that decisions name, all in one pass, since asking for each would read all ids anew."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from mopsctl.matching.record_key import RecordKey, record_key
from mopsctl.normalize.salesforce_ids import SHORT

if TYPE_CHECKING:
    from mopsctl.matching.duplicates import Records

RECORDS_A_STEP = 100_000
"""How many ids are held as Python texts at once."""


def places_of(records: Records, keys: Iterable[RecordKey]) -> dict[RecordKey, int]:
    """The place of each record that is there; the first where several have the id."""
    wanted = set(keys)
    ids = {form for key in wanted for form in (key.id, key.id[:SHORT])}
    found: dict[RecordKey, int] = {}
    for start in range(0, len(records) if wanted else 0, RECORDS_A_STEP):
        here = records.ids(range(start, min(start + RECORDS_A_STEP, len(records))))
        places = [start + number for number, record_id in enumerate(here) if record_id in ids]
        for place, name in zip(places, records.objects(places), strict=True):
            key = record_key(name, here[place - start])
            if key in wanted:
                found.setdefault(key, place)
    return found
