"""How sure a share is, seen in so many records."""

from __future__ import annotations

from math import sqrt

Z = 1.96
"""The normal quantile of a two-sided 95 % interval."""


def sure_share(kept: int, checked: int) -> float:
    """The lower end of the 95 % interval of a share (0-1); 0 where nothing was checked.

    Wilson's score interval: E. B. Wilson, Probable inference, the law of succession, and statistical inference,
    Journal of the American Statistical Association 22 (1927).
    """
    if checked <= 0:
        return 0.0
    share = kept / checked
    spread = Z * sqrt(share * (1 - share) / checked + Z * Z / (4 * checked * checked))
    return max(0.0, (share + Z * Z / (2 * checked) - spread) / (1 + Z * Z / checked))
