"""The formats that an evaluation is written in, by name and by file ending."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import IO

from mopsctl.errors import UsageError
from mopsctl.matching.evaluation import Evaluation
from mopsctl.nearest import did_you_mean
from mopsctl.reports.options import ReportOptions
from mopsctl.reports.outlet import write_out

ENDINGS = {
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".csv": "csv",
}
NAMES = tuple(dict.fromkeys(ENDINGS.values()))


def format_named(wanted: str | Path) -> str:
    """The name of a format, as it is given or as a file's ending chooses it.

    :raises UsageError: where there is none.
    """
    known = ", ".join(NAMES)
    if isinstance(wanted, Path):
        if (found := ENDINGS.get(wanted.suffix.lower())) is None:
            raise UsageError(
                f"{wanted}: an evaluation is written to {', '.join(ENDINGS)} files; give -f for another"
            )
        return found
    if wanted.lower() not in NAMES:
        raise UsageError(f"unknown format {wanted!r}{did_you_mean(wanted, NAMES)} (one of {known})")
    return wanted.lower()


def write_evaluation(result: Evaluation, form: str, path: Path | None, options: ReportOptions) -> None:
    """Write an evaluation in the format of that name to a private file, or to standard output."""
    write: Callable[[Evaluation, IO[str], ReportOptions], None]
    write = import_module(f"mopsctl.reports.evaluation_{form}").write
    write_out(lambda out: write(result, out, options), path, form, binary=False, for_people=form == "text")
