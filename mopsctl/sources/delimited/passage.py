"""A run of physical lines of a file, and what is needed to read them as records."""

from __future__ import annotations

from dataclasses import dataclass

from mopsctl.sources.delimited.layout import Layout
from mopsctl.sources.line_text import LineDecoder


@dataclass(frozen=True, slots=True)
class Passage:
    """Physical lines with their endings.

    ``first`` is the number of the first line in the file; ``final`` when the file ends with the last.
    """

    lines: list[bytes]
    first: int
    final: bool
    layout: Layout
    decoder: LineDecoder

    def text(self, index: int) -> tuple[str, str]:
        """Line ``index`` without its ending, and what was mended in it ("" if nothing)."""
        return self.decoder.decode(self.lines[index].rstrip(b"\r\n"), self.first + index)
