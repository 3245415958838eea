"""The part of a byte stream that is in memory while it is read from front to back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mopsctl.sources.footers import TAIL_LINES

_FIRST_LOOK = 16_384


@dataclass(slots=True)
class Window:
    """Bytes ``start:`` of ``data`` are not read yet; ``line`` is the number of the line that begins there.

    ``read`` gives up to so many further bytes, b"" at the end. ``body`` is the place in ``data`` where the
    last 64 lines in memory begin: what stands before is surely no footer.
    """

    read: Callable[[int], bytes]
    data: bytes = b""
    start: int = 0
    line: int = 1
    ended: bool = False
    body: int = 0

    def fill(self, size: int) -> None:
        """See to it that ``size`` unread bytes are in memory, unless the stream ends before."""
        if self.ended or len(self.data) - self.start >= size:
            return
        parts = [self.data[self.start :]]
        missing = 2 * size - len(parts[0])
        while missing > 0 and not self.ended:
            chunk = self.read(missing)
            self.ended = not chunk
            missing -= len(chunk)
            parts.append(chunk)
        self.data, self.start = b"".join(parts), 0
        self.body = _tail_start(self.data)

    def take(self, size: int, lines: int) -> None:
        """``size`` bytes that are ``lines`` lines have been read."""
        self.start += size
        self.line += lines


def _tail_start(data: bytes) -> int:
    """Where the last 64 lines of ``data`` begin; 0 if it has no more than these."""
    look = _FIRST_LOOK
    while True:
        start = max(0, len(data) - look)
        lines = data[start:].splitlines(keepends=True)
        # Unless it is the first of all, the look's first line may be half a line, or half a line ending.
        if len(lines) > TAIL_LINES + (start > 0):
            return len(data) - sum(map(len, lines[-TAIL_LINES:]))
        if start == 0:
            return 0
        look *= 4
