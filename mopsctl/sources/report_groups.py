"""Grouped reports: a value stands once for its group, with a subtotal below, as in Salesforce's "Formatted Report"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from mopsctl.sources.problem_log import ProblemLog
from mopsctl.sources.table import ProblemKind

if TYPE_CHECKING:
    from mopsctl.sources.grid import Row

_SORTED = re.compile(r"\S\s*[↑↓]\s*$")
_SUBTOTAL = re.compile(r"\s*(?:sub-?totals?|zwischensumme|sous-total)\s*$", re.IGNORECASE)


def group_columns(header: Sequence[str], below: Iterable[Sequence[str]]) -> list[int]:
    """The columns by which a report is grouped: the first ones, whose headers end in an arrow ("Stage ↑").

    A column that is only sorted has the arrow too, and its blank cells are blank: so there are groups only
    where a subtotal stands in such a column.
    """
    filled = [at for at, text in enumerate(header) if text.strip()]
    columns = list(takewhile(lambda at: _SORTED.search(header[at]), filled))
    return columns if any(_is_subtotal(cells, columns) for cells in below) else []


def ungroup(rows: Iterable[Row], columns: Sequence[int], log: ProblemLog) -> Iterator[Row]:
    """``rows`` without subtotals, each with the values of the groups it is in."""
    current = dict.fromkeys(columns, "")
    for number, cells in rows:
        if _is_subtotal(cells, columns):
            log.add(ProblemKind.SKIPPED, number, "a subtotal", " ".join(filter(None, cells)))
            continue
        for at in columns:
            current[at] = cells[at] if cells[at].strip() else current[at]
        yield number, [current.get(at, cell) for at, cell in enumerate(cells)]


def _is_subtotal(cells: Sequence[str], columns: Sequence[int]) -> bool:
    return any(_SUBTOTAL.match(cells[at]) for at in columns)
