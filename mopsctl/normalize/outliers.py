"""Values that are not like the others of their column: far longer, or of another shape.

Nothing is known of what the column should hold; what nearly all records have is taken for right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow.compute as pc

from mopsctl.normalize.arrow_text import TEXT_DTYPE, as_arrow

if TYPE_CHECKING:
    from numpy.typing import NDArray

_TO_SIGMA = 1.4826
"""Times the median absolute deviation, it is the standard deviation of a normal distribution."""

_LEAST_SPREAD = 0.15
"""Lengths that are nearly all the same vary by about a seventh at least, or every other would be far off."""

_SHAPES = (
    (r"@", "has an @"),
    (r"(?i)https?://|www\.", "looks like a web address"),
    (
        r"^[A-Za-z_-]*\d[A-Za-z\d_-]*[A-Za-z][A-Za-z\d_-]{8,}$|^[A-Za-z]+\d[A-Za-z\d_-]{10,}$",
        "looks like an id",
    ),
    (r"[<>{}\[\]|\\^~=*]", "has signs of computer code"),
    (r"[\x{1F000}-\x{1FAFF}\x{2600}-\x{27BF}]", "has an emoji"),
    (r"^[^\pL]+$", "has no letters"),
    (r"\d", "has digits"),
    (r"\pL", "has letters"),
)
"""What a value may have that others have not, as RE2 patterns, the most telling first."""


def far_lengths(
    values: pd.Series[Any], records: pd.Series[Any], rare: float, deviations: float
) -> pd.Series[Any]:
    """Why the length of a text is far off, in words that follow its field's name; NA where it is not.

    Lengths are compared by their logarithm, by median and median absolute deviation, which outliers cannot move
    (Iglewicz and Hoaglin 1993, How to Detect and Handle Outliers), over the distinct texts, so that a frequent one
    does not hide how much they vary.

    :param records: how many records have each text.
    :param rare: the greatest share of the records that outliers may be; where more are as long, it is usual.
    :param deviations: standard deviations above the median from which on a length is far off.
    """
    lengths = pc.utf8_length(as_arrow(values)).to_numpy(zero_copy_only=False)
    logs = np.log(np.maximum(lengths, 1))
    middle = float(np.median(logs))
    spread = max(_TO_SIGMA * float(np.median(np.abs(logs - middle))), _LEAST_SPREAD)
    far = logs > middle + deviations * spread
    if not _is_rare(far, records.to_numpy(dtype=np.int64), rare):
        return pd.Series(pd.NA, index=values.index, dtype=TEXT_DTYPE)
    usual = round(float(np.exp(middle)))
    said = [f"has {length:,} characters, where {usual:,} are usual" for length in lengths[far]]
    return _reasons(values, far, said)


def odd_shapes(values: pd.Series[Any], records: pd.Series[Any], rare: float) -> pd.Series[Any]:
    """What a text has that hardly another of the column has; NA where there is nothing. Parameters as above."""
    texts = as_arrow(values)
    weights = records.to_numpy(dtype=np.int64)
    result = pd.Series(pd.NA, index=values.index, dtype=TEXT_DTYPE)
    for pattern, words in _SHAPES:
        has = pc.match_substring_regex(texts, pattern).to_numpy(zero_copy_only=False).astype(bool)
        if _is_rare(has, weights, rare):
            count = f"{int(weights[has].sum()):,} of {int(weights.sum()):,} records"
            result = result.fillna(_reasons(values, has, [f"{words}, as {count}"] * int(has.sum())))
    return result


def _is_rare(chosen: NDArray[np.bool_], weights: NDArray[np.int64], rare: float) -> bool:
    """Whether some records are chosen, and no greater share of all than may be."""
    return 0 < int(weights[chosen].sum()) <= rare * int(weights.sum())


def _reasons(values: pd.Series[Any], chosen: NDArray[np.bool_], words: list[str]) -> pd.Series[Any]:
    result = pd.Series(pd.NA, index=values.index, dtype=TEXT_DTYPE)
    result[chosen] = words
    return result
