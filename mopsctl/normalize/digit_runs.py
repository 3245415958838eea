"""Runs of digits as whole numbers: whole columns are cut and joined by arithmetic, not letter by letter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Whole = npt.NDArray[np.int64]
Yes = npt.NDArray[np.bool_]

LONGEST = 18
"""Digits that a 64-bit whole number always holds; what is longer is cut."""

_POWERS = 10 ** np.arange(LONGEST + 1, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class DigitRuns:
    """Runs of digits: each as a number (int64, 0 for no digits) and how many digits it has, zeros in front too."""

    value: Whole
    count: Whole

    def __len__(self) -> int:
        return len(self.value)

    def take(self, places: npt.NDArray[Any]) -> DigitRuns:
        """The runs at some places (or where a mask is true)."""
        return DigitRuns(self.value[places], self.count[places])


def read_digits(texts: pa.Array) -> DigitRuns:
    """Texts of ASCII digits alone (or nothing at all), the first `LONGEST` of each."""
    count = np.minimum(pc.binary_length(texts).to_numpy(zero_copy_only=False), LONGEST).astype(np.int64)
    if count.max(initial=0) == LONGEST:
        texts = pc.utf8_slice_codeunits(texts, 0, LONGEST)
    value = pc.cast(pc.if_else(pc.equal(texts, ""), "0", texts), pa.int64())
    return DigitRuns(value.to_numpy(zero_copy_only=False), count)


def leading(runs: DigitRuns, digits: int | Whole) -> Whole:
    """The number that the first digits make; -1 where there are fewer."""
    behind = runs.count - digits
    return np.where(behind >= 0, runs.value // _POWERS[np.maximum(behind, 0)], -1)


def without_leading(runs: DigitRuns, digits: int | Whole) -> DigitRuns:
    """What follows the first digits (nothing where there are no more)."""
    behind = np.maximum(runs.count - digits, 0)
    return DigitRuns(runs.value % _POWERS[behind], behind)


def without_zeros(runs: DigitRuns) -> DigitRuns:
    """The runs from the first digit that is not 0."""
    return DigitRuns(runs.value, np.searchsorted(_POWERS, runs.value, side="right").astype(np.int64))


def with_leading(prefix: int | Whole, runs: DigitRuns) -> Whole:
    """The number that a prefix makes with the digits behind it; both together no longer than `LONGEST`."""
    return prefix * _POWERS[runs.count] + runs.value


def last(runs: DigitRuns, digits: int) -> pa.Array:
    """The last digits of each run as text, from the first that is not 0: of 0012 none but 12."""
    significant = without_zeros(runs).count
    text = pc.cast(pa.array(runs.value % _POWERS[digits]), pa.string())
    cut = pa.array(significant > digits)
    return pc.replace_with_mask(text, cut, pc.utf8_lpad(text.filter(cut), digits, "0"))


def choose(where: Yes, these: DigitRuns, those: DigitRuns) -> DigitRuns:
    """The one where true, the other where not."""
    return DigitRuns(np.where(where, these.value, those.value), np.where(where, these.count, those.count))


def repeats_one_digit(runs: DigitRuns) -> Yes:
    """Whether all digits are the same; also where there is none."""
    ones = (_POWERS[runs.count] - 1) // 9
    multiple = runs.value // np.maximum(ones, 1)
    return np.asarray((multiple * ones == runs.value) & (multiple <= 9))
