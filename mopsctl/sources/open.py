"""Any source, a file, a folder or standard input, as tables of text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from mopsctl.errors import SourceError
from mopsctl.progress import Progress, Silent
from mopsctl.sources.delimited import open_delimited
from mopsctl.sources.input_file import file_on_disk
from mopsctl.sources.table import FileFailure, ReadOptions, SourceTable


def open_source(
    source: str | Path,
    options: ReadOptions = ReadOptions(),  # noqa: B008 - frozen
    progress: Progress = Silent(),  # noqa: B008 - stateless
    stdin: BinaryIO | None = None,
) -> Iterator[SourceTable | FileFailure]:
    """The tables in ``source``."""
    path = Path(source)
    paths = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
    for one in paths:
        name = one.relative_to(path).as_posix() if path.is_dir() else str(source)
        try:
            yield open_delimited(file_on_disk(one, name), options, progress)
        except SourceError as error:
            if not path.is_dir():
                raise
            yield FileFailure(name, str(error))
