"""Where a reader notes what it could not read as it stands: every problem counts, the first many are kept."""

from __future__ import annotations

from dataclasses import dataclass, field

from mopsctl.sources.table import ProblemKind, ReadProblem

KEPT_PROBLEMS = 10_000
KEPT_TEXT = 2_000


@dataclass(slots=True)
class ProblemLog:
    """The problems of one table; a ``SourceTable`` shares its list and counts and so sees them grow."""

    path: str
    sheet: str | None = None
    problems: list[ReadProblem] = field(default_factory=list)
    counts: dict[ProblemKind, int] = field(default_factory=dict)

    def add(self, kind: ProblemKind, line: int | None, reason: str, text: str = "") -> None:
        """Count a problem, and keep it while there is room: 10,000 a table, 2,000 characters of text each."""
        self.counts[kind] = self.counts.get(kind, 0) + 1
        if len(self.problems) < KEPT_PROBLEMS:
            self.problems.append(ReadProblem(self.path, line, kind, reason, text[:KEPT_TEXT], self.sheet))

    def note(self, reason: str, line: int | None = None) -> None:
        """Say something about the table as a whole."""
        self.add(ProblemKind.NOTE, line, reason)
