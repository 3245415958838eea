"""What the reports on duplicates are made from: what was found, and the figures on it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from mopsctl.duplicate_figures import DuplicateFigures
from mopsctl.matching.duplicates import Duplicates, ScenarioReport
from mopsctl.matching.merge_cost import CostModel

DUPLICATES_TITLE = "Duplicates"
"""The title of reports to which nobody gives one."""


@dataclass(frozen=True)
class DuplicateReport:
    """What was found, and what a duplicate costs, where that is known."""

    duplicates: Duplicates
    cost: CostModel | None = None

    @cached_property
    def figures(self) -> DuplicateFigures:
        """The figures, worked out when the first report asks for them: a file of groups does not."""
        from mopsctl.matching.duplicate_metrics import duplicate_figures

        return duplicate_figures(self.duplicates, self.cost)

    @property
    def reasons(self) -> list[ScenarioReport]:
        """The match rules that found duplicates, those of most pairs first; links to accounts are none."""
        found = [rule for rule in self.duplicates.scenarios if rule.pairs and not rule.link]
        return sorted(found, key=lambda rule: -rule.pairs)

    @property
    def pairs(self) -> int:
        """How many pairs are duplicates; a person and the account that they belong to are none."""
        return sum(count.pairs for count in self.figures.bands)
