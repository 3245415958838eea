"""What rules report, in one shape whatever their kind: findings and, from them, scores and figures."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How grave a finding is; ``rank`` grows with gravity."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        return {"error": 3, "warning": 2, "info": 1}[self.value]


class Dimension(StrEnum):
    """The data-quality dimension that a rule measures."""

    COMPLETENESS = "completeness"
    VALIDITY = "validity"
    UNIQUENESS = "uniqueness"
    CONSISTENCY = "consistency"
    TIMELINESS = "timeliness"


@dataclass(frozen=True, slots=True)
class Location:
    """Where a record stands in its source: the file, the sheet of a workbook, the line (1-based)."""

    path: str
    line: int | None = None
    column: int | None = None
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A value that would mend a finding, and how sure that is (0-1)."""

    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Finding:
    """One violation of one rule by one record, field, name, tool or pair.

    ``field`` is canonical where the column is mapped, else the source's header. ``confidence`` (0-1) is that
    of the suggestion. ``fingerprint`` stays the same when the export is made again, re-ordered, or gains columns.
    """

    rule: str
    severity: Severity
    dimension: Dimension
    object: str
    record_id: str | None
    field: str | None
    value: str | None
    message: str
    suggestion: str | None
    confidence: float | None
    location: Location
    fingerprint: str


@dataclass(frozen=True, slots=True)
class DimensionScore:
    """An object's score (0-100) in one dimension. ``share`` is its part of the object's score (0-1)."""

    dimension: Dimension
    score: float
    share: float
    checked: int
    failed: int


@dataclass(frozen=True, slots=True)
class ObjectScore:
    """An object's score (0-100). ``share`` is its part of the overall score (0-1)."""

    object: str
    rows: int
    score: float
    share: float
    dimensions: tuple[DimensionScore, ...]


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The overall score (0-100, None where no rule that counts was checked), its grade, and its parts."""

    score: float | None
    grade: str
    objects: tuple[ObjectScore, ...]


@dataclass(frozen=True, slots=True)
class Metric:
    """One named figure, such as ``contact.duplicate_rate`` 0.083 ``ratio``."""

    name: str
    value: float
    unit: str
