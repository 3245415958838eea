"""How the records of one delimited file are laid out, as detected at its head or set by hand."""

from __future__ import annotations

from dataclasses import dataclass

from mopsctl.sources.shapes import Shape


@dataclass(frozen=True, slots=True)
class Layout:
    """What both lanes of the reader need to know.

    ``header`` is the header line as bytes without its line ending (UTF-8), by which a repeated header is
    recognised; None when the file has none. ``shapes`` has one entry a column: what its values look like
    in the head of the file, or None where they look like nothing in particular.
    """

    delimiter: str
    width: int
    header: bytes | None
    shapes: tuple[Shape | None, ...]
    transcoded: bool = False
