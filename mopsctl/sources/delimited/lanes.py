"""A delimited file's records as batches: the fast lane where the text is clean, the careful one elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from mopsctl.sources.delimited.fast_lane import CleanStretch, clean_stretch
from mopsctl.sources.delimited.layout import Layout
from mopsctl.sources.delimited.passage import Passage
from mopsctl.sources.delimited.records import read_records
from mopsctl.sources.delimited.window import Window
from mopsctl.sources.footers import skip_footers
from mopsctl.sources.line_text import LineDecoder
from mopsctl.sources.problem_log import ProblemLog
from mopsctl.sources.record import Record
from mopsctl.sources.row_batches import rows_to_batch

BLOCK_SIZE = 8 << 20
_SMALL_STRETCH = 1 << 16


def read_batches(
    window: Window, layout: Layout, decoder: LineDecoder, log: ProblemLog, block_size: int = BLOCK_SIZE
) -> Iterator[pa.RecordBatch]:
    """The batches of all records from the window's start on; ``block_size`` never changes what they hold."""
    stretch = block_size
    careful: list[Record] = []
    while True:
        window.fill(block_size)
        if window.body <= window.start and window.ended:
            break
        clean = _clean(window, stretch, layout)
        if clean is not None:
            yield from _settled(careful, layout, log)
            careful = []
            decoder.proven = decoder.proven or not clean.ascii_only
            window.take(clean.size, clean.lines)
            stretch = min(stretch * 4, block_size)
            yield clean.batch
            continue
        if stretch > _SMALL_STRETCH:
            stretch = max(_SMALL_STRETCH, stretch // 8)
            continue
        careful += _read_carefully(window, stretch, layout, decoder)
        if len(careful) >= _SMALL_STRETCH:
            yield from _settled(careful, layout, log)
            careful = []
    careful += _read_tail(window, layout, decoder)
    yield from _settled(careful, layout, log)


def _clean(window: Window, stretch: int, layout: Layout) -> CleanStretch | None:
    limit = min(window.body, window.start + stretch)
    return (
        clean_stretch(window.data[window.start : limit], window.line, layout)
        if limit > window.start
        else None
    )


def _read_carefully(window: Window, stretch: int, layout: Layout, decoder: LineDecoder) -> list[Record]:
    """The records of the next ``stretch`` bytes, or of more where the first of them is longer."""
    while True:
        window.fill(stretch)
        limit = max(window.start, min(window.body, window.start + stretch))
        final = False
        lines = window.data[window.start : limit].splitlines(keepends=True)
        if limit < window.body and not lines[-1].endswith(b"\n"):
            # A line that goes on, or half of a line ending.
            lines.pop()
        stop = len(lines)
        if window.ended and limit >= window.body:
            lines += window.data[limit:].splitlines(keepends=True)
            final = True
        records, used = read_records(Passage(lines, window.line, final, layout, decoder), stop)
        if used:
            window.take(sum(map(len, lines[:used])), used)
            return records
        if final:
            return []
        stretch *= 4


def _read_tail(window: Window, layout: Layout, decoder: LineDecoder) -> list[Record]:
    lines = window.data[window.start :].splitlines(keepends=True)
    records, used = read_records(Passage(lines, window.line, True, layout, decoder), len(lines))
    window.take(len(window.data) - window.start, used)
    return skip_footers(records, layout.shapes)


def _settled(records: list[Record], layout: Layout, log: ProblemLog) -> Iterator[pa.RecordBatch]:
    """The rows of ``records`` as a batch, their problems to the log."""
    if not records:
        return
    for record in records:
        if record.kind is not None:
            log.add(record.kind, record.line, record.reason, record.text)
    rows = [record.cells for record in records if record.cells is not None]
    lines = [record.line for record in records if record.cells is not None]
    if rows:
        yield rows_to_batch(rows, lines, layout.width)
