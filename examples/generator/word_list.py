"""Long lists of words, written as running text."""

from __future__ import annotations


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text that blanks and line ends separate."""
    return tuple(text.split())
