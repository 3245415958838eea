"""Judging texts one by one in Python, where a pattern leaves few of them to judge."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.normalize.arrow_text import as_arrow, as_series

if TYPE_CHECKING:
    import pandas as pd


def look_closer(values: pd.Series[Any], pattern: str, judge: Callable[[str], str | None]) -> pd.Series[Any]:
    """What ``judge`` says of each text in which the RE2 pattern is found; NA for None and for all other texts."""
    texts = as_arrow(values)
    suspect = pc.fill_null(pc.match_substring_regex(texts, pattern), False)
    said = pa.array([judge(text) for text in texts.filter(suspect).to_pylist()], pa.string())
    nothing = pa.nulls(len(texts), pa.string())
    return as_series(pc.replace_with_mask(nothing, suspect, said), values.index)
