"""Counts with their words, as notes say them."""

from __future__ import annotations


def counted(number: int, one: str, many: str | None = None) -> str:
    """``1 record``, ``2,000 records``; ``many`` where the plural is not made with an s."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
