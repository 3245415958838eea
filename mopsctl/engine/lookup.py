"""Look-ups into the tables of a workspace, for rules that need more than their own table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import count
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from sqlglot import exp

from mopsctl.engine.binding import bind
from mopsctl.engine.cell import cell_text
from mopsctl.engine.columns import make_record
from mopsctl.engine.kinds import Scope, Tables
from mopsctl.engine.record import UnknownFieldError
from mopsctl.workspace import Table, Workspace

if TYPE_CHECKING:
    import pandas as pd


class WorkspaceTables(Tables):
    """The tables of a workspace."""

    def __init__(
        self, workspace: Workspace, scope: Scope, placeholders: dict[str, list[str]] | None = None
    ) -> None:
        self._workspace = workspace
        self._scope = scope
        self._placeholders = placeholders
        self._numbers = count()

    @property
    def workspace(self) -> Workspace:
        """See `Tables`."""
        return self._workspace

    def records(
        self,
        object_name: str,
        fields: Sequence[str],
        origin: str | None,
        where: exp.Expr | None = None,
        usable: Sequence[str] = (),
    ) -> exp.Query | None:
        """See `Tables`."""
        selections: list[exp.Query] = []
        for table in self._workspace.of_object(object_name):
            known = all(table.position(name) is not None for name in (*fields, *usable))
            if known and (origin is None or table.origin in (origin, None)):
                with suppress(UnknownFieldError):
                    selections.append(self._selection(table, fields, where, usable))
        if not selections:
            return None
        return selections[0] if len(selections) == 1 else exp.union(*selections, distinct=False)

    def keys(self, texts: exp.Query, make: Callable[[pd.Series[Any]], pd.Series[Any]]) -> exp.Select:
        """See `Tables`."""
        distinct = exp.select("text").distinct().from_(texts.subquery("t", copy=False), copy=False)
        values = self._workspace.arrow(distinct).column("text").to_pandas()
        keys = make(values)
        found = {"text": values[keys.notna()], "key": keys[keys.notna()]}
        name = f"keys_{next(self._numbers)}"
        arrays = {column: pa.array(series, pa.string()) for column, series in found.items()}
        self._workspace.store(name, pa.table(arrays))
        return exp.select("text", "key").from_(name)

    def stored(self, data: pa.Table) -> exp.Select:
        """See `Tables`."""
        name = f"stored_{next(self._numbers)}"
        self._workspace.store(name, data)
        return exp.select(*(exp.column(column) for column in data.column_names)).from_(name)

    def _selection(
        self, table: Table, fields: Sequence[str], where: exp.Expr | None, usable: Sequence[str]
    ) -> exp.Query:
        texts = [exp.alias_(cell_text(table.position_of(name)), name, quoted=True) for name in fields]
        if where is None and not usable:
            return exp.select(*texts).from_(table.name)
        record = make_record(self._workspace, table, self._placeholders)
        conditions = [record.usable(name) for name in usable]
        if where is not None:
            conditions.append(bind(where, record, self._scope.as_of))
        texts = [exp.alias_(record.text(name), name, quoted=True) for name in fields]
        return exp.select(*texts).from_(record.selection().subquery("r")).where(*conditions)
