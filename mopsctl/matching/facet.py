"""What records are compared by: a facet is one aspect of them, in one column or in several that mean the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

import numpy as np
import pyarrow as pa

from mopsctl.matching.coded import Coded
from mopsctl.matching.tokens import Tokens, tokens_of
from mopsctl.normalize.company_relations import Relations


class Group(StrEnum):
    """Facets whose agreement is no independent evidence: a colleague shares company, address and switchboard.

    Names, identifiers and details count each for itself. Of the agreements in ways to reach somebody and in places,
    the most telling counts and the others add a little; of the places that differ, too.
    """

    NAME = "name"
    REACH = "reach"
    PLACE = "place"
    IDENTITY = "identity"
    DETAIL = "detail"


@dataclass(frozen=True)
class Facet:
    """``columns`` share one numbering of values; a pair agrees where any of its columns agree.

    ``kind`` names the comparison (`mopsctl.matching.comparisons`). ``marks`` are further columns of what the
    comparison looks at, by name, numbered together with one another or not as it needs them. ``sharers`` (float64, by
    value) says how many different names are found with each value, which is how many people or places it may stand
    for. ``variants`` is another text for each value, which is compared, too (the full name to a nickname).
    ``relations`` say what names of companies are to one another beyond their letters.
    """

    name: str
    kind: str
    group: Group
    fields: tuple[str, ...]
    columns: tuple[Coded, ...]
    marks: Mapping[str, Coded] = field(default_factory=dict)
    sharers: np.ndarray | None = None
    variants: pa.Array | None = None
    relations: Relations | None = None

    @property
    def column(self) -> Coded:
        """The column of a facet that has but one."""
        return self.columns[0]

    def counting(self, counted: np.ndarray) -> Facet:
        """The facet in which only some records (bool) tell how common a value is."""
        columns = tuple(column.counting(counted) for column in self.columns)
        return replace(
            self, columns=columns, marks={name: mark.counting(counted) for name, mark in self.marks.items()}
        )

    @cached_property
    def holders(self) -> np.ndarray:
        """How many hold each value (float64, by value): different names where they are known, else records."""
        if self.sharers is not None:
            return self.sharers
        return np.asarray(sum(column.records for column in self.columns), dtype=np.float64)

    @cached_property
    def usual_others(self) -> float:
        """How many others usually hold a value that somebody holds: a company has more people than a telephone."""
        return float((self.holders[self.holders > 0] - 1).mean()) if (self.holders > 0).any() else 0.0

    @cached_property
    def among(self) -> int:
        """Among how many records its values count as rare or common, see `Coded.among`."""
        return max(column.among for column in self.columns)

    @cached_property
    def tokens(self) -> Tokens:
        """The words of its texts."""
        return tokens_of(self.column)
