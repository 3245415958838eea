"""What an audit found, as plain data: every report is made from this and from nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from mopsctl.acceptance import BaselineReport, Suppressed
from mopsctl.comparison import Comparison
from mopsctl.drill import Drill, DrillSource
from mopsctl.duplicate_figures import DuplicateFigures
from mopsctl.failure import Failure
from mopsctl.findings import Dimension, Finding, Metric, Scorecard, Severity
from mopsctl.schema.model import Evidence
from mopsctl.sources.table import ProblemKind, ReadProblem

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class SourceReport:
    """One file or sheet: how it was read, what it seems to be and why.

    ``counts`` are problems of reading by kind; ``mapping`` leads from canonical field to header.
    """

    path: str
    sheet: str | None
    object: str
    known: bool
    origin: str | None
    object_confidence: float
    origin_confidence: float
    evidence: tuple[Evidence, ...]
    rows: int
    columns: int
    format: str
    encoding: str | None
    delimiter: str | None
    header_line: int | None
    mapping: dict[str, str]
    counts: dict[ProblemKind, int]

    @property
    def skipped_rows(self) -> int:
        """Lines that are not in the table: rejected records, and lines that are no records."""
        return self.counts.get(ProblemKind.REJECTED, 0) + self.counts.get(ProblemKind.SKIPPED, 0)


@dataclass(frozen=True, slots=True)
class UnreadFile:
    """A file of the source that gave no table, and why; ``expected`` where it is no data file at all."""

    path: str
    reason: str
    expected: bool


@dataclass(frozen=True, slots=True)
class RuleReport:
    """A rule's outcome on an object, over all tables of that object.

    ``weight`` is the rule's weight times its severity's; ``loss`` is what it takes from its dimension, in records;
    ``points`` is what that takes from the overall score (0-100); ``examples`` are the first findings. ``failed``
    are the findings; records that break the rule and are in the baseline are ``known`` instead.
    """

    id: str
    title: str
    kind: str
    object: str
    dimension: Dimension
    severity: Severity
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    why: str | None
    fix: str | None
    effort: str | None
    checked: int
    failed: int
    weight: float
    points: float
    loss: float = 0.0
    examples: tuple[Finding, ...] = ()
    known: int = 0

    @property
    def pass_rate(self) -> float:
        """Share of the checked records that keep to the rule (0-1)."""
        return 1 - self.broken / self.checked if self.checked else 1.0

    @property
    def broken(self) -> int:
        """How many records break the rule, those in the baseline included; scores count them."""
        return self.failed + self.known


@dataclass(frozen=True, slots=True)
class NotCheckedReport:
    """A rule that was not checked on an object, and why."""

    rule: str
    object: str
    path: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class FieldReport:
    """A column of a table: how full it is, and what is in it.

    ``filled`` cells are not empty; ``usable`` ones hold no placeholder either. ``top_values`` are the most
    frequent values with their counts; ``patterns`` the most frequent shapes ("Aa9" notation).
    """

    object: str
    path: str
    field: str
    header: str
    mapped: bool
    kind: str
    rows: int
    filled: int
    usable: int
    distinct: int
    min_length: int
    max_length: int
    top_values: tuple[tuple[str, int], ...] = ()
    patterns: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class SegmentValue:
    """The records of an object that share a value: how many, how complete (0-100), the object's score there."""

    value: str
    rows: int
    completeness: float | None
    score: float | None


CREATED_MONTH = "created_month"
"""The ``field`` of the segment by the month in which records were created, which is no field of theirs."""


@dataclass(frozen=True, slots=True)
class SegmentReport:
    """An object cut by one field (or by month created), the largest values first.

    ``other_values`` and ``other_rows`` are those beyond the shown ones. ``path`` is the table's file, where there
    are several tables of the object.
    """

    object: str
    field: str
    label: str
    values: tuple[SegmentValue, ...]
    other_values: int = 0
    other_rows: int = 0
    path: str | None = None


@dataclass(frozen=True, slots=True)
class CompletenessBand:
    """How many records of an object are complete to a degree between two bounds (0-100)."""

    object: str
    low: int
    high: int
    rows: int


@dataclass(frozen=True, slots=True)
class FieldAdvice:
    """Something to tidy in the object itself: ``kind`` is unfilled, same, or unused_value."""

    object: str
    kind: str
    fields: tuple[str, ...]
    message: str


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A thing to do, the most rewarding first.

    ``records`` would be mended by it; ``points`` is what the overall score would gain; ``rules`` would pass.
    """

    title: str
    action: str
    why: str
    effort: str
    object: str
    records: int
    points: float
    rules: tuple[str, ...]


Most = int | None | Mapping[tuple[str, str], int]
"""How many findings of a rule on a table are wanted: so many, all (None), or as many as are said of the rule's id
and object, and none of a rule of which nothing is said."""

FindingStream = Callable[[Most], Iterator[Finding]]
"""Gives the findings anew, at most so many, in the order of rules and records."""

FindingBatches = Callable[[Most], Iterator["pa.RecordBatch"]]
"""Gives the same findings as Arrow batches, many times faster; columns: ``engine.finding_batches.SCHEMA``."""


@dataclass(slots=True)
class AuditResult:
    """An audit: of what, when, how good, what is wrong, what to do, and what could not be seen."""

    version: str
    created: str
    as_of: date
    source: str
    seconds: float
    scorecard: Scorecard
    sources: list[SourceReport]
    unread: list[UnreadFile]
    problems: list[ReadProblem]
    rules: list[RuleReport]
    not_checked: list[NotCheckedReport]
    fields: list[FieldReport]
    segments: list[SegmentReport]
    bands: list[CompletenessBand]
    advice: list[FieldAdvice]
    recommendations: list[Recommendation]
    metrics: list[Metric]
    stream: FindingStream = field(repr=False)
    batches: FindingBatches = field(repr=False)
    command: str = "audit"
    redacted: bool = False
    drill: DrillSource = field(default=Drill, repr=False)
    comparison: Comparison | None = None
    suppressed: list[Suppressed] = field(default_factory=list)
    baseline: BaselineReport | None = None
    failures: list[Failure] = field(default_factory=list)
    duplicates: DuplicateFigures | None = None
    """Figures on duplicates, where a rule searched for them."""

    def count(self, severity: Severity) -> int:
        """How many findings have that severity."""
        return sum(rule.failed for rule in self.rules if rule.severity is severity)

    def counts(self) -> dict[Severity, int]:
        """How many findings there are of each severity."""
        return {severity: self.count(severity) for severity in Severity}

    @property
    def rules_checked(self) -> int:
        """How many rules had something to check, each counted once however many objects it is about."""
        return len({rule.id for rule in self.rules if rule.checked})

    @property
    def rules_not_checked(self) -> int:
        """How many rules had nothing to check on some object, each counted once; elsewhere they may have had."""
        return len({skipped.rule for skipped in self.not_checked})

    @property
    def findings_total(self) -> int:
        """How many findings there are in all."""
        return sum(rule.failed for rule in self.rules)
