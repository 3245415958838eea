"""Files that only their owner may read, written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import IO

from mopsctl.errors import UsageError


@contextmanager
def write_private(path: str | Path) -> Iterator[IO[str]]:
    """A text file (UTF-8, line endings as written); see `write_private_bytes`."""
    with write_private_bytes(path) as binary:
        text = TextIOWrapper(binary, encoding="utf-8", newline="")
        try:
            yield text
        finally:
            text.detach()


@contextmanager
def write_private_bytes(path: str | Path) -> Iterator[IO[bytes]]:
    """A file that takes its place at ``path`` when the block ends well.

    It is made with mode 0600 under a temporary name beside ``path``; after an error ``path`` is as it was.
    A link is followed, and a device or pipe (``/dev/stdout``) is written to as it is.
    Raises UsageError where the file cannot be written there.
    """
    target = Path(path)
    try:
        if _is_special(target):
            with target.open("wb") as stream:
                yield stream
        else:
            yield from _replaced(target.resolve())
    except OSError as error:
        raise UsageError(f"cannot write {target}: {error.strerror or error}") from error


def _is_special(target: Path) -> bool:
    return target.exists() and not target.is_file() and not target.is_dir()


def _replaced(target: Path) -> Iterator[IO[bytes]]:
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name[:100]}.", dir=target.parent)
    temporary = Path(name)
    try:
        with open(descriptor, "wb") as stream:  # noqa: PTH123 - a descriptor
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
