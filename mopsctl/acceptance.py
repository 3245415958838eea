"""What is told of findings that are accepted: by a suppression with its reason, or because a baseline knows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A suppression and how many findings it kept out of the report and the score.

    ``rules`` are its rules as they are written: ids, ids with ``*``, tags; ``place`` is where it stands.
    """

    rules: tuple[str, ...]
    reason: str
    until: date | None
    count: int
    place: str


@dataclass(frozen=True, slots=True)
class BaselineReport:
    """What a baseline knew: ``known`` findings are left out of the report, not out of the score.

    ``written`` says that this run has made the file, ``pruned`` how many fingerprints it took out of it.
    """

    path: str
    known: int
    written: bool = False
    pruned: int = 0
