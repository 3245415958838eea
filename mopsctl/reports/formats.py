"""The report formats by name and by file ending; a format's module is loaded when a report is written."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path, PurePath
from typing import IO

from mopsctl.errors import UsageError
from mopsctl.reports.options import ReportOptions
from mopsctl.results import AuditResult

Writer = Callable[[AuditResult, IO[str], ReportOptions], None]
"""What a format's module offers as ``write``: all of a report, written to an open text stream."""


@dataclass(frozen=True, slots=True)
class ReportFormat:
    """A format: its name, the file endings that choose it, the module that writes it, and what it is for.

    ``for_people`` formats fit themselves to the terminal; the others are the same bytes everywhere.
    """

    name: str
    endings: tuple[str, ...]
    module: str
    description: str
    for_people: bool = False

    def writer(self) -> Writer:
        """The format's ``write`` function."""
        write: Writer = import_module(self.module).write
        return write


_ALL = (
    ReportFormat("text", (".txt",), "mopsctl.reports.text", "a page for the terminal", for_people=True),
    ReportFormat("html", (".html", ".htm"), "mopsctl.reports.html", "one page to send to a client"),
    ReportFormat("json", (".json",), "mopsctl.reports.json", "everything, for programs (schema 1)"),
    ReportFormat("jsonl", (".jsonl", ".ndjson"), "mopsctl.reports.jsonl", "one finding a line"),
    ReportFormat("csv", (".csv",), "mopsctl.reports.csv", "one finding a row, for spreadsheets"),
)
FORMATS: dict[str, ReportFormat] = {form.name: form for form in _ALL}


def format_for(path_or_name: str | PurePath) -> ReportFormat:
    """The format of that name, or the one that a path's ending chooses; raises UsageError where none does."""
    text = str(path_or_name)
    named = FORMATS.get(text.lower())
    if named is not None and not isinstance(path_or_name, PurePath):
        return named
    ending = PurePath(text).suffix.lower()
    for form in FORMATS.values():
        if ending in form.endings:
            return form
    raise _unknown(path_or_name, ending)


def write_report(
    result: AuditResult, report_format: ReportFormat, path: Path | None, options: ReportOptions
) -> None:
    """Write a report to a private file, in place when it is whole, or to standard output."""
    write = report_format.writer()
    if path is None:
        if not report_format.for_people:
            _make_exact(sys.stdout)
        try:
            write(result, sys.stdout, options)
            sys.stdout.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise UsageError(f"cannot write to standard output: {error.strerror or error}") from error
        return
    from mopsctl.private_file import write_private

    with write_private(path) as out:
        write(result, out, options)


def _make_exact(out: IO[str]) -> None:
    """Let a stream pass data as it is: UTF-8 whatever the locale, and no change of line ends."""
    if isinstance(out, TextIOWrapper):
        out.reconfigure(encoding="utf-8", newline="")


def _unknown(path_or_name: str | PurePath, ending: str) -> UsageError:
    text = str(path_or_name)
    if ending or isinstance(path_or_name, PurePath):
        endings = ", ".join(form.endings[0] for form in FORMATS.values())
        return UsageError(
            f"no report format is written to {text!r}: give it one of the endings {endings}, or -f"
        )
    from mopsctl.nearest import did_you_mean

    names = ", ".join(FORMATS)
    return UsageError(f"unknown report format {text!r}{did_you_mean(text, FORMATS)} (one of {names})")
