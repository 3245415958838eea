"""What the reports on duplicates are made from: what was found, and the figures on it."""

from __future__ import annotations

from dataclasses import dataclass

from mopsctl.duplicate_figures import DuplicateFigures
from mopsctl.matching.duplicates import Duplicates

DUPLICATES_TITLE = "Duplicates"
"""The title of reports to which nobody gives one."""


@dataclass(frozen=True, slots=True)
class DuplicateReport:
    """What was found, and the figures on it."""

    duplicates: Duplicates
    figures: DuplicateFigures

    @property
    def pairs(self) -> int:
        """How many pairs are duplicates; a person and the account that they belong to are none."""
        return sum(count.pairs for count in self.figures.bands)
