"""A grid of cells, from a sheet or an HTML table, as a source table: title rows, header, records, footer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice, pairwise

import pyarrow as pa

from mopsctl.errors import SourceError
from mopsctl.sources.footers import TAIL_LINES, skip_footers
from mopsctl.sources.header import find_header, name_columns
from mopsctl.sources.problem_log import ProblemLog
from mopsctl.sources.record import Record
from mopsctl.sources.report_groups import group_columns, ungroup
from mopsctl.sources.row_batches import rows_to_batch
from mopsctl.sources.shapes import Shape, learn_shapes
from mopsctl.sources.table import ProblemKind, ReadOptions, SourceTable

SAMPLE_ROWS = 200
BATCH_CELLS = 200_000
_USED_SHARE = 0.1

Row = tuple[int, list[str]]
"""A row's 1-based number in its sheet, and its cells, in all rows equally many."""


@dataclass(frozen=True, slots=True)
class GridHead:
    """Where the table begins: ``header`` is None without one, ``above`` are the rows before it."""

    header: Row | None
    above: Sequence[Row]
    shapes: tuple[Shape | None, ...]


def fill_table(table: SourceTable, rows: Iterable[Row], options: ReadOptions, log: ProblemLog) -> bool:
    """Give ``table`` its headers and batches from ``rows``; False where no row has anything in it.

    Raises SourceError where the header row set by hand does not exist.
    """
    filled = (row for row in rows if any(cell.strip() for cell in row[1]))
    sample = list(islice(filled, SAMPLE_ROWS))
    if not sample:
        return False
    head = _find_head(sample, options, table.path)
    for number, cells in head.above:
        log.add(ProblemKind.SKIPPED, number, "above the header", " ".join(filter(None, cells)))
    table.header_line = head.header[0] if head.header else None
    raw = head.header[1] if head.header else None
    table.raw_headers = raw or [""] * len(head.shapes)
    table.headers = name_columns(raw, len(head.shapes), table.header_line, log)
    table.problems, table.counts = log.problems, log.counts
    used = len(head.above) + (head.header is not None)
    groups = group_columns(raw or [], (cells for _, cells in sample[used:]))
    records = chain(sample[used:], filled)
    table.batches = _batches(ungroup(records, groups, log) if groups else records, head, log)
    return True


def _find_head(sample: Sequence[Row], options: ReadOptions, name: str) -> GridHead:
    width = len(sample[0][1])
    index: int | None = None
    if options.header_row is None:
        used = _used_columns(sample, width)
        gaps = [i for i, ((one, _), (next_one, _)) in enumerate(pairwise(sample)) if next_one > one + 1]
        index = find_header([[cells[column] for column in used] for _, cells in sample], len(used), gaps)
    elif options.header_row > 0:
        index = next((i for i, (number, _) in enumerate(sample) if number >= options.header_row), None)
        if index is None:
            raise SourceError(f"{name} has no row {options.header_row} to be the header")
    below = sample if index is None else sample[index + 1 :]
    shapes = learn_shapes([cells for _, cells in below], width)
    return GridHead(None if index is None else sample[index], sample[: index or 0], shapes)


def _used_columns(sample: Sequence[Row], width: int) -> list[int]:
    """The columns that more than a stray note or title uses."""
    filled = [sum(bool(cells[column].strip()) for _, cells in sample) for column in range(width)]
    least = min(2, len(sample)) if len(sample) < 1 / _USED_SHARE else _USED_SHARE * len(sample)
    return [column for column in range(width) if filled[column] >= least] or list(range(width))


def _batches(rows: Iterator[Row], head: GridHead, log: ProblemLog) -> Iterator[pa.RecordBatch]:
    width = len(head.shapes)
    size = max(TAIL_LINES, BATCH_CELLS // width)
    pending = [Record(number, cells) for number, cells in islice(rows, size + TAIL_LINES)]
    while len(pending) == size + TAIL_LINES:
        yield _settled(pending[:size], head, log)
        pending = pending[size:] + [Record(number, cells) for number, cells in islice(rows, size)]
    if pending:
        yield _settled(skip_footers(pending, head.shapes), head, log)


def _settled(records: Sequence[Record], head: GridHead, log: ProblemLog) -> pa.RecordBatch:
    rows: list[Sequence[str | None]] = []
    lines: list[int] = []
    for record in records:
        if record.cells is not None and head.header and record.cells == head.header[1]:
            log.add(ProblemKind.SKIPPED, record.line, "the header line again", " ".join(head.header[1]))
        elif record.cells is not None:
            rows.append(record.cells)
            lines.append(record.line)
        else:
            log.add(ProblemKind.SKIPPED, record.line, record.reason, record.text)
    return rows_to_batch(rows, lines, len(head.shapes))
