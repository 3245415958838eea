"""The distinct values of a table's fields, which several rules of `ValueKind` ask for and the database groups once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlglot import exp

from mopsctl.engine.kinds import RECORDS
from mopsctl.engine.record import Record
from mopsctl.workspace import Workspace

if TYPE_CHECKING:
    import pandas as pd

MOST_KEPT = 1_000_000
"""Values are kept for the next rule up to so many in all; a long list of addresses is grouped anew."""


class DistinctValues:
    """What was grouped of one table so far."""

    def __init__(self, workspace: Workspace, record: Record) -> None:
        self._workspace = workspace
        self._record = record
        self._kept: dict[tuple[exp.Expr, ...], pd.DataFrame] = {}
        self._room = MOST_KEPT

    def of(self, texts: Sequence[exp.Expr], applies: exp.Expr) -> pd.DataFrame:
        """Each combination of texts that a record to which ``applies`` is true has.

        :returns: a column of text for each of ``texts`` (``k0``, ``k1``, …), and ``RECORDS``; not to be changed.
        """
        key = (applies, *texts)
        known = self._kept.get(key)
        if known is not None:
            return known
        values: pd.DataFrame = self._workspace.arrow(self._grouped(texts, applies)).to_pandas()
        if len(values) <= self._room:
            self._room -= len(values)
            self._kept[key] = values
        return values

    def _grouped(self, texts: Sequence[exp.Expr], applies: exp.Expr) -> exp.Select:
        keys = [f"k{i}" for i in range(len(texts))]
        columns = [exp.alias_(text, key) for text, key in zip(texts, keys, strict=True)]
        counted = exp.alias_(exp.Count(this=exp.Star()), RECORDS)
        query = exp.select(*columns, counted, copy=False)
        query = query.from_(self._record.rows(*texts, applies), copy=False)
        return query.where(applies.copy(), copy=False).group_by(*keys, copy=False)
