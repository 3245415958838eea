"""Which part of the records the duplicates are among: by lead source, owner, month created and file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
"""Of each group, the field that most of the records have becomes a segment, the first of several that all have."""
PEOPLE = frozenset({"owner_name", "owner_id"})
"""Fields that name people, by which nothing is cut where personal values are masked; some systems' ids do, too."""
MOST_VALUES = 2_000
"""A field with more distinct values than this is no segment."""


def duplicate_segments(
    duplicates: Duplicates, members: pd.DataFrame, redact: bool = False
) -> tuple[DuplicateSegment, ...]:
    """The segments of every object that has copies; fields of one value, or of too many, are left out.

    :param redact: leaves out what names people.
    """
    everything = np.arange(len(duplicates.records))
    objects = pd.Categorical(duplicates.records.objects(everything))
    copies = np.zeros(len(objects), dtype=bool)
    copies[members["place"][members["copy"]]] = True
    hidden = set(PEOPLE if redact or duplicates.redacted else ())
    if len(set(duplicates.records.systems(everything))) > 1:
        hidden.add(FILE)  # a system's file stands for the system
    columns = [list(_columns(duplicates, [n for n in group if n not in hidden])) for group in SEGMENT_FIELDS]
    return tuple(_segments(columns, objects, copies))


@dataclass(frozen=True, slots=True)
class _Coded:
    """A field of all records: for each a place in ``values``, -1 where it is empty."""

    field: str
    codes: NDArray[np.int64]
    values: list[str]


def _segments(
    columns: Sequence[Sequence[_Coded]], objects: pd.Categorical[Any], copies: NDArray[np.bool_]
) -> Iterator[DuplicateSegment]:
    """For each object and group of fields, the segment by the fullest field that makes one."""
    for code, name in enumerate(objects.categories):
        chosen = np.asarray(objects.codes == code)
        if not copies[chosen].any():
            continue
        for group in columns:
            fullest_first = sorted(group, key=lambda column: -np.count_nonzero(column.codes[chosen] >= 0))
            found = (_segment(str(name), column, chosen, copies) for column in fullest_first)
            segment = next(filter(None, found), None)
            if segment is not None:
                yield segment


def _columns(duplicates: Duplicates, fields: Iterable[str]) -> Iterator[_Coded]:
    """Those of the fields that the records have."""
    for name in fields:
        texts = _texts(duplicates, name)
        if texts is not None:
            yield _coded(name, texts)


def _coded(field: str, texts: pd.Series[Any] | NDArray[np.object_]) -> _Coded:
    codes, values = pd.factorize(texts)
    return _Coded(field, codes, [str(value) for value in values])


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
