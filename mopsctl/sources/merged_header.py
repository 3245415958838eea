"""Headers in two rows: a group over several columns ("Address"), and under it each column's own ("City")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mopsctl.sources.grid import Row

HEAD_ROWS = 60
"""Merged cells below so many rows are data."""

Range = tuple[tuple[int, int], tuple[int, int]]
"""The first and last cell of a merged range, each (row, column) counted from 0."""


def merge_header_rows(rows: Sequence[Row], ranges: Sequence[Range], first_column: int) -> Iterator[Row]:
    """``rows`` where a group row and the row under it are one: "Address / City".

    ``first_column`` is the sheet's column (from 0) of the rows' first cell. A merged title, which stands
    alone in its row, is left as it is.
    """
    groups = _groups_by_row(ranges, first_column)
    waiting: Row | None = None
    for number, cells in rows:
        if waiting is not None:
            yield number, _combined(waiting[1], cells, groups[waiting[0]])
            waiting = None
        elif number in groups and sum(bool(cell.strip()) for cell in cells) > 1:
            waiting = (number, cells)
        else:
            yield number, cells
    if waiting is not None:
        yield waiting


def _groups_by_row(ranges: Sequence[Range], first_column: int) -> dict[int, list[tuple[int, int]]]:
    """By row number (from 1): first and last column of the cells merged across columns, in one row."""
    groups: dict[int, list[tuple[int, int]]] = {}
    for (top, left), (bottom, right) in ranges:
        if top == bottom < HEAD_ROWS and left < right:
            groups.setdefault(top + 1, []).append((left - first_column, right - first_column))
    return groups


def _combined(above: Sequence[str], below: Sequence[str], groups: Sequence[tuple[int, int]]) -> list[str]:
    names = list(above)
    for first, last in groups:
        for column in range(max(0, first), min(last + 1, len(names))):
            names[column] = above[first]
    return [
        f"{group} / {own}" if group.strip() and own.strip() and group.strip() != own.strip() else group or own
        for group, own in zip(names, below, strict=True)
    ]
