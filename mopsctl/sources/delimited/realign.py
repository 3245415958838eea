"""A row with too many cells, because a delimiter stood unquoted in a value: which cells belong together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mopsctl.sources.shapes import Shape, shape_of

MAX_EXTRA = 3
CLEARLY = 0.5
_BLANK = ""
_MATCH, _MISMATCH, _SUFFIX, _SPACED, _JOIN = 2.0, -3.0, 1.5, 1.0, -0.1
# What follows a comma in company and person names.
_NAME_SUFFIX = re.compile(
    r"\s*(?:inc|incorporated|llc|l\.l\.c|ltd|limited|gmbh|corp|co|plc|ag|sa|bv|nv|kg|lp|llp|pty|srl|spa|"
    r"jr|sr|ii|iii|iv|md|phd|esq)\.?\s*",
    re.IGNORECASE,
)


Way = tuple[float, tuple[int, ...]]
"""One way to share out the first cells among the first columns: its score, and where each value ends."""


def realign(cells: Sequence[str], delimiter: str, shapes: Sequence[Shape | None]) -> list[str] | None:
    """``cells`` joined back into one cell a column where one way is clearly the best, else None.

    ``shapes`` has one entry a column. A way scores by the columns whose values have the column's shape, by
    name suffixes ("Inc") and by the blank after a comma in running text; a tie is no answer.
    """
    extra = len(cells) - len(shapes)
    if not 0 < extra <= MAX_EXTRA:
        return None
    first, *others = sorted(_best_ways(cells, delimiter, shapes), key=_score, reverse=True)
    if others and first[0] - others[0][0] < CLEARLY:
        return None
    return [delimiter.join(cells[start:end]) for start, end in zip((0, *first[1]), first[1], strict=False)]


def _best_ways(cells: Sequence[str], delimiter: str, shapes: Sequence[Shape | None]) -> list[Way]:
    """The two best ways to share out all cells, by dynamic programming over the columns."""
    extra = len(cells) - len(shapes)
    own = [shape_of(cell) if cell.strip() else _BLANK for cell in cells]
    glue = [_glue(cell) for cell in cells]
    # best[n]: the two best ways that have used n of the extra cells so far.
    best: list[list[Way]] = [[(0.0, ())], *([] for _ in range(extra))]
    for column, shape in enumerate(shapes):
        following: list[list[Way]] = [[] for _ in range(extra + 1)]
        for used, ways in enumerate(best):
            start = column + used
            for more in range(extra - used + 1):
                end = start + more + 1
                gain = sum(glue[start + 1 : end])
                if shape is not None:
                    gain += _fit(
                        own[start] if not more else _shape_of_joined(cells[start:end], delimiter), shape
                    )
                following[used + more] += [(score + gain, (*ends, end)) for score, ends in ways]
        best = [sorted(ways, key=_score, reverse=True)[:2] if len(ways) > 2 else ways for ways in following]
    return best[extra]


def _score(way: Way) -> float:
    return way[0]


def _fit(found: Shape | str | None, shape: Shape) -> float:
    if found is shape:
        return _MATCH
    return 0.0 if found is _BLANK else _MISMATCH


def _glue(cell: str) -> float:
    """How much ``cell`` looks like the continuation of the cell before it."""
    if _NAME_SUFFIX.fullmatch(cell):
        return _JOIN + _SUFFIX
    return _JOIN + _SPACED if cell.startswith(" ") and cell.strip() else _JOIN


def _shape_of_joined(parts: Sequence[str], delimiter: str) -> Shape | None:
    """Of all shapes only a number may hold a delimiter: 1,234.50."""
    value = delimiter.join(parts)
    return Shape.NUMBER if value[-1:].isdigit() and shape_of(value) is Shape.NUMBER else None
