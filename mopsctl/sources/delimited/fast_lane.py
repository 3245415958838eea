"""The fast lane: a stretch of bytes that is strictly well-formed CSV, read by Arrow in one go.

``clean_stretch`` proves the form with a few vector operations; whatever it does not accept is read record
by record instead (``records``), with the same result where both apply.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv

from mopsctl.sources.delimited.layout import Layout
from mopsctl.sources.delimited.open_quotes import MAX_QUIET
from mopsctl.sources.delimited.records import BOM
from mopsctl.sources.row_batches import with_lines

Places = npt.NDArray[np.int64]

_QUOTE, _NEWLINE, _RETURN = ord('"'), ord("\n"), ord("\r")


@dataclass(frozen=True, slots=True)
class CleanStretch:
    """Whole records at the start of a buffer: their rows, the bytes and the physical lines they take."""

    batch: pa.RecordBatch
    size: int
    lines: int
    ascii_only: bool


def clean_stretch(data: bytes, first_line: int, layout: Layout) -> CleanStretch | None:
    """The whole records of ``data``, or None unless each is strictly well formed and of the right width."""
    bounds = _bounds_with_quotes(data, layout) if b'"' in data else Bounds(data.rfind(b"\n") + 1, None)
    if bounds is None or not bounds.size:
        return None
    block = data[: bounds.size]
    batch = _parse(block, layout) if _lines_are_plain(block, layout) else None
    if batch is None:
        return None
    lines = block.count(b"\n")
    starts = np.arange(lines) if bounds.starts is None else bounds.starts
    if len(starts) != batch.num_rows:
        return None
    return CleanStretch(with_lines(batch, starts + first_line), bounds.size, lines, block.isascii())


@dataclass(frozen=True, slots=True)
class Bounds:
    """The bytes of whole records, and how many lines stand before each record (None: one line a record)."""

    size: int
    starts: Places | None


def _bounds_with_quotes(data: bytes, layout: Layout) -> Bounds | None:
    """The bounds of the records of ``data``; None where its quotes are not strictly right."""
    octets = np.frombuffer(data, np.uint8)
    quotes, newlines = np.flatnonzero(octets == _QUOTE), np.flatnonzero(octets == _NEWLINE)
    inside = np.searchsorted(quotes, newlines) & 1
    ends = newlines[inside == 0]
    if not len(ends):
        return None
    size = int(ends[-1]) + 1
    octets, quotes = octets[:size], quotes[: np.searchsorted(quotes, size)]
    newlines = newlines[: np.searchsorted(newlines, size)]
    inside = inside[: len(newlines)]
    if not _quotes_are_strict(octets, quotes, ord(layout.delimiter)):
        return None
    if not inside.any():
        return Bounds(size, None)
    if _may_swallow_records(octets, newlines, inside, layout):
        return None
    return Bounds(size, np.concatenate(([0], np.flatnonzero(inside == 0)[:-1] + 1)))


def _quotes_are_strict(octets: npt.NDArray[np.uint8], quotes: Places, delimiter: int) -> bool:
    """Every other quote opens a cell and the next closes it, or two stand for one.

    Counting from a record's start, quotes 0, 2, 4 … open (or are the second of a doubled pair), and
    1, 3, 5 … close (or are the first of one); each needs the right neighbour for that.
    """
    if len(quotes) % 2:
        return False
    opening, closing = quotes[0::2], quotes[1::2]
    if len(quotes) and int((closing - opening).max()) > MAX_QUIET:
        return False
    before = np.where(opening > 0, octets[opening - 1], _NEWLINE)
    doubled = np.zeros(len(opening), dtype=bool)
    doubled[1:] = opening[1:] == closing[:-1] + 1
    opens = (before == delimiter) | (before == _NEWLINE) | doubled
    after = octets[np.minimum(closing + 1, len(octets) - 1)]
    doubled[:-1], doubled[-1:] = doubled[1:].copy(), False
    closes = (after == delimiter) | (after == _NEWLINE) | (after == _RETURN) | doubled
    return bool(opens.all() and closes.all())


def _may_swallow_records(
    octets: npt.NDArray[np.uint8], newlines: Places, inside: Places, layout: Layout
) -> bool:
    """Whether a line within a quoted value has as many delimiters as a record: the quote may be unclosed."""
    delimiters = np.flatnonzero(octets == ord(layout.delimiter))
    before = np.searchsorted(delimiters, newlines)
    consecutive = (inside[1:] == 1) & (inside[:-1] == 1)
    return bool((consecutive & (np.diff(before) == layout.width - 1)).any())


def _lines_are_plain(block: bytes, layout: Layout) -> bool:
    """No NUL, no lone carriage return, no repeated header, no character lost in decoding."""
    if b"\0" in block or (b"\r" in block and block.count(b"\r") != block.count(b"\r\n")):
        return False
    if layout.transcoded and "\ufffd".encode() in block:
        return False
    return not (layout.header and _has_line(block, layout.header))


def _has_line(block: bytes, line: bytes) -> bool:
    if line not in block:
        return False
    starts = (b"\n" + line, b"\n" + BOM + line)
    return block.startswith((line, BOM + line)) or any(
        start + end in block for start in starts for end in (b"\n", b"\r\n")
    )


def _parse(block: bytes, layout: Layout) -> pa.RecordBatch | None:
    """The rows of ``block`` as text; None where one has another width or is blank, or bytes are not UTF-8."""
    names = [f"c{position}" for position in range(layout.width)]
    read = pa_csv.ReadOptions(column_names=names, use_threads=False, block_size=len(block) + 1)
    # No handler for invalid rows: Arrow's fails, loudly, on one that is not UTF-8.
    parse = pa_csv.ParseOptions(delimiter=layout.delimiter, newlines_in_values=True, ignore_empty_lines=False)
    as_text = {name: pa.string() for name in names}
    convert = pa_csv.ConvertOptions(column_types=as_text, strings_can_be_null=False)
    try:
        table = pa_csv.read_csv(pa.BufferReader(block), read, parse, convert)
    except pa.ArrowInvalid:
        return None
    batches = table.combine_chunks().to_batches()
    return batches[0] if len(batches) == 1 and not _has_blank_row(table) else None


def _has_blank_row(table: pa.Table) -> bool:
    """Blank lines, too, give rows of empty cells here."""
    blank = pc.equal(table.column(0), "")
    for position in range(1, table.num_columns):
        if not pc.any(blank).as_py():
            return False
        blank = pc.and_(blank, pc.equal(table.column(position), ""))
    return bool(pc.any(blank).as_py())
