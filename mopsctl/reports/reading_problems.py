"""Problems of reading by kind: what they are called, how often they came up, and which come first."""

from __future__ import annotations

from mopsctl.results import AuditResult
from mopsctl.sources.table import ProblemKind

KIND_WORDS = {
    ProblemKind.REJECTED: ("record could not be read", "records could not be read"),
    ProblemKind.REPAIRED: ("record was mended while reading", "records were mended while reading"),
    ProblemKind.SKIPPED: ("line is no record", "lines are no records"),
}
GRAVEST_FIRST = (ProblemKind.REJECTED, ProblemKind.REPAIRED, ProblemKind.SKIPPED, ProblemKind.NOTE)


def counts_by_kind(result: AuditResult) -> dict[ProblemKind, int]:
    """How often each kind of reading problem came up, over all sources."""
    return {kind: sum(source.counts.get(kind, 0) for source in result.sources) for kind in GRAVEST_FIRST}
