"""All records of some values of a field: what a sample of records would tear apart."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sqlglot import exp

from mopsctl.engine.cell import cell_text, raw_cell
from mopsctl.suggesting.column import Codes, Column, coded
from mopsctl.suggesting.survey import HASHES, Survey

ROWS = 20_000


def keyed_sample(survey: Survey, key: Column, fields: Sequence[Column]) -> tuple[Codes, list[Codes]]:
    """The codes (-1 where empty) of a field and of others in all records of those of its values whose hash is low."""
    low = exp.LT(
        this=exp.Anonymous(this="hash", expressions=[raw_cell(key.position)]),
        expression=exp.Literal.number(HASHES // survey.table.rows * min(ROWS, survey.table.rows)),
    )
    columns = [exp.alias_(cell_text(c.position), f"x{i}") for i, c in enumerate((key, *fields))]
    data = survey.workspace.arrow(exp.select(*columns).from_(survey.table.name).where(low))
    codes = []
    for name in data.column_names:
        texts = data[name]
        filled = np.asarray(texts.to_pandas() != "", dtype=bool)
        codes.append(coded(texts, filled)[0])
    return codes[0], codes[1:]
