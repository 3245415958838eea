"""A row with too many cells, because a delimiter stood unquoted in a value: which cells belong together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mopsctl.sources.shapes import Shape, shape_of

MAX_EXTRA = 3
_MATCH, _MISMATCH, _SUFFIX, _SPACED, _JOIN = 2.0, -3.0, 1.5, 1.0, -0.1
# What follows a comma in company and person names.
_NAME_SUFFIX = re.compile(
    r"\s*(?:inc|incorporated|llc|l\.l\.c|ltd|limited|gmbh|corp|co|plc|ag|sa|bv|nv|kg|lp|llp|pty|srl|spa|"
    r"jr|sr|ii|iii|iv|md|phd|esq)\.?\s*",
    re.IGNORECASE,
)

Way = tuple[float, tuple[str, ...]]


def realign(cells: Sequence[str], delimiter: str, shapes: Sequence[Shape | None]) -> list[str] | None:
    """``cells`` joined back into one cell a column where one way is clearly the best, else None.

    ``shapes`` has one entry a column. A way scores by the columns whose values have the column's shape, by
    name suffixes ("Inc") and by the blank after a comma in running text; a tie is no answer.
    """
    extra = len(cells) - len(shapes)
    if not 0 < extra <= MAX_EXTRA:
        return None
    best: dict[int, list[Way]] = {0: [(0.0, ())]}
    for column, shape in enumerate(shapes):
        following: dict[int, list[Way]] = {}
        for used, ways in best.items():
            for end in range(used + 1, column + extra + 2):
                value = delimiter.join(cells[used:end])
                gain = _score(cells[used:end], value, shape)
                grown = [(score + gain, (*values, value)) for score, values in ways]
                following[end] = _best_two([*following.get(end, []), *grown])
        best = following
    ways = best[len(cells)]
    if len(ways) > 1 and ways[0][0] - ways[1][0] < 0.5:
        return None
    return list(ways[0][1])


def _best_two(ways: list[Way]) -> list[Way]:
    return sorted(ways, key=lambda way: -way[0])[:2]


def _score(parts: Sequence[str], value: str, shape: Shape | None) -> float:
    """How well ``value``, joined from ``parts``, would do in a column of this shape."""
    score = _JOIN * (len(parts) - 1)
    if shape is not None and value.strip():
        score += _MATCH if shape_of(value) is shape else _MISMATCH
    for part in parts[1:]:
        if _NAME_SUFFIX.fullmatch(part):
            score += _SUFFIX
        elif part.startswith(" ") and part.strip():
            score += _SPACED
    return score
