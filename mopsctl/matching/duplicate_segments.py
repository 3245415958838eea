"""Which part of the records the duplicates are among: by lead source, owner, month created and file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from mopsctl.duplicate_figures import FILE, DuplicateSegment, SegmentRate
from mopsctl.matching.created import created_months
from mopsctl.matching.duplicates import Duplicates
from mopsctl.results import CREATED_MONTH

if TYPE_CHECKING:
    from numpy.typing import NDArray

SEGMENT_FIELDS = (("lead_source",), ("owner_name", "owner_id"), (CREATED_MONTH,), (FILE,))
"""Of each group, the first field that the records have becomes a segment."""
MOST_VALUES = 2_000
"""A field with more distinct values than this is no segment."""


def duplicate_segments(duplicates: Duplicates, members: pd.DataFrame) -> tuple[DuplicateSegment, ...]:
    """The segments of every object that has copies; fields of one value, or of too many, are left out."""
    everything = np.arange(len(duplicates.records))
    objects = pd.Categorical(duplicates.records.objects(everything))
    copies = np.zeros(len(objects), dtype=bool)
    copies[members["place"][members["copy"]]] = True
    return tuple(_segments(duplicates, objects, copies))


@dataclass(frozen=True, slots=True)
class _Coded:
    """A field of all records: for each a place in ``values``, -1 where it is empty."""

    field: str
    codes: NDArray[np.int64]
    values: list[str]


def _segments(
    duplicates: Duplicates, objects: pd.Categorical[Any], copies: NDArray[np.bool_]
) -> Iterator[DuplicateSegment]:
    columns = list(_columns(duplicates))
    for code, name in enumerate(objects.categories):
        chosen = np.asarray(objects.codes == code)
        if not copies[chosen].any():
            continue
        for group in columns:
            found = (_segment(str(name), column, chosen, copies) for column in group)
            segment = next(filter(None, found), None)
            if segment is not None:
                yield segment


def _columns(duplicates: Duplicates) -> Iterator[list[_Coded]]:
    """For each group of fields, those that the records have."""
    for group in SEGMENT_FIELDS:
        known = ((field, _texts(duplicates, field)) for field in group)
        coded = ((field, *pd.factorize(texts)) for field, texts in known if texts is not None)
        yield [_Coded(field, codes, [str(value) for value in values]) for field, codes, values in coded]


def _texts(duplicates: Duplicates, field: str) -> pd.Series[Any] | NDArray[np.object_] | None:
    records = duplicates.records
    if field == CREATED_MONTH:
        return created_months(records)
    if field == FILE:
        # As objects: a file name that is not UTF-8 is no text to Arrow.
        return np.array([path for path, _ in records.locations(np.arange(len(records)))], dtype=object)
    return records.column(field)


def _segment(
    name: str, column: _Coded, chosen: NDArray[np.bool_], copies: NDArray[np.bool_]
) -> DuplicateSegment | None:
    places = column.codes[chosen] + 1
    records = np.bincount(places, minlength=len(column.values) + 1)
    if not 1 < np.count_nonzero(records) <= MOST_VALUES or not records[1:].any():
        return None
    repeated = np.bincount(places, weights=copies[chosen], minlength=len(records)).astype(int)
    rates = [
        SegmentRate(value, int(records[at]), int(repeated[at]))
        for at, value in enumerate([None, *column.values])
        if records[at]
    ]
    rates.sort(key=_by_time if column.field == CREATED_MONTH else _by_copies)
    return DuplicateSegment(name, column.field, tuple(rates))


def _by_time(rate: SegmentRate) -> tuple[str, ...]:
    return (rate.value or "",)


def _by_copies(rate: SegmentRate) -> tuple[int, int, str]:
    return -rate.copies, -rate.records, rate.value or ""
