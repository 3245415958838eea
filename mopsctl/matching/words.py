"""Blocking by words: texts that share one of their rarest words."""

from __future__ import annotations

from mopsctl.matching.blocking import Key
from mopsctl.matching.coded import Coded
from mopsctl.matching.facet import Facet
from mopsctl.matching.tokens import word_codes

RAREST = 4
"""Words of a text that are keys, the rarest first."""


def word_keys(facet: Facet) -> list[Key]:
    """One key: any of the rarest words."""
    tokens = facet.tokens
    columns = [Coded(word_codes(facet.column, place, tokens), tokens.texts) for place in range(RAREST)]
    filled = tuple((column,) for column in columns if (column.codes >= 0).any())
    return [Key(f"a rare word of {facet.name} in common", facet.fields, filled)] if filled else []
