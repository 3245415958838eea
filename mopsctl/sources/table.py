"""What every source adapter yields: tables of text columns whose records know where they come from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

import pyarrow as pa

LINE_COLUMN = "_line"
"""Name of the last column of every batch: the record's 1-based line (or row of its sheet), int64."""


class ProblemKind(StrEnum):
    """What became of a place that could not be read as it stands."""

    REJECTED = "rejected"  # the record is not in the table
    REPAIRED = "repaired"  # the record is in the table, and something about it was mended
    SKIPPED = "skipped"  # not a record: title row, report footer, repeated header
    NOTE = "note"  # about the file as a whole


@dataclass(frozen=True, slots=True)
class ReadProblem:
    """One place in a source that could not be read as it stands: file, line, why, and the text there."""

    path: str
    line: int | None
    kind: ProblemKind
    reason: str
    text: str = ""
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the user has set by hand; None means detect. ``header_row`` is 1-based, 0 means no header."""

    encoding: str | None = None
    delimiter: str | None = None
    header_row: int | None = None
    sheet: str | None = None


OptionsFor = Callable[[str], ReadOptions]
"""The options of each file, by its name in the source."""


@dataclass(frozen=True, slots=True)
class FileFailure:
    """A file of a folder or archive that gave no table; ``skipped`` where it is no data file at all."""

    path: str
    reason: str
    skipped: bool = False


@dataclass(slots=True)
class SourceTable:
    """One table of one file or sheet, not read yet: its headers are known, its records stream.

    ``headers`` are unique (case-insensitively) and never blank; ``raw_headers`` are as written.
    ``batches()`` may be called once; every batch has one string column a header, named by its position
    ("c0", "c1", …), and ``_line``. A missing cell is null, an empty one "". ``problems``
    (bounded) and ``counts`` (exact, by kind) grow while batches are drawn and are complete when they end.
    """

    path: str
    headers: list[str]
    raw_headers: list[str]
    batches: Iterator[pa.RecordBatch]
    sheet: str | None = None
    format: str = "csv"
    encoding: str | None = None
    delimiter: str | None = None
    header_line: int | None = None
    problems: list[ReadProblem] = field(default_factory=list)
    counts: dict[ProblemKind, int] = field(default_factory=dict)
