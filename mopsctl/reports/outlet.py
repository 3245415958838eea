"""Where a report goes: to a private file, in place when it is whole, or to standard output as it is."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any, TextIO

from mopsctl.errors import UsageError

Write = Callable[[IO[Any]], None]
"""Writes all of a report to an open stream, of bytes where the format is binary, else of text."""


def write_out(write: Write, path: Path | None, form: str, *, binary: bool, for_people: bool = False) -> None:
    """Write a report in the format called ``form`` to a file, or to standard output where ``path`` is None.

    ``for_people`` formats keep the terminal's encoding and line ends; the others are the same bytes everywhere.

    :raises UsageError: where it cannot be written there, or is bytes and would go to a terminal.
    """
    if path is None:
        _write_to_standard_output(write, form, binary, for_people)
        return
    from mopsctl.private_file import write_private, write_private_bytes

    with (write_private_bytes if binary else write_private)(path) as out, _plugins_aside():
        write(out)


def _write_to_standard_output(write: Write, form: str, binary: bool, for_people: bool) -> None:
    if binary and sys.stdout.isatty():
        raise UsageError(f"{form} is no text for a terminal: give it a file with -o")
    if not for_people:
        _make_exact(sys.stdout)
    out = sys.stdout.buffer if binary else sys.stdout
    try:
        with _plugins_aside():
            write(out)
        out.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UsageError(f"cannot write to standard output: {error.strerror or error}") from error


def _plugins_aside() -> redirect_stdout[TextIO]:
    """Let what plug-ins print go to standard error, so that a report is nothing but the report."""
    return redirect_stdout(sys.stderr)


def _make_exact(out: IO[str]) -> None:
    """Let a stream pass data as it is: UTF-8 whatever the locale, and no change of line ends."""
    if isinstance(out, TextIOWrapper):
        out.reconfigure(encoding="utf-8", newline="")
