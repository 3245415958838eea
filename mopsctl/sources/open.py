"""Any source, a file, a folder or standard input, as tables of text."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from mopsctl.errors import SourceError
from mopsctl.progress import Progress, Silent
from mopsctl.sources.archive import is_hidden
from mopsctl.sources.input_file import file_on_disk
from mopsctl.sources.open_file import open_file, open_in_collection
from mopsctl.sources.stdin_file import stdin_file
from mopsctl.sources.table import FileFailure, ReadOptions, SourceTable


def open_source(
    source: str | Path,
    options: ReadOptions = ReadOptions(),  # noqa: B008 - frozen
    progress: Progress = Silent(),  # noqa: B008 - stateless
    stdin: BinaryIO | None = None,
) -> Iterator[SourceTable | FileFailure]:
    """The tables of ``source``: a file, a folder with its sub-folders, or "-" for standard input.

    A file gives one table, a workbook one for each sheet with data, an archive those of its members. In a
    folder or archive a file that cannot be read is a FileFailure, and one that holds no data by its name
    (``.md``, ``.png``) a skipped one; hidden files are left out.

    Raises SourceError where a single file cannot be read, or nothing in a folder or archive can, and
    UsageError where an option cannot be used.
    """
    if str(source) == "-":
        yield from _require_table(open_file(stdin_file(stdin or sys.stdin.buffer), options, progress), "-")
        return
    path = Path(source)
    if path.is_dir():
        yield from _require_table(_open_folder(path, options, progress), str(source))
        return
    if not path.exists():
        raise SourceError(f"{source} does not exist: check the spelling and the working directory")
    if not path.is_file() and not path.is_fifo():
        raise SourceError(f"{source} is neither a file nor a folder")
    yield from _require_table(open_file(file_on_disk(path, str(source)), options, progress), str(source))


def _require_table(
    tables: Iterable[SourceTable | FileFailure], name: str
) -> Iterator[SourceTable | FileFailure]:
    found = False
    reasons: list[str] = []
    for table in tables:
        if isinstance(table, SourceTable):
            found = True
        elif not table.skipped:
            reasons.append(f"{table.path} {table.reason}")
        yield table
    if not found:
        detail = f" ({reasons[0]})" if reasons else ""
        raise SourceError(f"{name} holds no data that can be read{detail}: give a file or folder of exports")


def _open_folder(
    folder: Path, options: ReadOptions, progress: Progress
) -> Iterator[SourceTable | FileFailure]:
    for path in _files_in(folder):
        name = path.relative_to(folder).as_posix()
        try:
            source = file_on_disk(path, name)
        except OSError as error:
            yield FileFailure(name, f"cannot be read: {error.strerror}")
            continue
        yield from open_in_collection(source, options, progress)


def _files_in(folder: Path) -> list[Path]:
    found = [Path(top, file) for top, _, files in os.walk(folder) for file in files]
    return sorted(path for path in found if not is_hidden(path.relative_to(folder).as_posix()))
