"""What a caller may choose about an audit, a profile or a score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from mopsctl.sources.table import ReadOptions

EXAMPLES = 10


@dataclass(frozen=True, slots=True)
class AuditOptions:
    """How a source is examined.

    ``object`` says what its records are, ``mapping`` which header holds a canonical field, ``read`` how its files
    are written; what is not said is detected. ``select`` and ``ignore`` name rules. ``by`` names segment fields
    (the usual ones of each object where it is empty), ``as_of`` the day for which ages are judged (today by
    default), ``examples`` how many findings each rule keeps as examples. ``baseline`` is a file of known findings,
    written where there is none; ``prune`` takes those out of it that no longer occur.
    """

    object: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    read: ReadOptions = ReadOptions()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    as_of: date | None = None
    examples: int = EXAMPLES
    redact: bool = False
    baseline: Path | None = None
    prune: bool = False
