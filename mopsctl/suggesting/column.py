"""A column of the sample, from which rules are learned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mopsctl.schema.model import ValueKind

Numbers = NDArray[np.float64]
Codes = NDArray[np.int32]

MOSTLY = 0.9
LONGEST_EXAMPLE = 60
LOOKED_AT = 100


@dataclass(frozen=True, slots=True)
class Column:
    """The values of a column in the sampled records.

    ``codes`` gives each record the place of its text in ``values`` (distinct, sorted), -1 where there is no usable
    value. ``numbers`` and ``days`` (since 1970, the time as a fraction) are NaN where the text is none, and None
    where the column holds no numbers or dates.
    """

    position: int
    field: str
    kind: ValueKind
    codes: Codes
    values: list[str]
    personal: bool = False
    numbers: Numbers | None = None
    days: Numbers | None = None

    @property
    def filled(self) -> NDArray[np.bool_]:
        return self.codes >= 0

    @property
    def usable(self) -> int:
        """How many of the sampled records have a usable value."""
        return int(self.filled.sum())

    @property
    def counts(self) -> NDArray[np.int64]:
        """How many sampled records have each of ``values``."""
        return np.bincount(self.codes[self.filled], minlength=len(self.values))

    @property
    def is_constant(self) -> bool:
        return len(self.values) < 2

    @property
    def is_numeric(self) -> bool:
        """Whether nearly all values are numbers."""
        if self.numbers is None:
            return False
        return int(np.count_nonzero(~np.isnan(self.numbers))) >= MOSTLY * max(1, self.usable)

    def commonest(self, most: int) -> list[str]:
        """The most frequent values that are not long; among equals in the order of their letters."""
        order = np.argsort(-self.counts, kind="stable")[:LOOKED_AT]
        shown = [self.values[place] for place in order if len(self.values[place]) <= LONGEST_EXAMPLE]
        return shown[:most]


def coded(texts: Any, usable: NDArray[np.bool_]) -> tuple[Codes, list[str]]:
    """The codes and sorted distinct values of an Arrow array of text."""
    import pyarrow as pa
    import pyarrow.compute as pc

    array = texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts
    kept = pc.if_else(pa.array(usable), array, pa.scalar(None, pa.string()))
    encoded = kept.dictionary_encode()
    found = encoded.dictionary.to_pylist()
    order = sorted(range(len(found)), key=found.__getitem__)
    place = np.empty(len(found) + 1, dtype=np.int32)
    place[-1] = -1
    place[order] = np.arange(len(found), dtype=np.int32)
    indices = np.asarray(encoded.indices.fill_null(len(found)), dtype=np.int64)
    return place[indices], [found[i] for i in order]
