"""The formats of files of data, by their endings."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import IO, Any

from mopsctl.errors import UsageError
from mopsctl.reports.outlet import Write, write_out
from mopsctl.reports.rows import Rows

ENDINGS = {
    ".csv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".parquet": "parquet",
    ".xlsx": "xlsx",
}
MODULES = {
    "csv": "mopsctl.reports.rows_csv",
    "jsonl": "mopsctl.reports.rows_json",
    "json": "mopsctl.reports.rows_json",
    "parquet": "mopsctl.reports.rows_parquet",
    "xlsx": "mopsctl.reports.rows_xlsx",
}
BINARY = frozenset({"parquet", "xlsx"})


def rows_format(path: Path) -> str:
    """The name of the format that a file's ending chooses.

    :raises UsageError: where it chooses none.
    """
    form = ENDINGS.get(path.suffix.lower())
    if form is None:
        raise UsageError(f"{path}: give a file of data one of the endings {', '.join(ENDINGS)}")
    return form


def write_rows(rows: Rows, form: str, path: Path | None) -> None:
    """Write rows in the format of that name to a private file, or to standard output."""
    write_out(_writer(rows, form), path, form, binary=form in BINARY)


def _writer(rows: Rows, form: str) -> Write:
    module = import_module(MODULES[form])
    write: Callable[[Rows, IO[Any]], None] = module.write_list if form == "json" else module.write
    return partial(write, rows)
