"""Which row holds the headers, and headers that are unique and never blank."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from mopsctl.sources.problem_log import ProblemLog
from mopsctl.sources.shapes import Shape, learn_shapes, shape_of

_TELLING = {Shape.EMAIL, Shape.URL, Shape.DATE, Shape.ID, Shape.PHONE}
MAX_TITLE_ROWS = 40


def find_header(rows: Sequence[Sequence[str]], width: int, gaps: Collection[int] = frozenset()) -> int | None:
    """The index of the header in ``rows`` (the first of a table); None where the first row is data already.

    The header is the first row that is mostly filled and not much narrower than the table's usual ``width``;
    of two such rows the second, if it has that width and is unlike the data below. Where a cell is an
    e-mail, id, date, URL or phone like those below it, the row is data, and the one above may be the header.
    ``gaps`` are the indices of rows with blank lines below them, as titles have.
    """
    head = range(min(len(rows), MAX_TITLE_ROWS))
    near = next((index for index in head if _may_head(rows[index], width)), None)
    while near is not None and _is_title(rows, near, width, gaps):
        near += 1
    if near is None:
        return next((index for index in head if any(rows[index])), None)
    exact = next(
        (index for index in head[near:] if len(rows[index]) == width and _may_head(rows[index], width)), near
    )
    first = exact if exact == near or _is_better(rows, near, exact) else near
    if not _is_data(rows[first], rows[first + 1 :]):
        return first
    return first - 1 if first and _may_head(rows[first - 1], width) else None


def _is_title(rows: Sequence[Sequence[str]], index: int, width: int, gaps: Collection[int]) -> bool:
    """A blank line sets the row off from another one that may be the header."""
    if index not in gaps or index + 1 in gaps or index + 1 >= len(rows):
        return False
    return _may_head(rows[index + 1], width) and not _is_data(rows[index + 1], rows[index + 2 :])


def _is_better(rows: Sequence[Sequence[str]], near: int, exact: int) -> bool:
    """Whether the row of the usual width, and not the one before it, names what is below."""
    row, below = rows[exact], rows[exact + 1 :]
    shapes = _shapes_below(below, len(row))
    if any(shapes):
        return not any(
            known is not None and shape_of(cell) is known for cell, known in zip(row, shapes, strict=True)
        )
    return len(rows[near]) < 0.75 * len(row)


def _shapes_below(below: Sequence[Sequence[str]], width: int) -> tuple[Shape | None, ...]:
    return learn_shapes([row for row in below if len(row) == width], width, least=1)


def _may_head(row: Sequence[str], width: int) -> bool:
    filled = [position for position, cell in enumerate(row, start=1) if cell.strip()]
    return len(filled) >= max(min(width, 2), width / 2) and filled[-1] >= 0.6 * width


def _is_data(row: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    shapes = [shape_of(cell) for cell in row]
    if not below:
        return bool({Shape.EMAIL, Shape.DATE, Shape.ID} & set(shapes))
    known = _shapes_below(below, len(row))
    return any(shape in _TELLING and shape is other for shape, other in zip(shapes, known, strict=True))


def mend_headers(raw: Sequence[str]) -> tuple[list[str], list[str]]:
    """Headers trimmed, blank ones named by their position, doubled ones numbered; and a sentence for each mending."""
    headers: list[str] = []
    notes: list[str] = []
    taken: dict[str, int] = {}
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
        taken.setdefault(unique.casefold(), 1)
        headers.append(unique)
    return headers, notes


def _unique(name: str, taken: dict[str, int]) -> str:
    """The name, numbered where it is taken; ``taken`` remembers the last number of each."""
    unique, folded = name, name.casefold()
    while unique.casefold() in taken:
        taken[folded] += 1
        unique = f"{name} ({taken[folded]})"
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
