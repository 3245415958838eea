"""Decisions on disk: every change is written before the next key is read, and others' changes are taken in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mopsctl.matching.decision_file import read_decisions, write_decisions
from mopsctl.matching.decisions import Decision, Decisions
from mopsctl.matching.record_key import Pair

Stamp = tuple[int, int, int]


@dataclass(slots=True)
class KeptDecisions:
    """A file of decisions and what it holds; a file that is not there yet holds none."""

    path: Path
    decisions: Decisions = field(default_factory=Decisions)
    stamp: Stamp | None = None

    def refresh(self) -> bool:
        """Take in what another wrote since; tells whether anybody did.

        :raises MopsctlError: where the file is no longer a file of decisions.
        """
        stamp = _stamp(self.path)
        if stamp == self.stamp:
            return False
        self.decisions, self.stamp = _read(self.path), stamp
        return True

    def change(self, changes: Mapping[Pair, Decision | None]) -> None:
        """Write what is decided anew, and taken back (None), beside what others wrote meanwhile.

        On a pair that another decided, too, the change given here stands.

        :raises MopsctlError: where the file cannot be written, or is no longer a file of decisions.
        """
        self.refresh()
        changed = self.decisions.changed(changes)
        write_decisions(self.path, changed)
        self.decisions, self.stamp = changed, _stamp(self.path)


def kept_decisions(path: Path) -> KeptDecisions:
    """The decisions of a file.

    :raises MopsctlError: as `read_decisions`.
    """
    return KeptDecisions(path, _read(path), _stamp(path))


def _read(path: Path) -> Decisions:
    return read_decisions(path) if path.exists() else Decisions()


def _stamp(path: Path) -> Stamp | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
