"""Duplicate groups and pairs as rows for files of data; their columns are a contract (design, section 5)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pyarrow as pa

from mopsctl.matching.duplicates import Duplicates
from mopsctl.reports.rows import Rows, slices, text_array

SCORE_DIGITS = 6
GROUP_SCHEMA = pa.schema(
    [
        ("group_id", pa.string()),
        ("record_id", pa.string()),
        ("object", pa.string()),
        ("score", pa.float64()),
        ("scenario", pa.string()),
        ("reason", pa.string()),
    ]
)
PAIR_SCHEMA = pa.schema(
    [
        ("id_a", pa.string()),
        ("id_b", pa.string()),
        ("object_a", pa.string()),
        ("object_b", pa.string()),
        ("score", pa.float64()),
        ("scenario", pa.string()),
        ("band", pa.string()),
        ("evidence", pa.string()),
    ]
)


def group_rows(duplicates: Duplicates, most: int | None = None) -> Rows:
    """One row a record of a group, sorted by group; ``score`` is the record's strongest link in it, 0-1.

    ``most`` bounds the groups, not the rows: a group is whole or not there.
    """
    total = rows_of_groups(duplicates, most)
    return Rows("Groups", duplicates.created, total, GROUP_SCHEMA, partial(_group_batches, duplicates, total))


def pair_rows(duplicates: Duplicates, most: int | None = None) -> Rows:
    """One row a pair, the best first; ``evidence`` is a JSON object of the compared fields, empty where not known."""
    total = len(duplicates.pairs) if most is None else min(most, len(duplicates.pairs))
    batches = partial(_pair_batches, duplicates, most)
    return Rows("Pairs", duplicates.created, total, PAIR_SCHEMA, batches, ("evidence",))


def rows_of_groups(duplicates: Duplicates, most: int | None) -> int:
    """How many rows the first ``most`` groups have (None: all)."""
    if most is None:
        return len(duplicates.groups)
    return int(duplicates.groups.groupby("group", sort=False).size().head(most).sum())


def _group_batches(duplicates: Duplicates, most: int) -> Iterator[pa.RecordBatch]:
    records = duplicates.records
    for part in slices(duplicates.groups, most):
        places = part["record"].to_numpy()
        columns = [
            text_array(part["group"]),
            text_array(records.ids(places)),
            text_array(records.objects(places)),
            pa.array(part["score"].round(SCORE_DIGITS)),
            text_array(part["scenario"]),
            text_array(part["reason"]),
        ]
        yield pa.RecordBatch.from_arrays(columns, schema=GROUP_SCHEMA)


def _pair_batches(duplicates: Duplicates, most: int | None) -> Iterator[pa.RecordBatch]:
    records = duplicates.records
    for part in slices(duplicates.pairs, most):
        left, right = part["left"].to_numpy(), part["right"].to_numpy()
        evidence = duplicates.evidence_json(part) if duplicates.evidence_json else [None] * len(part)
        columns = [
            text_array(records.ids(left)),
            text_array(records.ids(right)),
            text_array(records.objects(left)),
            text_array(records.objects(right)),
            pa.array(part["score"].round(SCORE_DIGITS)),
            text_array(part["scenario"]),
            text_array(part["band"]),
            text_array(evidence),
        ]
        yield pa.RecordBatch.from_arrays(columns, schema=PAIR_SCHEMA)
