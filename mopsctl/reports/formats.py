"""The report formats by name and by file ending; a format's module is loaded when a report is written.

A format from outside is one module with one function, ``write(result, out, options)``, named by an entry point
in the group ``mopsctl.reports`` whose name is the format's. The module says in ``ENDINGS`` which file endings
choose it, and in ``BINARY`` (False where it says nothing) whether it writes bytes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path, PurePath
from typing import IO, Any

from mopsctl.errors import ConfigError, UsageError
from mopsctl.failure import Failure, error_text
from mopsctl.reports.options import ReportOptions
from mopsctl.reports.outlet import write_out
from mopsctl.results import AuditResult

REPORTS_GROUP = "mopsctl.reports"

Writer = Callable[[AuditResult, IO[Any], ReportOptions], None]
"""What a format's module offers as ``write``: all of a report, written to an open stream of text or bytes."""


@dataclass(frozen=True, slots=True)
class ReportFormat:
    """A format: its name, the file endings that choose it, the module that writes it, and what it is for.

    ``for_people`` formats fit themselves to the terminal; the others are the same bytes everywhere. A ``binary``
    format writes bytes, the others text. A ``plugin`` is from outside.
    """

    name: str
    endings: tuple[str, ...]
    module: str
    description: str
    for_people: bool = False
    binary: bool = False
    plugin: bool = False

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
    ReportFormat("markdown", (".md",), "mopsctl.reports.markdown", "a summary for a pull request or a wiki"),
    ReportFormat("xlsx", (".xlsx",), "mopsctl.reports.xlsx", "a workbook to work through", binary=True),
    ReportFormat(
        "parquet", (".parquet",), "mopsctl.reports.parquet", "one finding a row, for warehouses", binary=True
    ),
    ReportFormat(
        "sarif",
        (".sarif", ".sarif.json"),
        "mopsctl.reports.sarif",
        "for code scanning and editors (SARIF 2.1.0)",
    ),
    ReportFormat("junit", (".xml",), "mopsctl.reports.junit", "a test case a rule, for CI servers"),
    ReportFormat("github", (), "mopsctl.reports.github", "annotations of GitHub Actions, on standard output"),
    ReportFormat(
        "gitlab",
        (".codequality.json", "code-quality-report.json"),
        "mopsctl.reports.gitlab",
        "GitLab's Code Quality report",
    ),
)
FORMATS: dict[str, ReportFormat] = {form.name: form for form in _ALL}


class BrokenFormatError(ConfigError):
    """A report that a plug-in which cannot be loaded may have written; ``failures`` tell why it cannot."""

    def __init__(self, failures: Sequence[Failure]) -> None:
        super().__init__("; ".join(failure.message for failure in failures))
        self.failures = tuple(failures)


@cache
def formats() -> dict[str, ReportFormat]:
    """Every format that works, by its name: ours, and those of plug-ins, which cannot take the name of another."""
    return {**{name: form for name, form in _outside().items() if isinstance(form, ReportFormat)}, **FORMATS}


@cache
def _outside() -> dict[str, ReportFormat | Failure]:
    points = sorted(entry_points(group=REPORTS_GROUP), key=lambda point: (point.name, point.value))
    return {point.name: _from_outside(point) for point in points}


def _from_outside(point: EntryPoint) -> ReportFormat | Failure:
    try:
        with redirect_stdout(sys.stderr):
            module = point.load()
        endings = tuple(str(ending).lower() for ending in module.ENDINGS)
        description = (module.__doc__ or point.name).strip().splitlines()[0]
        binary = getattr(module, "BINARY", False)
        return ReportFormat(point.name, endings, point.module, description, binary=binary, plugin=True)
    except (Exception, SystemExit) as error:
        said = error_text(error)
        named = f"the report plug-in {point.name!r} ({point.value})"
        return Failure(point.name, None, said, f"{named} cannot be loaded: {said}")


def _broken_for(path_or_name: str | PurePath) -> list[Failure]:
    """The plug-ins that may be meant: the one of that name; for a file all that have no known endings."""
    broken = [form for form in _outside().values() if isinstance(form, Failure)]
    if isinstance(path_or_name, PurePath):
        return broken
    return [failure for failure in broken if failure.plugin == path_or_name.lower()]


def format_for(path_or_name: str | PurePath) -> ReportFormat:
    """The format of that name, or the one that a path's ending chooses.

    :raises UsageError: where there is no such format.
    :raises BrokenFormatError: where there may be one, of a plug-in that cannot be loaded.
    """
    text = str(path_or_name)
    for known in (FORMATS, formats()):
        if text.lower() in known and not isinstance(path_or_name, PurePath):
            return known[text.lower()]
        chosen = _chosen_by_ending(PurePath(text).name.lower(), known.values())
        if chosen is not None:
            return chosen
    if broken := _broken_for(path_or_name):
        raise BrokenFormatError(broken)
    raise _unknown(path_or_name, PurePath(text).suffix.lower())


def _chosen_by_ending(name: str, known: Iterable[ReportFormat]) -> ReportFormat | None:
    """The format with the longest ending of a file name: ``.sarif.json`` is SARIF and no report in JSON."""
    found = [
        (len(ending), form)
        for form in known
        for ending in form.endings
        if name.endswith(ending) and name != ending
    ]
    return max(found, key=lambda pair: pair[0], default=(0, None))[1]


def write_report(
    result: AuditResult, report_format: ReportFormat, path: Path | None, options: ReportOptions
) -> None:
    """Write a report to a private file, in place when it is whole, or to standard output."""
    write_out(
        lambda out: report_format.writer()(result, out, options),
        path,
        report_format.name,
        binary=report_format.binary,
        for_people=report_format.for_people,
    )


def _unknown(path_or_name: str | PurePath, ending: str) -> UsageError:
    text = str(path_or_name)
    if ending or isinstance(path_or_name, PurePath):
        endings = ", ".join(form.endings[0] for form in formats().values() if form.endings)
        return UsageError(
            f"no report format is written to {text!r}: give it one of the endings {endings}, or -f"
        )
    from mopsctl.nearest import did_you_mean

    names = ", ".join(formats())
    return UsageError(f"unknown report format {text!r}{did_you_mean(text, formats())} (one of {names})")
