"""What changed between an earlier audit and this one."""

from __future__ import annotations

from dataclasses import dataclass

from mopsctl.findings import Dimension, Severity


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """A score (0-100) then and now; None where there was none. ``dimension`` is None for an object as a whole."""

    object: str
    dimension: Dimension | None
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class RowChange:
    """How many records of an object there were, and are; None where there was no such object."""

    object: str
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule on an object then and now; its figures are None on the side where it was not checked.

    ``fixed`` findings are no longer found, ``new`` ones were not found then (by fingerprint); None where the earlier
    report does not hold every finding.
    """

    id: str
    object: str
    title: str
    severity: Severity
    checked_before: int | None
    checked_after: int | None
    failed_before: int | None
    failed_after: int | None
    points_before: float | None
    points_after: float | None
    fixed: int | None = None
    new: int | None = None

    @property
    def in_both(self) -> bool:
        """Whether the rule was checked both times."""
        return self.failed_before is not None and self.failed_after is not None

    @property
    def points_gained(self) -> float:
        """What its change gave to the overall score; negative where it took."""
        return (self.points_before or 0.0) - (self.points_after or 0.0)


@dataclass(frozen=True, slots=True)
class Comparison:
    """This audit beside an earlier one.

    ``path`` is the earlier report's file, ``created`` and ``as_of`` (ISO 8601) its times. ``scores`` holds objects and
    their dimensions; ``fixed`` and ``new`` are sums over the rules checked both times. ``notes`` say, a sentence
    each, what makes the two hard to compare.
    """

    path: str
    created: str
    as_of: str
    score_before: float | None
    score_after: float | None
    findings_before: int
    findings_after: int
    rows: tuple[RowChange, ...]
    scores: tuple[ScoreChange, ...]
    rules: tuple[RuleChange, ...]
    fixed: int | None
    new: int | None
    notes: tuple[str, ...]
