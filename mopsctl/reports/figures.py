"""How figures are written for people: thousands separators, and percentages that do not round to a lie."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor

from mopsctl.findings import Metric

MISSING = "–"
MINUS = "−"
POINT_DIGITS = 2


def count(number: int) -> str:
    """A whole number with thousands separators."""
    return f"{number:,}"


def rounded_score(value: float, digits: int = 1) -> float:
    """A score (0-100) rounded; 100 only where nothing is missing."""
    return min(round(value, digits), 100 - 10**-digits) if value < 100 else 100.0


def score(value: float | None) -> str:
    """A score (0-100) with one digit."""
    if value is None:
        return MISSING
    return f"{rounded_score(value):.1f}" if value < 100 else "100"


def exact_score(value: float) -> str:
    """A score with as many digits as points have, so that the sum of both can be checked."""
    return f"{rounded_score(value, POINT_DIGITS):.{POINT_DIGITS}f}"


def percent(part: int, whole: int) -> str:
    """A share as a percentage: 0 % only where there is none, 100 % only where it is all."""
    if not whole:
        return MISSING
    share = 100 * part / whole
    if 0 < share < 0.05:
        return "<0.1%"
    if 99.95 <= share < 100:
        return ">99.9%"
    return f"{share:.0f}%" if part in (0, whole) else f"{share:.1f}%"


def lost(points: float) -> str:
    """Points taken from a score."""
    return _points(points, MINUS)


def gained(points: float) -> str:
    """Points added to a score."""
    return _points(points, "+")


def _points(points: float, sign: str) -> str:
    if not points:
        return "0"
    least = 10**-POINT_DIGITS
    return f"{sign}{points:.{POINT_DIGITS}f}" if points >= least / 2 else f"<{least}"


def plural(number: int, one: str, many: str | None = None) -> str:
    """A count with its word: ``1 file``, ``2 files``."""
    return f"{count(number)} {one if number == 1 else many or one + 's'}"


def metric_text(metric: Metric) -> str:
    """A figure in its unit: a ratio as a percentage, a whole number without decimals."""
    if metric.unit == "ratio":
        return f"{100 * metric.value:.1f}%"
    if metric.unit == "points":
        return f"{score(metric.value)} points"
    number = f"{metric.value:,.0f}" if metric.value == int(metric.value) else f"{metric.value:,.1f}"
    return number if metric.unit in {"count", ""} else f"{number} {metric.unit}"


def apportion(parts: Sequence[float], total: float, digits: int = POINT_DIGITS) -> list[float]:
    """The parts rounded so that they add up to the rounded total (largest-remainder method).

    ``parts`` are not negative and add up to about ``total``.
    """
    unit = 10**digits
    scaled = [part * unit for part in parts]
    whole = [floor(part) for part in scaled]
    missing = round(total * unit) - sum(whole)
    by_remainder = sorted(range(len(parts)), key=lambda i: whole[i] - scaled[i])
    for index in by_remainder[: max(missing, 0)]:
        whole[index] += 1
    return [value / unit for value in whole]
