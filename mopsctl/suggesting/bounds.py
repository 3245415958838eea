"""Bounds that numbers keep to: where their mass ends sharply at a round number, and nothing lies just beyond."""

from __future__ import annotations

from collections.abc import Iterator
from math import floor, log10

import numpy as np

from mopsctl.suggesting.column import Numbers

BAND = 0.1
"""The bands on both sides of a bound, as a share of the distance between the bound and the median."""
LEAST_MASS = 0.005
"""The share of the values that lies in the band inside."""
NEAR = 1.5
NATURAL = (1.0, 5.0, 10.0, 100.0)
"""Ends of scales, which hold even where no value breaks them."""


def upper_bound(values: Numbers, gate: float) -> float | None:
    """The round number at which the values end; None where they thin out, or the end may be chance.

    :param values: without NaN.
    :param gate: the share of the values that must lie below.
    """
    middle, edge, last = np.quantile(values, 0.5), np.quantile(values, gate), values.max()
    ordered = np.sort(values)
    fitting = [bound for bound in _round_numbers(edge, last) if _is_cliff(ordered, bound, middle)]
    if not fitting:
        return None
    best = min(fitting, key=lambda bound: (_figures(bound), bound))
    is_broken = last > best
    return best if is_broken or best in NATURAL else None


def lower_bound(values: Numbers, gate: float) -> float | None:
    """The round number at which the values begin; 0 wherever hardly any value lies below it."""
    if np.mean(values >= 0) >= gate and values.min() < 0:
        return 0.0
    found = upper_bound(-values, gate)
    if found is None or (found < 0 and not _is_dense(values, -found)):
        return None
    return -found


def _is_dense(values: Numbers, start: float) -> bool:
    """Whether values lie closely above a positive start: amounts thin out towards small ones by nature."""
    return bool(np.mean((values >= start) & (values <= NEAR * start)) >= LEAST_MASS)


def _is_cliff(ordered: Numbers, bound: float, middle: float) -> bool:
    band = BAND * (bound - middle)
    if band <= 0:
        return False
    places = np.searchsorted(ordered, [bound - band, bound, bound + band], side="right")
    inside, beyond = places[1] - places[0], places[2] - places[1]
    return bool(inside >= max(5, LEAST_MASS * len(ordered)) and beyond <= 0.02 * inside)


def _round_numbers(start: float, end: float) -> Iterator[float]:
    """Numbers of at most two figures from ``start`` to a little beyond ``end``, or to a few steps above ``start``."""
    if start == 0:
        yield 0.0
        return
    sign, least = (1, start) if start > 0 else (-1, -start)
    scale = 10.0 ** (floor(log10(least)) - 1)
    lowest = int(np.ceil(start / scale - 1e-9))
    steps = range(lowest, lowest + 20)
    for step in steps:
        bound = step * scale
        if bound >= start and (sign < 0 or bound <= max(end, start) * 1.1):
            yield round(bound, 10)


def _figures(number: float) -> int:
    """How far from round a number is: 0 for 1, 2 and 5 with zeros, 1 for other single figures, 2 for 15 and 65."""
    digits = f"{abs(number):.10g}".replace(".", "").strip("0") or "0"
    if len(digits) == 1:
        return 0 if digits in "0125" else 1
    return 2 if digits.endswith("5") else 3
