"""A line that ends inside a quoted value: whether the value goes on in the next lines, or lacks its quote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mopsctl.sources.delimited.mend import STRAY_QUOTE, fits
from mopsctl.sources.delimited.passage import Passage
from mopsctl.sources.delimited.split import QUOTE, quote_state, split_lenient, split_strict

MAX_QUIET = 1 << 20
"""Bytes of a quoted value without any quote, after which its opening quote is taken to be unclosed."""
MAX_RECORD = 1 << 23
"""Bytes of a record, above which a quote in it is taken to be unclosed."""
MAX_STRAY_LINES = 20
MANY_LINES = 5


class NeedsMoreLines(Exception):  # noqa: N818 - a signal, not an error
    """The record goes on in lines that have not been read yet."""


@dataclass(frozen=True, slots=True)
class Joined:
    """A record of several lines: its cells, its text, what was mended, and how many lines it takes."""

    cells: Sequence[str | None]
    text: str
    reason: str
    used: int


def close_quote(passage: Passage, index: int, text: str, reason: str) -> Joined | None:
    """The record from line ``index`` (``text``) to the line where its open quote closes by the rules.

    None where the quote closes nowhere, too late, before other text, or gives a wrong number of cells, or
    where the value would swallow lines that are records of their own.
    """
    parts, reasons = [text], [reason]
    raw = passage.lines[index]
    size, last_quote = len(raw), raw.rfind(b'"')
    for place in range(index + 1, len(passage.lines)):
        parts.append(_ending(raw))
        raw = passage.lines[place]
        more, mended = passage.text(place)
        parts.append(more)
        reasons.append(mended)
        quote = raw.find(b'"')
        quiet = size + (quote if quote >= 0 else len(raw)) - last_quote
        if quiet > MAX_QUIET or size + len(raw) > MAX_RECORD:
            return None
        if quote >= 0:
            last_quote = size + raw.rfind(b'"')
            state = quote_state(more, passage.layout.delimiter, inside=True)
            if not state:
                return _closed(passage, parts, reasons) if state is False else None
        size += len(raw)
    if not passage.final:
        raise NeedsMoreLines
    return _cut_off(passage, parts, reasons)


def _closed(passage: Passage, parts: list[str], reasons: list[str]) -> Joined | None:
    text = "".join(parts)
    cells = split_strict(text, passage.layout.delimiter)
    used = len(parts) // 2 + 1
    if cells is None or len(cells) != passage.layout.width or _swallows_records(parts[::2], passage):
        return None
    return Joined(cells, text, "; ".join(dict.fromkeys(filter(None, reasons))), used)


def _swallows_records(lines: list[str], passage: Passage) -> bool:
    """Whether each line of the would-be value is a record of its own: so many cells, of the right shapes."""
    layout = passage.layout
    middle = [line.split(layout.delimiter) for line in lines[1:-1]]
    ends = [split_lenient(lines[0], layout.delimiter), split_lenient(lines[-1], layout.delimiter)]
    if not middle or layout.width == 1 or any(len(cells) != layout.width for cells in [*middle, *ends]):
        return False
    if any(layout.shapes):
        return all(fits(cells, layout) for cells in middle)
    return len(middle) >= MANY_LINES


def _cut_off(passage: Passage, parts: list[str], reasons: list[str]) -> Joined | None:
    """The file's last record, cut inside a quoted value; None if the lines after it are records."""
    layout = passage.layout
    if any(_is_record(line, passage) for line in parts[2::2]):
        return None
    text = "".join(parts)
    cells = split_strict(text + '"', layout.delimiter)
    if cells is None or len(cells) > layout.width:
        return None
    padded = [*cells, *[None] * (layout.width - len(cells))]
    why = "the file seems cut off here, inside a quoted value"
    return Joined(padded, text, "; ".join(filter(None, [*dict.fromkeys(reasons), why])), len(parts) // 2 + 1)


def _is_record(line: str, passage: Passage) -> bool:
    cells = split_strict(line, passage.layout.delimiter)
    return cells is not None and len(cells) == passage.layout.width > 1


def join_stray(passage: Passage, index: int, text: str, reason: str) -> Joined | None:
    """The record from line ``index`` where a value of several lines holds quotes that should be doubled."""
    reasons = [reason]
    for place in range(index + 1, index + MAX_STRAY_LINES):
        if place >= len(passage.lines):
            if passage.final:
                return None
            raise NeedsMoreLines
        more, mended = passage.text(place)
        if _is_record(more, passage):
            return None
        text += _ending(passage.lines[place - 1]) + more
        reasons.append(mended)
        cells = _lenient_cells(text, passage)
        if cells is not None:
            reasons.append(STRAY_QUOTE)
            return Joined(cells, text, "; ".join(dict.fromkeys(filter(None, reasons))), place - index + 1)
    return None


def _lenient_cells(text: str, passage: Passage) -> list[str] | None:
    """A lenient reading of the right width in which every value with a line break was quoted."""
    for eager in (False, True):
        cells = split_lenient(text, passage.layout.delimiter, eager)
        if len(cells) == passage.layout.width and not any(
            "\n" in cell and cell[0] == QUOTE for cell in cells
        ):
            return cells
    return None


def _ending(raw: bytes) -> str:
    return raw[len(raw.rstrip(b"\r\n")) :].decode("ascii")
