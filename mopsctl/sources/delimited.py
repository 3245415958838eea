"""CSV, TSV and their kin: layout detected at the head, records streamed from there on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

import pyarrow as pa

from mopsctl.errors import SourceError
from mopsctl.progress import Progress
from mopsctl.sources.delimiter import delimiter_by_hand, detect_delimiter, usual_width
from mopsctl.sources.encoding import Encoding, as_utf_8, detect_encoding
from mopsctl.sources.header import find_header, name_columns
from mopsctl.sources.input_file import InputFile
from mopsctl.sources.lanes import BLOCK_SIZE, read_batches
from mopsctl.sources.layout import Layout
from mopsctl.sources.line_text import WINDOWS_1252, LineDecoder
from mopsctl.sources.problem_log import ProblemLog
from mopsctl.sources.sample import SampleRecord, sample_records
from mopsctl.sources.shapes import learn_shapes
from mopsctl.sources.table import ProblemKind, ReadOptions, SourceTable
from mopsctl.sources.window import Window

HEAD_SIZE = 1 << 18
_SEPARATOR_LINE = re.compile(r"sep=(.)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Head:
    """What the first bytes of a delimited file tell.

    ``skipped`` are the records above the header. ``data_line`` is the number of the first line of data, and
    ``data_start`` its place in the file's UTF-8 text.
    """

    encoding: Encoding
    delimiter: str | None
    layout: Layout
    raw_headers: list[str] | None
    header_line: int | None
    skipped: list[SampleRecord]
    data_line: int
    data_start: int


def open_delimited(
    source: InputFile, options: ReadOptions, progress: Progress, block_size: int = BLOCK_SIZE
) -> SourceTable:
    """The table in a delimited text; ``block_size`` bytes are read at a time.

    Raises SourceError where there is no text, UsageError where an option cannot be used.
    """
    head = _read_head(source, options)
    log = ProblemLog(source.name)
    for record in head.skipped:
        log.add(ProblemKind.SKIPPED, record.line, "above the header", _joined(record.cells))
    headers = name_columns(head.raw_headers, head.layout.width, head.header_line, log)
    table = SourceTable(
        path=source.name,
        headers=headers,
        raw_headers=head.raw_headers or [""] * head.layout.width,
        batches=iter(()),
        format="csv",
        encoding=head.encoding.name,
        delimiter=head.delimiter,
        header_line=head.header_line,
        size_bytes=source.size,
        problems=log.problems,
        counts=log.counts,
    )
    table.batches = _batches(source, head, table, log, progress, block_size)
    return table


def _joined(cells: Sequence[str]) -> str:
    return " ".join(cell for cell in cells if cell.strip())


def _read_head(source: InputFile, options: ReadOptions) -> Head:
    raw = source.head(HEAD_SIZE)
    encoding = detect_encoding(raw, options.encoding)
    utf_8 = as_utf_8(_reader_of(raw[encoding.mark :]), encoding.name)(HEAD_SIZE)
    physical = utf_8.splitlines(keepends=True)
    if len(raw) == HEAD_SIZE and len(physical) > 1:
        physical.pop()
    decoder = LineDecoder()
    lines = [decoder.decode(line.rstrip(b"\r\n"), 0)[0] for line in physical]
    return _head_of(source.name, encoding, physical, lines, options)


def _reader_of(data: bytes) -> Callable[[int], bytes]:
    parts = iter([data])
    return lambda _: next(parts, b"")


def _head_of(
    name: str, encoding: Encoding, physical: Sequence[bytes], lines: Sequence[str], options: ReadOptions
) -> Head:
    separator = _SEPARATOR_LINE.fullmatch(lines[0].strip('"')) if lines else None
    wanted = options.delimiter or (separator and separator[1])
    delimiter = delimiter_by_hand(wanted) if wanted else detect_delimiter(lines)
    splitter = delimiter or _absent(lines)
    records = sample_records(lines, splitter)
    above = 1 if separator else 0
    if options.header_row is not None and options.header_row > 1:
        above = sum(record.line < options.header_row for record in records)
    if len(records) <= above:
        raise SourceError(f"{name} is empty" if not records else f"{name} has no row to be the header")
    width = usual_width(records[above:])
    index: int | None = 0
    if options.header_row == 0:
        index = None
    elif options.header_row is None:
        index = find_header([record.cells for record in records[above:]], width)
    header = None if index is None else records[above + index]
    skipped = records[: above + (index or 0)]
    data = records[len(skipped) + (header is not None) :]
    width = _table_width(header, data, width)
    data_line = header.line + header.lines if header else records[above].line
    whole = [record.cells for record in data if len(record.cells) == width]
    layout = Layout(
        delimiter=splitter,
        width=width,
        header=physical[header.line - 1].rstrip(b"\r\n") if header and header.lines == 1 else None,
        shapes=learn_shapes(whole, width),
        transcoded=encoding.name not in ("utf-8", "ascii", WINDOWS_1252),
    )
    raw_headers = [*header.cells, *[""] * (width - len(header.cells))] if header else None
    return Head(
        encoding=encoding,
        delimiter=delimiter,
        layout=layout,
        raw_headers=raw_headers,
        header_line=header.line if header else None,
        skipped=skipped,
        data_line=data_line,
        data_start=sum(map(len, physical[: data_line - 1])),
    )


def _absent(lines: Sequence[str]) -> str:
    """For a text of one column: a delimiter that its values do not hold."""
    return next((char for char in "\t|;" if not any(char in line for line in lines)), ",")


def _table_width(header: SampleRecord | None, data: Sequence[SampleRecord], usual: int) -> int:
    """The header's width, or the rows' where nearly all agree on a greater one (a header is missing)."""
    if header is None:
        return usual
    width = len(header.cells)
    agreeing = sum(len(record.cells) == usual and bool(record.cells[-1].strip()) for record in data)
    if usual > width and len(data) >= 5 and agreeing >= 0.5 * len(data):
        return usual if not any(len(record.cells) == width for record in data) else width
    return width


def _batches(
    source: InputFile, head: Head, table: SourceTable, log: ProblemLog, progress: Progress, block_size: int
) -> Iterator[pa.RecordBatch]:
    progress.step(f"Reading {source.name}", total=source.size, unit="bytes")
    decoder = LineDecoder(transcoded=head.layout.transcoded)
    with source.open() as stream:
        stream.read(head.encoding.mark)
        read = as_utf_8(_watched(stream, progress, log), head.encoding.name)
        window = Window(read)
        window.fill(max(block_size, head.data_start))
        window.take(head.data_start, head.data_line - window.line)
        yield from read_batches(window, head.layout, decoder, log, block_size)
    if decoder.switched_at is not None:
        table.encoding = WINDOWS_1252
        log.note("not UTF-8 from here on: read as Windows-1252", decoder.switched_at)


def _watched(stream: BinaryIO, progress: Progress, log: ProblemLog) -> Callable[[int], bytes]:
    """Reads of ``stream`` that tell how far they are, and end with a problem where it breaks."""

    def read(size: int) -> bytes:
        chunk = stream.read(size)
        progress.advance(len(chunk))
        return chunk

    return read
