"""Which row holds the headers, and headers that are unique and never blank."""

from __future__ import annotations

from collections.abc import Sequence

from mopsctl.sources.problem_log import ProblemLog
from mopsctl.sources.shapes import Shape, learn_shapes, shape_of

_TELLING = {Shape.EMAIL, Shape.URL, Shape.DATE, Shape.ID, Shape.PHONE}
MAX_TITLE_ROWS = 40


def find_header(rows: Sequence[Sequence[str]], width: int) -> int | None:
    """The index of the header in ``rows`` (the first of a table); None where the first row is data already.

    The header is the first row of the table's usual ``width`` that is mostly filled; where one of its cells
    is an e-mail, id, date, URL or phone like those below it, it is data, and the row above may be the header.
    """
    head = rows[:MAX_TITLE_ROWS]
    first = next(
        (index for index, row in enumerate(head) if len(row) == width and _may_head(row, width)), None
    )
    if first is None:
        return next((index for index, row in enumerate(head) if any(row)), None)
    if not _is_data(rows[first], rows[first + 1 :], width):
        return first
    return first - 1 if first and _may_head(rows[first - 1], width) else None


def _may_head(row: Sequence[str], width: int) -> bool:
    filled = sum(bool(cell.strip()) for cell in row)
    return len(row) >= 0.6 * width and filled * 2 >= width and filled >= min(width, 2)


def _is_data(row: Sequence[str], below: Sequence[Sequence[str]], width: int) -> bool:
    shapes = [shape_of(cell) for cell in row]
    if not below:
        return bool({Shape.EMAIL, Shape.DATE, Shape.ID} & set(shapes))
    learned = learn_shapes([other for other in below if len(other) == width], width, least=1)
    return any(shape in _TELLING and shape is known for shape, known in zip(shapes, learned, strict=False))


def mend_headers(raw: Sequence[str]) -> tuple[list[str], list[str]]:
    """Headers trimmed, blank ones named by their position, doubled ones numbered; and a sentence for each mending."""
    headers: list[str] = []
    notes: list[str] = []
    taken: set[str] = set()
    for position, text in enumerate(raw, start=1):
        name = " ".join(text.split())
        if not name:
            name = f"column {position}"
            notes.append(f"column {position} has no header: it is called {name!r}")
        elif name != text:
            notes.append(f"the header {text!r} of column {position} was trimmed")
        unique = _unique(name, taken)
        if unique != name:
            notes.append(f"the header {name!r} occurs again in column {position}: it is called {unique!r}")
        taken.add(unique.casefold())
        headers.append(unique)
    return headers, notes


def _unique(name: str, taken: set[str]) -> str:
    unique, number = name, 1
    while unique.casefold() in taken:
        number += 1
        unique = f"{name} ({number})"
    return unique


def name_columns(raw: Sequence[str] | None, width: int, line: int | None, log: ProblemLog) -> list[str]:
    """The headers that a table goes by, from those written (None without a header row); mendings are noted."""
    if raw is None:
        log.note("there is no header row: the columns are called by their number")
        return [f"column {position}" for position in range(1, width + 1)]
    headers, notes = mend_headers(raw)
    for note in notes:
        log.note(note, line)
    return headers
