"""Why pairs are alike, a line a pair, for many pairs at once."""

from __future__ import annotations

import json
from collections.abc import Iterator

import numpy as np

from mopsctl.matching.duplicates import Duplicates
from mopsctl.reports.figures import MINUS
from mopsctl.review.pair_view import LEAST_BITS
from mopsctl.review.queue import Queue, reviewable


def whys(duplicates: Duplicates, queue: Queue, rows: np.ndarray) -> list[str]:
    """What each field of the rows says and its weight in bits, the weightiest first: ``Email same +16.7``."""
    return [
        "; ".join(
            f"{field.replace('_', ' ').capitalize()} {level} {'+' if bits > 0 else MINUS}{abs(bits):.1f}"
            for field, level, bits in sorted(said, key=lambda each: -abs(each[2]))
            if abs(bits) >= LEAST_BITS
        )
        for said in _said(duplicates, queue, rows)
    ]


def _said(duplicates: Duplicates, queue: Queue, rows: np.ndarray) -> Iterator[list[tuple[str, str, float]]]:
    """Fields, levels and bits of each row; a search that cannot tell of many at once is asked for each."""
    if duplicates.evidence_json is None:
        for left, right in zip(queue.left[rows], queue.right[rows], strict=True):
            explained = duplicates.explain(int(left), int(right))
            yield [(each.field, each.level, each.weight) for each in explained.evidence]
        return
    for text in duplicates.evidence_json(reviewable(duplicates).iloc[rows]):
        yield [(field, level, bits) for field, (level, bits) in json.loads(text).items()]
