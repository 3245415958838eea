"""The careful lane: physical lines into records, one by one, mending or refusing what is out of order.

What becomes of a line depends on the lines around it, never on how the file was cut into blocks.
"""

from __future__ import annotations

from collections.abc import Sequence

from mopsctl.sources.delimited.mend import mend_line
from mopsctl.sources.delimited.open_quotes import NeedsMoreLines, close_quote, join_stray
from mopsctl.sources.delimited.passage import Passage
from mopsctl.sources.delimited.split import QUOTE, quote_state, split_strict
from mopsctl.sources.record import Record
from mopsctl.sources.table import ProblemKind

BOM = b"\xef\xbb\xbf"


def read_records(passage: Passage, stop: int) -> tuple[list[Record], int]:
    """The records that begin before line ``stop`` (an index), and the number of lines they take.

    Ends earlier where a record needs lines that are not there yet.
    """
    records: list[Record] = []
    index = 0
    while index < stop:
        try:
            record, used = _read_one(passage, index)
        except NeedsMoreLines:
            break
        if record is not None:
            records.append(record)
        index += used
    return records, index


def _read_one(passage: Passage, index: int) -> tuple[Record | None, int]:
    layout = passage.layout
    content = passage.lines[index].rstrip(b"\r\n")
    number = passage.first + index
    if layout.header and content.removeprefix(BOM) == layout.header:
        return Record(number, None, ProblemKind.SKIPPED, "the header line again", content.decode()), 1
    text, reason = passage.decoder.decode(content, number)
    if not text or (layout.width > 1 and text.isspace()):
        return None, 1
    cells = split_strict(text, layout.delimiter)
    if cells is not None and len(cells) == layout.width:
        return _row(number, cells, reason, text), 1
    return _read_odd(passage, index, text, reason)


def _row(number: int, cells: Sequence[str | None], reason: str, text: str) -> Record:
    if not any(cells):
        return Record(number, None, ProblemKind.SKIPPED, "every cell is empty", text)
    if reason:
        return Record(number, cells, ProblemKind.REPAIRED, reason, text)
    return Record(number, cells)


def _read_odd(passage: Passage, index: int, text: str, reason: str) -> tuple[Record, int]:
    """A record that is not one good line: it goes on in the next lines, or is to be mended."""
    number = passage.first + index
    state = quote_state(text, passage.layout.delimiter) if QUOTE in text else False
    joined = close_quote(passage, index, text, reason) if state else None
    if joined is None:
        mended = mend_line(text, passage.layout)
        if state is not False and (mended.cells is None or None in mended.cells):
            joined = join_stray(passage, index, text, reason)
    if joined is not None:
        return _row(number, joined.cells, joined.reason, joined.text), joined.used
    why = "; ".join(part for part in (reason, mended.reason) if part)
    if _is_cut(passage, index) and (mended.cells is None or None in mended.cells):
        why = f"the file seems cut off here: {why}"
    if mended.cells is None:
        return Record(number, None, ProblemKind.REJECTED, why, text), 1
    return _row(number, mended.cells, why, text), 1


def _is_cut(passage: Passage, index: int) -> bool:
    """The line is the file's last and has no line ending."""
    return (
        passage.final
        and index == len(passage.lines) - 1
        and not passage.lines[index].endswith((b"\n", b"\r"))
    )
