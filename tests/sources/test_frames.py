"""A pandas frame is read as the texts that its own export would have."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import numpy as np
import pandas as pd
import pytest

from mopsctl.sources.frames import frame_table


def _cells(values: Any) -> list[str | None]:
    batches = list(frame_table(pd.DataFrame({"a": values})).batches)
    return [cell for batch in batches for cell in batch.column("c0").to_pylist()]


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        (["00123", "", None], ["00123", "", None]),
        ([1, 2], ["1", "2"]),
        ([1.0, np.nan, 2.5, 1e17], ["1", None, "2.5", "100000000000000000"]),
        ([True, False], ["true", "false"]),
        (["a", 1, 2.0, True, None], ["a", "1", "2", "true", None]),
        ([date(2026, 3, 1), None], ["2026-03-01", None]),
        (pd.to_datetime(["2026-03-01 12:30", None]), ["2026-03-01T12:30:00", None]),
        ([datetime(2026, 3, 1, tzinfo=UTC)], ["2026-03-01T00:00:00+00:00"]),
        (pd.Categorical(["x", "y", None]), ["x", "y", None]),
        (pd.array([1, None], dtype="Int64"), ["1", None]),
        (pd.array(["a", None], dtype="string[pyarrow]"), ["a", None]),
    ],
)  # fmt: skip
def test_cells_are_text_as_people_write_it(values: Any, texts: list[str | None]) -> None:
    assert _cells(values) == texts


def test_columns_of_one_name_stay_apart_and_lines_count_from_one() -> None:
    table = frame_table(pd.DataFrame([["1", "2"], ["3", "4"]], columns=["a", "a"]))
    (batch,) = table.batches
    assert table.headers == ["a", "a (2)"]
    assert batch.to_pydict() == {"c0": ["1", "3"], "c1": ["2", "4"], "_line": [1, 2]}
