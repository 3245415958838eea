"""How the records of a population are compared: its facets, its blocking keys, the key that splits blocks."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from mopsctl.matching.blocking import Key
from mopsctl.matching.facet import Facet


@dataclass(frozen=True, slots=True)
class Design:
    """``splitter`` (uint64 by record; 0: none) divides blocks that are too large."""

    facets: tuple[Facet, ...]
    keys: tuple[Key, ...]
    splitter: np.ndarray | None = None

    def facet(self, name: str) -> Facet | None:
        """A facet by its name."""
        return next((facet for facet in self.facets if facet.name == name), None)

    def counting(self, counted: np.ndarray) -> Design:
        """The design in which only some records (bool) tell how common a value is."""
        return replace(self, facets=tuple(facet.counting(counted) for facet in self.facets))
