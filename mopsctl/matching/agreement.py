"""How well what was found agrees with what is true, as counts and the three ratios that people know."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agreement:
    """Things (pairs, or groups) that were ``found``, those of them that are ``right``, and all that are ``true``.

    The ratios are 0-1, and None where there is nothing to divide by (van Rijsbergen, "Information Retrieval", 1979).
    """

    found: int
    right: int
    true: int

    @property
    def wrong(self) -> int:
        """Found, and not true."""
        return self.found - self.right

    @property
    def missed(self) -> int:
        """True, and not found."""
        return self.true - self.right

    @property
    def precision(self) -> float | None:
        """The share of what was found that is true."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """The share of what is true that was found."""
        return self.right / self.true if self.true else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall."""
        both = self.found + self.true
        return 2 * self.right / both if both else None
