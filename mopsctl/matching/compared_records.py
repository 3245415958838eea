"""The records that were compared, read from the workspace's tables when they are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from sqlglot import exp

from mopsctl.matching.two_sources import Second, sides, told_apart
from mopsctl.schema.headers import header_key
from mopsctl.workspace import LINE, PART, ROW, Table, Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

ID = "id"
TEXT = "string[pyarrow]"


@dataclass(frozen=True)
class ComparedRecords:
    """Records of tables, one table after the other; ``mask`` hides personal values (field and text) in what is shown.

    ``second`` tells the records of a second source, whose ids may be those of the first.
    """

    workspace: Workspace
    tables: tuple[Table, ...]
    mask: Callable[[Table, str, str], str] | None = None
    second: Second | None = None
    _columns: dict[str, pd.Series[Any] | None] = field(default_factory=dict)

    @cached_property
    def starts(self) -> np.ndarray:
        """The place of each table's first record, and the number of all records."""
        return np.cumsum([0, *(table.rows for table in self.tables)])

    def __len__(self) -> int:
        return int(self.starts[-1])

    def span(self, table: Table) -> tuple[int, int] | None:
        """The places of a table's first record and of the one behind its last; None where it was not compared."""
        for number, own in enumerate(self.tables):
            if own is table:
                return int(self.starts[number]), int(self.starts[number + 1])
        return None

    @cached_property
    def _ids(self) -> pa.Array:
        parts = [self._ids_of(table) for table in self.tables]
        ids = pa.concat_arrays(parts) if parts else pa.array([], pa.string())
        if self.second is None:
            return ids
        every = np.arange(len(self))
        return told_apart(ids, self.objects(every), sides(self.tables, self.second), self._paths(every))

    def _ids_of(self, table: Table) -> pa.Array:
        position = id_position(self.workspace, table)
        value = exp.null() if position is None else exp.column(f"c{position}", quoted=True)
        place = (exp.column(name, quoted=True) for name in (PART, LINE))
        rows = exp.select(exp.alias_(exp.Trim(this=value), "id"), *place)
        read = self.workspace.arrow(rows.from_(table.name).order_by(exp.column(ROW, quoted=True)))
        ids = read.column("id").cast(pa.string())
        paths = pa.array([part.source.path for part in table.parts] or [""])
        lines = pc.cast(read.column(LINE), pa.string())
        named = pc.binary_join_element_wise(pc.take(paths, read.column(PART)), lines, ":")
        found = pc.coalesce(pc.if_else(pc.equal(ids, ""), pa.scalar(None, pa.string()), ids), named)
        return found.combine_chunks() if isinstance(found, pa.ChunkedArray) else found

    def ids(self, places: np.ndarray | Sequence[int]) -> list[str]:
        """Their record ids; a record without an id is named by file and line."""
        return list(self._ids.take(pa.array(np.asarray(places, np.int64))).to_pylist())

    def objects(self, places: np.ndarray | Sequence[int]) -> list[str]:
        """The object of each."""
        names = np.array([table.object for table in self.tables], dtype=object)
        return list(names[self._table_of(np.asarray(places, np.int64))])

    def systems(self, places: np.ndarray | Sequence[int]) -> list[str]:
        """The system that each comes from; "" where it is not known."""
        names = np.array([table.origin or "" for table in self.tables], dtype=object)
        return list(names[self._table_of(np.asarray(places, np.int64))])

    def _table_of(self, places: np.ndarray) -> np.ndarray:
        return np.searchsorted(self.starts, places, side="right") - 1

    def values(self, places: np.ndarray | Sequence[int]) -> pd.DataFrame:
        """Their values as the source has them."""
        wanted = np.asarray(places, np.int64)
        frames = []
        for number, table in enumerate(self.tables):
            here = wanted[self._table_of(wanted) == number]
            if len(here):
                frames.append(self._values_of(table, np.unique(here), int(self.starts[number])))
        if not frames:
            return pd.DataFrame()
        return pd.concat(frames).reindex(wanted)

    def _values_of(self, table: Table, places: np.ndarray, start: int) -> pd.DataFrame:
        names = [table.field_at(position) for position in range(len(table.headers))]
        asked = pa.table({"asked": pa.array(places - start)})
        row = exp.column(ROW, quoted=True)
        columns = [exp.column(f"c{position}", quoted=True) for position in range(len(names))]
        self.workspace.connection.register("asked_rows", asked)
        read = self.workspace.arrow(
            exp.select(row, *columns)
            .from_(table.name)
            .where(row.copy().isin(query=exp.select("asked").from_("asked_rows")))
        )  # fmt: skip
        self.workspace.connection.unregister("asked_rows")
        frame = pd.DataFrame({
            name: pd.array(read.column(f"c{position}").combine_chunks().cast(pa.string()), dtype=TEXT)
            for position, name in enumerate(names)
        }, index=read.column(ROW).to_numpy() + start)  # fmt: skip
        frame = frame.mask(frame == "")
        if self.mask is not None:
            for name in frame.columns:
                frame[name] = frame[name].map(partial(self.mask, table, name), na_action="ignore")
        return frame

    def column(self, name: str) -> pd.Series[Any] | None:
        """One canonical field of all records."""
        if name not in self._columns:
            self._columns[name] = self._read_column(name)
        return self._columns[name]

    def _read_column(self, name: str) -> pd.Series[Any] | None:
        from mopsctl.matching.population import Population

        texts = Population(self.workspace, self.tables).texts(name)
        if texts is None:
            return None
        series = pd.Series(pd.array(texts.combine_chunks(), dtype=TEXT))
        return series.mask(series == "")

    @cached_property
    def _stands(self) -> tuple[np.ndarray, np.ndarray]:
        """Where each record stands: its file, as a place among the parts of all tables, and its line."""
        files, lines, before = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)], 0
        for table in self.tables:
            part, line, row = (exp.column(name, quoted=True) for name in (PART, LINE, ROW))
            read = self.workspace.arrow(exp.select(part, line).from_(table.name).order_by(row))
            files.append(read.column(PART).to_numpy().astype(np.int64) + before)
            lines.append(read.column(LINE).to_numpy())
            before += len(table.parts)
        return np.concatenate(files), np.concatenate(lines)

    def locations(self, places: np.ndarray | Sequence[int]) -> list[tuple[str, int]]:
        """The file and line of each."""
        wanted = np.asarray(places, np.int64)
        return list(zip(self._paths(wanted).tolist(), self._stands[1][wanted].tolist(), strict=True))

    def _paths(self, places: np.ndarray) -> np.ndarray:
        paths = np.array([part.source.path for table in self.tables for part in table.parts], dtype=object)
        return np.asarray(paths[self._stands[0][places]])

    def place_of(self, record_id: str, of_object: str | None = None) -> int | None:
        """The place of a record; the first where several have the id."""
        found = np.flatnonzero(np.asarray(pc.equal(self._ids, record_id.strip())))
        if of_object is not None:
            names = self.objects(found)
            found = found[[name == of_object for name in names]]
        return int(found[0]) if len(found) else None

    def repeated_ids(self) -> list[tuple[str, str, int]]:
        """Ids that several records of an object have: object, id, number of records; the most frequent first."""
        objects = pa.array(self.objects(np.arange(len(self))))
        named = pa.table({"object": objects, "id": self._ids}).group_by(["object", "id"])
        counts = named.aggregate([([], "count_all")])
        several = counts.filter(pc.greater(counts.column("count_all"), 1))
        several = several.sort_by([("count_all", "descending"), ("id", "ascending")])
        return [(row["object"], row["id"], row["count_all"]) for row in several.to_pylist()]


def id_position(workspace: Workspace, table: Table) -> int | None:
    """The column of record ids: the mapped one, else one that is called so and differs from record to record."""
    if ID in table.mapping:
        return table.mapping[ID]
    for position, header in enumerate(table.headers):
        if header_key(header) in {"id", "recordid", "rowid", "key"}:
            return position
    return None
