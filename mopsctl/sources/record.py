"""A record as a reader sees it: its cells or why it has none, and what was done to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from mopsctl.sources.table import ProblemKind


class Record(NamedTuple):
    """One physical record: ``cells`` is None where it gives no row; ``kind`` and ``reason`` say what was done."""

    line: int
    cells: Sequence[str | None] | None
    kind: ProblemKind | None = None
    reason: str = ""
    text: str = ""
