"""The formats in which a search for duplicates is told, by name and by file ending."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import IO, Any

from mopsctl.errors import UsageError
from mopsctl.nearest import did_you_mean
from mopsctl.reports.duplicates_report import DuplicateReport
from mopsctl.reports.duplicates_rows import group_rows
from mopsctl.reports.options import ReportOptions
from mopsctl.reports.outlet import write_out
from mopsctl.reports.rows_formats import write_rows

ENDINGS = {
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".md": "markdown",
    ".xlsx": "xlsx",
    ".csv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
}
NAMES = tuple(dict.fromkeys(ENDINGS.values()))
DATA = frozenset({"csv", "jsonl", "parquet"})
"""Formats that hold the groups and nothing else."""


def duplicates_format(wanted: str | Path) -> str:
    """The name of a format, as it is given or as a file's ending chooses it.

    :raises UsageError: where there is none.
    """
    if isinstance(wanted, Path):
        form = ENDINGS.get(wanted.suffix.lower())
        if form is None:
            raise UsageError(
                f"no report on duplicates is written to {str(wanted)!r}: give it one of the endings "
                f"{', '.join(ENDINGS)}"
            )
        return form
    if wanted.lower() not in NAMES:
        raise UsageError(
            f"unknown format {wanted!r}{did_you_mean(wanted, NAMES)} (one of {', '.join(NAMES)})"
        )
    return wanted.lower()


def write_duplicates(report: DuplicateReport, form: str, path: Path | None, options: ReportOptions) -> None:
    """Write a report in the format of that name to a private file, or to standard output."""
    if form in DATA:
        write_rows(group_rows(report.duplicates, options.limit), form, path)
        return
    write: Callable[[DuplicateReport, IO[Any], ReportOptions], None]
    write = import_module(f"mopsctl.reports.duplicates_{form}").write
    write_out(
        lambda out: write(report, out, options),
        path,
        form,
        binary=form == "xlsx",
        for_people=form == "text",
    )
