"""The records that are compared with one another, of one table or of several, as columns of text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from sqlglot import exp

from mopsctl.matching.coded import Coded, coded, recoded
from mopsctl.normalize.placeholders import placeholder_pattern
from mopsctl.schema.model import ValueKind
from mopsctl.workspace import ROW, Table, Workspace


@dataclass(frozen=True)
class Population:
    """Tables of a workspace whose records are compared; a record's place runs over all of them."""

    workspace: Workspace
    tables: tuple[Table, ...]

    @cached_property
    def starts(self) -> np.ndarray:
        """The place of each table's first record, and the number of all records."""
        return np.cumsum([0, *(table.rows for table in self.tables)])

    def __len__(self) -> int:
        return int(self.starts[-1])

    def texts(self, name: str) -> pa.ChunkedArray | None:
        """The values of a canonical field or source header, trimmed, null where empty; None where no table has it."""
        if all(table.position(name) is None for table in self.tables):
            return None
        chunks = [chunk for table in self.tables for chunk in self._column(table, name).chunks]
        return pa.chunked_array(chunks, pa.string())

    def column(self, name: str, kind: ValueKind = ValueKind.TEXT) -> Coded | None:
        """The values of a field as codes, placeholders such as "n/a" missing; None where no table has it."""
        texts = self.texts(name)
        if texts is None:
            return None
        column = coded(texts)
        pattern = f"(?i)^{placeholder_pattern(kind)}$"
        nothing = pc.match_substring_regex(column.texts, pattern)
        if not pc.any(nothing).as_py():
            return column
        return recoded(column, pc.if_else(nothing, pa.scalar(None, pa.string()), column.texts))

    def columns(self, names: Sequence[str], kind: ValueKind = ValueKind.TEXT) -> dict[str, Coded]:
        """Those of the fields that a table has and that are not empty."""
        found = {name: self.column(name, kind) for name in names}
        return {name: column for name, column in found.items() if column is not None and len(column.texts)}

    def _column(self, table: Table, name: str) -> pa.ChunkedArray:
        position = table.position(name)
        if position is None:
            return pa.chunked_array([pa.nulls(table.rows, pa.string())])
        value = exp.Trim(this=exp.column(f"c{position}", quoted=True))
        statement = exp.select(value.as_("v")).from_(table.name).order_by(exp.column(ROW, quoted=True))
        column = self.workspace.arrow(statement).column("v")
        return column if column.num_chunks else pa.chunked_array([pa.nulls(0, pa.string())])
