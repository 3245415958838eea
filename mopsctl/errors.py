"""What can go wrong, each class with the exit code that scripts rely on.

A message is one sentence that names the file, line, rule or field, says what is wrong and what to do.
"""

from __future__ import annotations

from typing import ClassVar


class MopsctlError(Exception):
    """Base of every error that is the user's to mend; shown as its message, never as a traceback."""

    exit_code: ClassVar[int] = 2


class UsageError(MopsctlError):
    """An option or argument that cannot be used as given."""


class ConfigError(MopsctlError):
    """A mistake in mopsctl.yaml or a rule file; ``place`` is ``file:line`` where it is known."""

    def __init__(self, message: str, place: str | None = None) -> None:
        super().__init__(f"{place}: {message}" if place else message)
        self.place = place


class SourceError(MopsctlError):
    """A source that is missing, unreadable, protected, binary or out of reach."""

    exit_code: ClassVar[int] = 3
