"""The head of a delimited text: its encoding, delimiter, header and width, found or set by hand."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mopsctl.errors import SourceError
from mopsctl.sources.delimited.delimiter import delimiter_by_hand, detect_delimiter, usual_width
from mopsctl.sources.delimited.layout import Layout
from mopsctl.sources.delimited.sample import SampleRecord, sample_records
from mopsctl.sources.encoding import Encoding, as_utf_8, detect_encoding
from mopsctl.sources.header import find_header
from mopsctl.sources.input_file import InputFile
from mopsctl.sources.line_text import WINDOWS_1252, LineDecoder
from mopsctl.sources.shapes import learn_shapes
from mopsctl.sources.table import ReadOptions

HEAD_SIZE = 1 << 18
_SEPARATOR_LINE = re.compile(r"\"?sep=(.)\"?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Head:
    """What the first bytes of a delimited file tell.

    ``delimiter`` is None for a text of one column, ``header`` where there is none. ``above`` are the records
    before the header. Data begin with line ``data_line``, at byte ``data_start`` of the file's UTF-8 text.
    """

    encoding: Encoding
    delimiter: str | None
    layout: Layout
    header: SampleRecord | None
    above: Sequence[SampleRecord]
    data_line: int
    data_start: int

    @property
    def raw_headers(self) -> list[str] | None:
        """The headers as written, blank where the data are wider; None without a header row."""
        if self.header is None:
            return None
        return [*self.header.cells, *[""] * (self.layout.width - len(self.header.cells))]


def read_head(source: InputFile, options: ReadOptions) -> Head:
    """The head of ``source``.

    Raises SourceError where there is no record or not the header row asked for, UsageError for an encoding
    or delimiter that cannot be one.
    """
    raw = source.head(HEAD_SIZE)
    encoding = detect_encoding(raw, options.encoding)
    utf_8 = as_utf_8(_reader_of(raw[encoding.mark :]), encoding.name)(HEAD_SIZE)
    physical = utf_8.splitlines(keepends=True)
    if len(raw) == HEAD_SIZE and len(physical) > 1:
        physical.pop()
    decoder = LineDecoder()
    lines = [decoder.decode(line.rstrip(b"\r\n"), 0)[0] for line in physical]
    separator = _SEPARATOR_LINE.fullmatch(lines[0]) if lines else None
    delimiter = _delimiter(lines, options.delimiter or (separator[1] if separator else None))
    records = sample_records(lines, delimiter or _absent(lines))
    above, header = _split_at_header(records, 1 if separator else 0, options, source.name)
    data = records[len(above) + (header is not None) :]
    width = _table_width(header, data)
    data_line = header.line + header.lines if header else records[len(above)].line
    layout = Layout(
        delimiter=delimiter or _absent(lines),
        width=width,
        header=physical[header.line - 1].rstrip(b"\r\n") if header and header.lines == 1 else None,
        shapes=learn_shapes([record.cells for record in data if len(record.cells) == width], width),
        transcoded=encoding.name not in ("utf-8", "ascii", WINDOWS_1252),
    )
    start = sum(map(len, physical[: data_line - 1]))
    return Head(encoding, delimiter, layout, header, above, data_line, start)


def _reader_of(data: bytes) -> Callable[[int], bytes]:
    parts = iter([data])
    return lambda _: next(parts, b"")


def _delimiter(lines: Sequence[str], wanted: str | None) -> str | None:
    return delimiter_by_hand(wanted) if wanted else detect_delimiter(lines)


def _absent(lines: Sequence[str]) -> str:
    """For a text of one column: a delimiter that its values do not hold."""
    return next((char for char in "\t|;" if not any(char in line for line in lines)), ",")


def _split_at_header(
    records: Sequence[SampleRecord], start: int, options: ReadOptions, name: str
) -> tuple[Sequence[SampleRecord], SampleRecord | None]:
    """The records above the header, the first ``start`` in any case, and the header if there is one."""
    if not records:
        raise SourceError(f"{name} is empty: export it again")
    if options.header_row:
        start = sum(record.line < options.header_row for record in records)
    if len(records) <= start:
        raise SourceError(f"{name} has no row to be the header: it has only {len(records)} rows")
    if options.header_row == 0:
        return records[:start], None
    if options.header_row:
        return records[:start], records[start]
    rest = records[start:]
    gaps = [i for i, (one, next_one) in enumerate(pairwise(rest)) if next_one.line > one.line + one.lines]
    index = find_header([record.cells for record in rest], usual_width(rest), gaps)
    if index is None:
        return records[:start], None
    return records[: start + index], records[start + index]


def _table_width(header: SampleRecord | None, data: Sequence[SampleRecord]) -> int:
    """The header's width, or the rows' where most agree on a greater one and none has the header's."""
    if header is None:
        return usual_width(data)
    width = len(header.cells)
    wider = [record for record in data if len(record.cells) > width]
    usual = usual_width(wider)
    agreeing = sum(len(record.cells) == usual and bool(record.cells[-1].strip()) for record in wider)
    if any(len(record.cells) == width for record in data) or len(data) < 5 or 2 * agreeing < len(data):
        return width
    return usual
