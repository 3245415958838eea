"""Excel and OpenDocument workbooks: each sheet with data is a table."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, BinaryIO

from mopsctl.errors import SourceError
from mopsctl.progress import Progress
from mopsctl.sources.archive import seekable
from mopsctl.sources.cell_text import Cell, cell_text
from mopsctl.sources.grid import Row, fill_table
from mopsctl.sources.input_file import InputFile
from mopsctl.sources.merged_header import HEAD_ROWS, merge_header_rows
from mopsctl.sources.problem_log import ProblemLog
from mopsctl.sources.table import ReadOptions, SourceTable

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook, SheetMetadata

_ROWS_A_STEP = 10_000


def open_workbook(source: InputFile, options: ReadOptions, progress: Progress) -> Iterator[SourceTable]:
    """A table for each sheet that has data, or for the sheet that the options name.

    Raises SourceError for a workbook that cannot be read, has no data, or has no such sheet.
    """
    workbook = _load(source)
    sheets = workbook.sheets_metadata
    if options.sheet is not None:
        sheets = [sheet for sheet in sheets if sheet.name == options.sheet]
        if not sheets:
            known = ", ".join(repr(name) for name in workbook.sheet_names)
            raise SourceError(f"{source.name} has no sheet {options.sheet!r}: it has {known}")
    found = False
    for sheet in sheets:
        table = _sheet_table(source, workbook, sheet, options, progress)
        if table is not None:
            found = True
            yield table
    if not found:
        raise SourceError(f"{source.name} is empty: no sheet has data")


def _load(source: InputFile) -> CalamineWorkbook:
    from python_calamine import CalamineError, PasswordError, load_workbook

    try:
        with seekable(source.open()) as stream:
            if _is_encrypted(stream):
                raise SourceError(f"{source.name} is password-protected: save it without a password")
            # A stream and not a path, by whose ending calamine would choose the format.
            return load_workbook(stream)
    except PasswordError as error:
        raise SourceError(f"{source.name} is password-protected: save it without a password") from error
    except (CalamineError, OSError) as error:
        raise SourceError(
            f"{source.name} is not a whole workbook: save it again in Excel ({error})"
        ) from error


def _is_encrypted(stream: BinaryIO) -> bool:
    """Office puts an encrypted workbook as a stream of this name into an OLE container."""
    mark = "EncryptedPackage".encode("utf-16-le")
    found, tail = False, b""
    if stream.read(4) == b"\xd0\xcf\x11\xe0":
        while not found and (chunk := stream.read(1 << 20)):
            found = mark in tail + chunk
            tail = chunk[-len(mark) :]
    stream.seek(0)
    return found


def _sheet_table(
    source: InputFile,
    workbook: CalamineWorkbook,
    sheet: SheetMetadata,
    options: ReadOptions,
    progress: Progress,
) -> SourceTable | None:
    from python_calamine import CalamineError, SheetTypeEnum, SheetVisibleEnum

    if sheet.typ is not SheetTypeEnum.WorkSheet:
        return None
    progress.step(f"Opening {source.name}, sheet {sheet.name}")
    try:
        content = workbook.get_sheet_by_name(sheet.name)
    except CalamineError as error:
        raise SourceError(f"{source.name}: sheet {sheet.name!r} cannot be read ({error})") from error
    log = ProblemLog(source.name, sheet.name)
    if sheet.visible is not SheetVisibleEnum.Visible:
        log.note("the sheet is hidden")
    table = SourceTable(source.name, [], [], iter(()), sheet=sheet.name, format="xlsx")
    return table if fill_table(table, _rows(content, progress, table), options, log) else None


def _rows(sheet: CalamineSheet, progress: Progress, table: SourceTable) -> Iterator[Row]:
    if sheet.start is None:
        return
    rows = _text_rows(sheet, progress, table)
    head = list(islice(rows, HEAD_ROWS))
    yield from chain(merge_header_rows(head, sheet.merged_cell_ranges or [], sheet.start[1]), rows)


def _text_rows(sheet: CalamineSheet, progress: Progress, table: SourceTable) -> Iterator[Row]:
    """Row numbers count from the sheet's first row, although calamine leaves out columns before the data."""
    progress.step(f"Reading {table.path}, sheet {table.sheet}", total=sheet.total_height, unit="rows")
    cells: list[Cell]
    for number, cells in enumerate(sheet.iter_rows(), start=1):  # type: ignore[assignment]
        if number % _ROWS_A_STEP == 0:
            progress.advance(_ROWS_A_STEP)
        yield number, [cell if type(cell) is str else cell_text(cell) for cell in cells]
