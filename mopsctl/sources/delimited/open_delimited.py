"""CSV, TSV and their kin: layout found at the head, records streamed from there on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

import pyarrow as pa

from mopsctl.progress import Progress
from mopsctl.sources.delimited.head import Head, read_head
from mopsctl.sources.delimited.lanes import BLOCK_SIZE, read_batches
from mopsctl.sources.delimited.window import Window
from mopsctl.sources.encoding import as_utf_8
from mopsctl.sources.header import name_columns
from mopsctl.sources.input_file import InputFile
from mopsctl.sources.line_text import WINDOWS_1252, LineDecoder
from mopsctl.sources.problem_log import ProblemLog
from mopsctl.sources.table import ProblemKind, ReadOptions, SourceTable


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the batches of a table need when they are drawn."""

    source: InputFile
    head: Head
    log: ProblemLog
    progress: Progress
    block_size: int


def open_delimited(
    source: InputFile, options: ReadOptions, progress: Progress, block_size: int = BLOCK_SIZE
) -> SourceTable:
    """The table in a delimited text; ``block_size`` bytes are read at a time.

    Raises SourceError where there is no text, UsageError where an option cannot be used.
    """
    head = read_head(source, options)
    log = ProblemLog(source.name)
    for record in head.above:
        text = " ".join(cell for cell in record.cells if cell.strip())
        log.add(ProblemKind.SKIPPED, record.line, "above the header", text)
    line = head.header.line if head.header else None
    table = SourceTable(
        path=source.name,
        headers=name_columns(head.raw_headers, head.layout.width, line, log),
        raw_headers=head.raw_headers or [""] * head.layout.width,
        batches=iter(()),
        format="csv",
        encoding=head.encoding.name,
        delimiter=head.delimiter,
        header_line=line,
        problems=log.problems,
        counts=log.counts,
    )
    table.batches = _batches(_Reading(source, head, log, progress, block_size), table)
    return table


def _batches(reading: _Reading, table: SourceTable) -> Iterator[pa.RecordBatch]:
    source, head = reading.source, reading.head
    reading.progress.step(f"Reading {source.name}", total=source.size, unit="bytes")
    decoder = LineDecoder(transcoded=head.layout.transcoded)
    with source.open() as stream:
        stream.read(head.encoding.mark)
        window = Window(as_utf_8(_watched(stream, reading.progress), head.encoding.name))
        window.fill(max(reading.block_size, head.data_start))
        window.take(head.data_start, head.data_line - window.line)
        yield from read_batches(window, head.layout, decoder, reading.log, reading.block_size)
    if decoder.switched_at is not None:
        table.encoding = WINDOWS_1252
        reading.log.note("not UTF-8 from here on: read as Windows-1252", decoder.switched_at)


def _watched(stream: BinaryIO, progress: Progress) -> Callable[[int], bytes]:
    """Reads of ``stream`` that tell how far they are."""

    def read(size: int) -> bytes:
        chunk = stream.read(size)
        progress.advance(len(chunk))
        return chunk

    return read
