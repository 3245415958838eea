"""The nearest right word to a wrong one, for messages."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process, utils


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``", did you mean 'x'?"`` with the known word most like ``word``, or ``""`` where none is near."""
    best = process.extractOne(
        word, list(known), scorer=fuzz.WRatio, processor=utils.default_process, score_cutoff=70
    )
    return f", did you mean {best[0]!r}?" if best else ""
