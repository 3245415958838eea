"""Standard input, or a pipe, as a file that can be read more than once."""

from __future__ import annotations

import io
import os
import shutil
import tempfile
from typing import BinaryIO

from mopsctl.sources.input_file import InputFile

STDIN_NAME = "standard input"


def stream_file(stream: BinaryIO, name: str = STDIN_NAME) -> InputFile:
    """All of ``stream``, copied to a temporary file that the system removes with the last reader."""
    copy = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the InputFile
    shutil.copyfileobj(stream, copy, 1 << 20)
    size = copy.tell()

    def reopen() -> BinaryIO:
        copy.seek(0)
        return io.BufferedReader(_Reader(copy))

    return InputFile(name, reopen, size)


class _Reader(io.RawIOBase):
    """A reader with a place of its own in a shared file, so that closing it or a second one does no harm."""

    def __init__(self, shared: BinaryIO) -> None:
        self._shared = shared
        self._place = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {
            io.SEEK_SET: 0,
            io.SEEK_CUR: self._place,
            io.SEEK_END: os.fstat(self._shared.fileno()).st_size,
        }
        self._place = base[whence] + offset
        return self._place

    def tell(self) -> int:
        return self._place

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        chunk = os.pread(self._shared.fileno(), len(buffer), self._place)
        buffer[: len(chunk)] = chunk
        self._place += len(chunk)
        return len(chunk)
