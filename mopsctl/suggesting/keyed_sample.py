"""All records of some values of a key: a sample of records would tear its groups apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sqlglot import exp

from mopsctl.engine.cell import cell_text
from mopsctl.suggesting.column import Codes, Column, coded
from mopsctl.suggesting.survey import HASHES, Survey

ROWS = 20_000


@dataclass(frozen=True, slots=True)
class Coded:
    """Texts as codes (-1 where empty) into their distinct ``values``."""

    codes: Codes
    values: list[str]

    def by(self, keys: Sequence[str | None]) -> Coded:
        """The same records by a key of each value; None is no key."""
        distinct = sorted({key for key in keys if key is not None})
        places = {key: place for place, key in enumerate(distinct)}
        table = np.array([*(-1 if key is None else places[key] for key in keys), -1], dtype=np.int32)
        return Coded(table[self.codes], distinct)


def keyed_sample(survey: Survey, key: exp.Expr, columns: Sequence[Column]) -> list[Coded]:
    """The texts of columns in the records whose key has a low hash; of a small table in all of them."""
    if survey.is_whole:
        return [Coded(column.codes, column.values) for column in columns]
    low = exp.LT(
        this=exp.Anonymous(this="hash", expressions=[key]),
        expression=exp.Literal.number(HASHES // survey.table.rows * min(ROWS, survey.table.rows)),
    )
    texts = [exp.alias_(cell_text(column.position), f"x{i}") for i, column in enumerate(columns)]
    data = survey.workspace.arrow(exp.select(*texts).from_(survey.table.name).where(low))
    return [
        Coded(*coded(data[name], np.asarray(data[name].to_pandas() != "", dtype=bool)))
        for name in data.column_names
    ]
