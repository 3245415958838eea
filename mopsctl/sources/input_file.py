"""Bytes to read, wherever they lie, under the name by which the user knows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO


@dataclass(frozen=True, slots=True)
class InputFile:
    """One file, archive member or stream.

    ``open`` gives the bytes from the start each time it is called. ``size`` is their number where it is known
    beforehand. ``path`` is set where they lie on disk as they stand. ``breaks`` gets the reason when a stream
    ends before its time, and what there was until then has been read.
    """

    name: str
    open: Callable[[], BinaryIO]
    size: int | None = None
    path: Path | None = None
    breaks: list[str] = field(default_factory=list)

    def head(self, size: int) -> bytes:
        """The first ``size`` bytes, or all where there are fewer."""
        with self.open() as stream:
            return read_fully(stream, size)


def read_fully(stream: BinaryIO, size: int) -> bytes:
    """``size`` bytes of ``stream``, fewer only at its end (a pipe gives less at a time)."""
    parts: list[bytes] = []
    while size > 0 and (chunk := stream.read(size)):
        parts.append(chunk)
        size -= len(chunk)
    return b"".join(parts)


def file_on_disk(path: Path, name: str) -> InputFile:
    """The file at ``path``."""
    return InputFile(name, lambda: path.open("rb"), path.stat().st_size, path)
