"""The one error of conditions and patterns."""

from __future__ import annotations


class ConditionError(ValueError):
    """A condition or pattern that is wrong or may not be used; the caller adds the place."""
