"""What surrounds a value without being part of it."""

from __future__ import annotations

WHITE_SPACE = " \t\r\n\f\u00a0\u200b\ufeff"
"""Blanks, line ends, and what web pages leave behind; for a class in a pattern and a set to trim."""
