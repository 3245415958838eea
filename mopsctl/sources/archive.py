"""Compressed files: .gz and .zip as the files in them, with a bound on what they may grow to."""

from __future__ import annotations

import gzip
import io
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from typing import BinaryIO, cast

from mopsctl.errors import SourceError
from mopsctl.sources.input_file import InputFile

MAX_SIZE = 64 << 30
MAX_RATIO = 200
FREE_SIZE = 256 << 20
"""So much may come out of any archive; beyond it no more than 200 times its compressed size, and 64 GB."""
_COPY = 1 << 20
_IN_MEMORY = 32 << 20
_ENCRYPTED = 0x1


class UnpackingReader(io.RawIOBase):
    """A decompressing stream that ends, with a reason in ``breaks``, where it is damaged or grows too large."""

    def __init__(
        self, stream: gzip.GzipFile | zipfile.ZipExtFile, packed: BinaryIO, compressed: int, breaks: list[str]
    ) -> None:
        self._stream = stream
        self._packed = packed
        self._left = largest_size(compressed)
        self._breaks = breaks

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if self._left <= 0:
            self._breaks.append("the rest is refused: it unpacks to far more than its size explains")
            return 0
        try:
            # read1 gives what there is before the damage, which read would lose.
            chunk = self._stream.read1(min(len(buffer), self._left))
        except (EOFError, OSError, zlib.error, zipfile.BadZipFile):
            self._breaks.append("the compressed file is damaged or cut off here")
            return 0
        self._left -= len(chunk)
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def close(self) -> None:
        self._stream.close()
        self._packed.close()
        super().close()


def largest_size(compressed: int) -> int:
    """The bytes that ``compressed`` bytes may unpack to."""
    return min(MAX_SIZE, max(FREE_SIZE, MAX_RATIO * compressed))


def gunzipped(source: InputFile) -> InputFile:
    """The file in a .gz, under the name of the .gz.

    Raises SourceError where it would unpack to too much.
    """
    compressed = source.size or 0

    def open_member() -> BinaryIO:
        packed = source.open()
        return _buffered(gzip.GzipFile(fileobj=packed), packed, compressed, source.breaks)

    size = _claimed_size(source)
    if size is not None and size > largest_size(compressed):
        size = None
        _refuse_bomb(source, compressed)
    return InputFile(source.name, open_member, size, breaks=source.breaks)


def _claimed_size(source: InputFile) -> int | None:
    """The size that the last four bytes of a .gz claim: right for one member below 4 GB, if it is whole."""
    if source.path is None or not source.size or not 18 <= source.size <= FREE_SIZE:
        return None
    with source.open() as packed:
        packed.seek(-4, io.SEEK_END)
        return int.from_bytes(packed.read(4), "little")


def _refuse_bomb(source: InputFile, compressed: int) -> None:
    """Unpack to see whether a claim is true: the last bytes of a file that was cut off claim anything."""
    left = largest_size(compressed)
    with (
        source.open() as packed,
        gzip.GzipFile(fileobj=packed) as stream,
        suppress(EOFError, OSError, zlib.error),
    ):
        while chunk := stream.read(_COPY):
            left -= len(chunk)
            if left < 0:
                raise _too_large(source.name)


def _buffered(
    stream: gzip.GzipFile | zipfile.ZipExtFile, packed: BinaryIO, compressed: int, breaks: list[str]
) -> BinaryIO:
    return io.BufferedReader(UnpackingReader(stream, packed, compressed, breaks), _COPY)


def _too_large(name: str) -> SourceError:
    return SourceError(f"{name} unpacks to far more than its size explains: it is refused; unpack it by hand")


def zip_members(source: InputFile) -> Iterator[InputFile]:
    """The files in a .zip in the order of their names; what macOS and Windows add is left out.

    Raises SourceError where the archive is broken, protected by a password, or would unpack to too much.
    """
    try:
        with seekable(source.open()) as packed, zipfile.ZipFile(packed) as archive:
            members = sorted(archive.infolist(), key=lambda member: member.filename)
    except (zipfile.BadZipFile, EOFError) as error:
        raise SourceError(f"{source.name} is not a whole zip file: get it again ({error})") from error
    for member in members:
        if not member.is_dir() and not is_hidden(member.filename):
            yield _member(source, member)


def is_hidden(name: str) -> bool:
    """Names that begin with a dot anywhere in the path, macOS's extras, and Excel's lock files."""
    return any(part.startswith((".", "~$")) or part == "__MACOSX" for part in name.split("/"))


def _member(source: InputFile, member: zipfile.ZipInfo) -> InputFile:
    name = f"{source.name}/{member.filename}"
    breaks: list[str] = []

    def open_member() -> BinaryIO:
        if member.flag_bits & _ENCRYPTED:
            raise SourceError(f"{name} is password-protected: unpack the archive and give the folder instead")
        if member.file_size > largest_size(member.compress_size):
            raise _too_large(name)
        packed = seekable(source.open())
        archive = zipfile.ZipFile(packed)
        try:
            stream = cast(zipfile.ZipExtFile, archive.open(member))
        except (NotImplementedError, RuntimeError) as error:
            raise SourceError(f"{name} is packed in a way that cannot be read: unpack it by hand") from error
        return _buffered(stream, packed, member.compress_size, breaks)

    return InputFile(name, open_member, member.file_size, breaks=breaks)


def seekable(stream: BinaryIO) -> BinaryIO:
    """``stream`` itself where one can move in it, else its bytes in a temporary file that goes when closed."""
    if stream.seekable():
        return stream
    spool = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - the caller closes it
    with stream:
        while chunk := stream.read(_COPY):
            spool.write(chunk)
    spool.seek(0)
    return cast(BinaryIO, spool)
