"""One file as tables, by what it really is: the adapter is chosen by content, its name only gives a hint."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

import pyarrow as pa

from mopsctl.errors import SourceError
from mopsctl.progress import Progress
from mopsctl.sources.archive import gunzipped, zip_members
from mopsctl.sources.input_file import InputFile
from mopsctl.sources.kind import KIND_HEAD, Kind, foreign_name, kind_of, kind_of_zip
from mopsctl.sources.own_report import is_own_report
from mopsctl.sources.problem_log import ProblemLog
from mopsctl.sources.table import FileFailure, ProblemKind, ReadOptions, SourceTable

MAX_DEPTH = 3
"""Archives in archives in archives are opened, but no deeper."""
BREAKS = (OSError, EOFError, zlib.error, zipfile.BadZipFile)
"""What reading a damaged or unreachable file may raise."""

_TEXT, _SHEETS, _JSON = "csv", "xlsx", "json"
_FORMATS = {
    **dict.fromkeys((".csv", ".tsv", ".txt", ".tab", ".psv"), _TEXT),
    **dict.fromkeys((".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"), _SHEETS),
    **dict.fromkeys((".json", ".jsonl", ".ndjson"), _JSON),
    ".parquet": "parquet",
}
_ARCHIVES = (".gz", ".zip")
_NO_DATA = ("readme", "license", "changelog")
_IN_WORDS = {"csv": "a text table", "html": "an HTML table", "xlsx": "a workbook", "parquet": "Parquet"}


def open_in_collection(
    source: InputFile, options: ReadOptions, progress: Progress, depth: int = 0
) -> Iterator[SourceTable | FileFailure]:
    """The tables of one file among others; what is wrong with it becomes a FileFailure."""
    suffix = PurePosixPath(source.name).suffix.lower()
    if suffix not in _FORMATS and suffix not in _ARCHIVES:
        yield FileFailure(source.name, "is not a data file", skipped=True)
        return
    if PurePosixPath(source.name).stem.lower().startswith(_NO_DATA):
        yield FileFailure(source.name, "is documentation", skipped=True)
        return
    if source.path is not None and is_own_report(source.path):
        yield FileFailure(source.name, "is a report of mopsctl", skipped=True)
        return
    try:
        yield from open_file(source, options, progress, depth)
    except SourceError as error:
        yield FileFailure(source.name, str(error).removeprefix(source.name).lstrip(" :"))


def open_file(
    source: InputFile, options: ReadOptions, progress: Progress, depth: int = 0
) -> Iterator[SourceTable | FileFailure]:
    """The tables of one file, or of an archive's members.

    Raises SourceError where it cannot be read, UsageError where an option cannot be used.
    """
    try:
        for table in _open_content(source, options, progress, depth):
            if isinstance(table, SourceTable) and not table.path.startswith(f"{source.name}/"):
                _note_disguise(table)
                table.batches = _to_the_break(table, source)
            yield table
    except PermissionError as error:
        raise SourceError(f"{source.name} may not be read: ask its owner for permission") from error
    except BREAKS as error:
        raise SourceError(f"{source.name} cannot be read ({error}): get the file again") from error


def _open_content(
    source: InputFile, options: ReadOptions, progress: Progress, depth: int
) -> Iterator[SourceTable | FileFailure]:
    head = source.head(KIND_HEAD)
    kind = _with_hint(kind_of(head), source.name)
    if kind is Kind.ZIP:
        kind = kind_of_zip(source)
    if kind is Kind.EMPTY:
        raise SourceError(f"{source.name} is empty: export it again")
    if kind is Kind.FOREIGN:
        looks = foreign_name(head)
        raise SourceError(f"{source.name} is not a text table (it looks like {looks}): give an export")
    if kind not in (Kind.GZIP, Kind.ZIP):
        yield from _open_kind(source, kind, options, progress)
    elif depth >= MAX_DEPTH:
        raise SourceError(f"{source.name} is an archive in too many archives: unpack it by hand")
    elif kind is Kind.GZIP:
        yield from _open_content(gunzipped(source), options, progress, depth + 1)
    else:
        for member in zip_members(source):
            yield from open_in_collection(member, options, progress, depth + 1)


def _open_kind(
    source: InputFile, kind: Kind, options: ReadOptions, progress: Progress
) -> Iterator[SourceTable]:
    """The adapters are loaded when they are needed: what a user does not read costs no time."""
    if kind in (Kind.WORKBOOK, Kind.OLE):
        from mopsctl.sources.workbook import open_workbook

        yield from open_workbook(source, options, progress)
    elif kind is Kind.PARQUET:
        from mopsctl.sources.parquet import open_parquet

        yield open_parquet(source, progress)
    elif kind in (Kind.JSON, Kind.JSON_LINES):
        from mopsctl.sources.json_table import open_json

        yield open_json(source, kind is Kind.JSON_LINES, progress)
    elif kind is Kind.HTML:
        from mopsctl.sources.html_table import open_html

        yield open_html(source, options, progress)
    else:
        from mopsctl.sources.delimited.open_delimited import open_delimited

        yield open_delimited(source, options, progress)


def _suffix(name: str) -> str:
    path = PurePosixPath(name.lower())
    return path.with_suffix("").suffix if path.suffix in _ARCHIVES else path.suffix


def _with_hint(kind: Kind, name: str) -> Kind:
    """A name can tell JSON Lines from JSON, and JSON from text, where the first bytes do not."""
    suffix = _suffix(name)
    if kind in (Kind.TEXT, Kind.JSON) and suffix in (".jsonl", ".ndjson"):
        return Kind.JSON_LINES
    return Kind.JSON if kind is Kind.TEXT and suffix == ".json" else kind


def _note_disguise(table: SourceTable) -> None:
    expected = _FORMATS.get(_suffix(table.path))
    found = table.format.removesuffix("l") if table.format == "jsonl" else table.format
    if expected is not None and found != expected:
        is_really = _IN_WORDS.get(found, "JSON")
        _log_of(table).note(f"named {_suffix(table.path)}, but it is really {is_really}, and is read as such")


def _log_of(table: SourceTable) -> ProblemLog:
    return ProblemLog(table.path, table.sheet, table.problems, table.counts)


def _to_the_break(table: SourceTable, source: InputFile) -> Iterator[pa.RecordBatch]:
    """The table's batches as far as the file can be read; the place where it breaks off is a problem."""
    batches = table.batches

    def drawn() -> Iterator[pa.RecordBatch]:
        try:
            yield from batches
        except BREAKS as error:
            source.breaks.append(f"the file cannot be read any further ({error})")
        for reason in dict.fromkeys(source.breaks):
            _log_of(table).add(ProblemKind.REJECTED, None, reason)

    return drawn()
