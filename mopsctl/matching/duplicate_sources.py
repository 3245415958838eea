"""What makes duplicates: the lead sources, owners, months and files that have more of them than chance explains."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import sqrt
from statistics import NormalDist

from mopsctl.duplicate_figures import DuplicateSegment, DuplicateSource

LEAST_RECORDS = 20
"""Of fewer records nothing is said."""
ERROR = 0.05
"""The chance that a segment names any value that is none."""


def duplicate_sources(segments: Sequence[DuplicateSegment]) -> tuple[DuplicateSource, ...]:
    """The values whose rate is surely above that of their object, those with the most excess first; never "none".

    Surely: the lower end of Wilson's score interval (E. B. Wilson, "Probable inference, the law of succession, and
    statistical inference", 1927) is above it, at an error of 0.05 that all values share (Bonferroni).
    """
    found = [source for segment in segments for source in _of_segment(segment)]
    return tuple(sorted(found, key=lambda s: (-s.excess, s.object, s.field, s.value or "")))


def _of_segment(segment: DuplicateSegment) -> Iterator[DuplicateSource]:
    known = [v for v in segment.values if v.value is not None and v.records >= LEAST_RECORDS]
    if not known or not segment.rate:
        return
    z = NormalDist().inv_cdf(1 - ERROR / len(known))
    for value in known:
        if _lower_bound(value.rate, value.records, z) > segment.rate:
            excess = value.copies - segment.rate * value.records
            yield DuplicateSource(
                segment.object, segment.field, value.value, value.records, value.copies,
                value.rate / segment.rate, excess,
            )  # fmt: skip


def _lower_bound(share: float, number: int, z: float) -> float:
    """The lower end of Wilson's score interval of a share (0-1) of ``number``, at ``z`` standard deviations."""
    centre = share + z * z / (2 * number)
    spread = z * sqrt(share * (1 - share) / number + z * z / (4 * number * number))
    return (centre - spread) / (1 + z * z / number)
