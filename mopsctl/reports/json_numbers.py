"""Numbers as the formats of JSON write them."""

from __future__ import annotations

from typing import Any

DIGITS = 6


def rounded(record: dict[str, Any]) -> dict[str, Any]:
    """The record with its numbers rounded."""
    return {key: round(v, DIGITS) if isinstance(v, float) else v for key, v in record.items()}
