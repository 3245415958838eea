"""What a caller may choose about suggested rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from mopsctl.errors import UsageError
from mopsctl.sources.table import ReadOptions

MIN_SUPPORT = 0.95
MIN_RECORDS = 50
EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class SuggestOptions:
    """How rules are learned.

    ``min_support`` is the share of the records (0-1) that must surely keep to a rule: the lower bound of the share,
    not the share itself. ``min_records`` is how many records a rule must be able to judge. ``examples`` is how many
    values that break a rule are shown. ``everything`` suggests what rules in force already say, too. The other keys
    are those of `AuditOptions`.
    """

    object: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    read: ReadOptions = ReadOptions()
    as_of: date | None = None
    min_support: float = MIN_SUPPORT
    min_records: int = MIN_RECORDS
    examples: int = EXAMPLES
    everything: bool = False
    redact: bool = False

    def __post_init__(self) -> None:
        """:raises UsageError: for a share that is none, or a number of records below 1."""
        if not 0.5 <= self.min_support < 1:
            raise UsageError(
                f"--min-support {self.min_support}: give a share from 0.5 to below 1, such as 0.95"
            )
        if self.min_records < 1:
            raise UsageError(f"--min-records {self.min_records}: give a number of records, such as 50")
