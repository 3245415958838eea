"""The tables of one run in an embedded DuckDB database, with their mapping and provenance.

Every table holds ``_row`` (0-based, BIGINT), ``_part`` (which file or sheet, SMALLINT), ``_line`` (BIGINT)
and the source's columns as text, named by position (``c0``, ``c1``, …): headers of any shape are safe, and
two that differ only in case stay apart.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import weakref
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

import duckdb
import pyarrow as pa
from sqlglot import exp

from mopsctl.schema.headers import header_key
from mopsctl.schema.model import Detection, ValueKind
from mopsctl.sources.table import LINE_COLUMN, SourceTable

DIALECT = "duckdb"
Kept = TypeVar("Kept")
ROW, PART, LINE = "_row", "_part", LINE_COLUMN


@dataclass(frozen=True, slots=True)
class Part:
    """One file or sheet whose records are in a table; its ``_part`` is its place in ``Table.parts``."""

    source: SourceTable
    rows: int


@dataclass(slots=True)
class Table:
    """A table of the workspace: what it is, what its columns mean, where its records come from.

    ``object`` is canonical where the table was recognised (``known``), else made of the file's name.
    ``mapping`` leads from canonical field to column position, ``guessed`` from the position of a column that is not
    mapped to what its values seem to be.
    """

    name: str
    object: str
    known: bool
    detection: Detection
    headers: list[str]
    mapping: dict[str, int]
    guessed: dict[int, ValueKind] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)
    rows: int = 0

    @property
    def origin(self) -> str | None:
        return self.detection.origin

    def position(self, name: str) -> int | None:
        """The column that a canonical field or a source header (in any case, accents and punctuation) names."""
        if name in self.mapping:
            return self.mapping[name]
        if name in self.headers:
            return self.headers.index(name)
        key = header_key(name)
        alike = (position for position, header in enumerate(self.headers) if header_key(header) == key)
        return next(alike, None) if key else None

    def position_of(self, name: str) -> int:
        """The column that a field or header names, which the table is known to have.

        :raises LookupError: where it has not.
        """
        position = self.position(name)
        if position is None:
            raise LookupError(f"{self.name} has no column {name!r}")
        return position

    def field_at(self, position: int) -> str:
        """The canonical field of a column, or its header where it has none."""
        for name, mapped in self.mapping.items():
            if mapped == position:
                return name
        return self.headers[position]


class Workspace:
    """The database of one run: closed to files, network and settings from its first statement on."""

    def __init__(self, memory_limit: str = "1GB", threads: int | None = None) -> None:
        """:param memory_limit: what lies beyond goes to a private temporary folder."""
        spill = tempfile.mkdtemp(prefix="mopsctl-")
        self._forget_spill = weakref.finalize(self, shutil.rmtree, spill, ignore_errors=True)
        self.connection = duckdb.connect(
            ":memory:", config={"threads": threads or cores(), "memory_limit": memory_limit}
        )
        settings = {
            "temp_directory": spill,
            "enable_external_access": False,
            "preserve_insertion_order": True,
            "lock_configuration": True,
        }
        for name, value in settings.items():
            self.connection.execute(f"SET {name} = {exp.convert(value).sql(DIALECT)}")
        self.tables: list[Table] = []
        self.kept: dict[str, Any] = {}

    def __enter__(self) -> Workspace:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Forget every record, on disk too."""
        self.connection.close()
        self._forget_spill()

    def add(self, source: SourceTable, detection: Detection, batches: Iterable[pa.RecordBatch]) -> Table:
        """Store a source table; one of the same kind with the same headers gains the records instead.

        :param batches: the source's batches, as `SourceTable` describes them.
        """
        table = self._like(source, detection) or self._create(source, detection)
        part = len(table.parts)
        counted = _numbered(batches, table.rows, part)
        first = next(counted, None)
        rows = 0
        if first is not None:
            reader = pa.RecordBatchReader.from_batches(first.schema, chain([first], counted))
            self.connection.register("incoming", reader)
            self.connection.execute(exp.insert(exp.select("*").from_("incoming"), table.name).sql(DIALECT))
            self.connection.unregister("incoming")
            rows = self._count(table) - table.rows
        table.parts.append(Part(source, rows))
        table.rows += rows
        return table

    def of_object(self, name: str) -> list[Table]:
        """The tables that hold records of an object, in the order they were read."""
        return [table for table in self.tables if table.object == name]

    def query(self, statement: exp.Expr) -> list[tuple[Any, ...]]:
        """The rows of a small result."""
        return self.connection.execute(statement.sql(DIALECT)).fetchall()

    def execute(self, statement: exp.Expr) -> None:
        """Run a statement for its effect."""
        self.connection.execute(statement.sql(DIALECT))

    def stream(self, statement: exp.Expr, batch_rows: int = 20_000) -> Iterator[list[tuple[Any, ...]]]:
        """The rows of a large result, in batches; other queries may run in between."""
        cursor = self.connection.cursor()
        cursor.execute(statement.sql(DIALECT))
        while rows := cursor.fetchmany(batch_rows):
            yield rows

    def stream_arrow(self, statement: exp.Expr, batch_rows: int = 100_000) -> Iterator[pa.RecordBatch]:
        """A large result as Arrow batches of at most so many rows; other queries may run in between."""
        cursor = self.connection.cursor()
        yield from cursor.sql(statement.sql(DIALECT)).to_arrow_reader(batch_rows)

    def arrow(self, statement: exp.Expr) -> pa.Table:
        """A result as an Arrow table."""
        return self.connection.sql(statement.sql(DIALECT)).to_arrow_table()

    def compute(self, data: pa.Table, expression: exp.Expr) -> pa.Array:
        """An expression over the columns of an Arrow table, a value a row in their order."""
        self.connection.register("incoming", data)
        found = self.arrow(exp.select(exp.alias_(expression, "v")).from_("incoming")).column("v")
        self.connection.unregister("incoming")
        return found.combine_chunks() if isinstance(found, pa.ChunkedArray) else found

    def once(self, name: str, make: Callable[[], Kept]) -> Kept:
        """What ``make`` gave when it was first asked for by that name; ``kept`` has it by its name."""
        if name not in self.kept:
            self.kept[name] = make()
        kept: Kept = self.kept[name]
        return kept

    def store(self, name: str, data: pa.Table) -> None:
        """Make a table of an Arrow table."""
        self.connection.register("incoming", data)
        self.execute(exp.select("*").from_("incoming").ctas(name))
        self.connection.unregister("incoming")

    def _like(self, source: SourceTable, detection: Detection) -> Table | None:
        for table in self.tables:
            alike = table.headers == source.headers and table.detection.origin == detection.origin
            if alike and table.detection.object == detection.object and detection.object is not None:
                return table
        return None

    def _create(self, source: SourceTable, detection: Detection) -> Table:
        table = Table(
            name=f"t{len(self.tables)}",
            object=detection.object or _object_of(source),
            known=detection.object is not None,
            detection=detection,
            headers=source.headers,
            mapping=dict(detection.mapping),
        )
        types = {ROW: "BIGINT", PART: "SMALLINT", LINE: "BIGINT"}
        types |= {f"c{position}": "VARCHAR" for position in range(len(source.headers))}
        columns = [
            exp.ColumnDef(this=exp.to_identifier(c), kind=exp.DataType.build(t)) for c, t in types.items()
        ]
        schema = exp.Schema(this=exp.to_table(table.name), expressions=columns)
        self.execute(exp.Create(this=schema, kind="TABLE"))
        self.tables.append(table)
        return table

    def _count(self, table: Table) -> int:
        return int(self.query(exp.select(exp.Count(this=exp.Star())).from_(table.name))[0][0])


def cores() -> int:
    """The processors that this process may use, at most as many as the memory limit feeds."""
    return min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 2, 8)


def _numbered(batches: Iterable[pa.RecordBatch], first_row: int, part: int) -> Iterator[pa.RecordBatch]:
    """Batches in the table's column order, each record with its row number and part."""
    for batch in batches:
        count = batch.num_rows
        rows = pa.array(range(first_row, first_row + count), pa.int64())
        parts = pa.repeat(pa.scalar(part, pa.int16()), count)
        names = [name for name in batch.schema.names if name != LINE_COLUMN]
        yield pa.RecordBatch.from_arrays(
            [rows, parts, batch.column(LINE_COLUMN), *(batch.column(name) for name in names)],
            names=[ROW, PART, LINE, *names],
        )
        first_row += count


def _object_of(source: SourceTable) -> str:
    """A name for the records of a table that fits no canonical object."""
    stem = Path(source.path).name.split(".")[0]
    words = re.sub(r"\W+", "_", f"{stem} {source.sheet or ''}").strip("_").lower()
    return words or "records"
