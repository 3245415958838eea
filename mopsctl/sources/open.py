"""Any source, a file, a folder or standard input, as tables of text."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from mopsctl.errors import SourceError, UsageError
from mopsctl.progress import Progress, Silent
from mopsctl.sources.archive import is_hidden
from mopsctl.sources.input_file import InputFile, file_on_disk
from mopsctl.sources.open_file import open_file, open_in_collection
from mopsctl.sources.stream_file import stream_file
from mopsctl.sources.table import FileFailure, OptionsFor, ReadOptions, SourceTable


def open_source(
    source: str | Path,
    options: ReadOptions | OptionsFor = ReadOptions(),  # noqa: B008 - frozen
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
    name, path = str(source), Path(source)
    if not name:
        raise UsageError(
            "the source is an empty text: give a file, a folder of exports, or - for standard input"
        )
    options_for = (lambda _: options) if isinstance(options, ReadOptions) else options
    if name == "-":
        found = open_file(stream_file(stdin or sys.stdin.buffer), options_for(name), progress)
    elif _is_folder(path):
        found = _open_folder(path, options_for, progress)
    else:
        found = open_file(_single_file(path, name), options_for(name), progress)
    yield from _require_table(found, name)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # what is wrong with it shows when it is opened
        return False


def _single_file(path: Path, name: str) -> InputFile:
    try:
        if path.is_fifo():
            with path.open("rb") as pipe:
                return stream_file(pipe, name)
        return file_on_disk(path, name)
    except FileNotFoundError as error:
        raise SourceError(f"{name} does not exist: check the spelling and the working directory") from error
    except OSError as error:
        raise SourceError(f"{name} cannot be read: {error.strerror}") from error


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
    folder: Path, options_for: OptionsFor, progress: Progress
) -> Iterator[SourceTable | FileFailure]:
    closed: list[OSError] = []
    for path in _files_in(folder, closed):
        name = path.relative_to(folder).as_posix()
        try:
            if not stat.S_ISREG(path.stat().st_mode):
                yield FileFailure(
                    name, "is a pipe or device, which is read only when it is the source itself"
                )
                continue
            source = file_on_disk(path, name)
        except OSError as error:
            yield FileFailure(name, f"cannot be read: {error.strerror}")
            continue
        yield from open_in_collection(source, options_for(name), progress)
    for refusal in closed:
        name = Path(refusal.filename).relative_to(folder).as_posix()
        yield FileFailure(name, f"is a folder that cannot be read: {refusal.strerror}")


def _files_in(folder: Path, closed: list[OSError]) -> list[Path]:
    """The files in a folder and its sub-folders; ``closed`` gains the error of each that may not be read."""
    found = [Path(top, file) for top, _, files in os.walk(folder, onerror=closed.append) for file in files]
    return sorted(path for path in found if not is_hidden(path.relative_to(folder).as_posix()))
