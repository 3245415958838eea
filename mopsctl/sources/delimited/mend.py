"""A row that the rules of CSV do not give the right number of cells: the reading that explains it best."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from mopsctl.sources.delimited.layout import Layout
from mopsctl.sources.delimited.realign import realign
from mopsctl.sources.delimited.split import QUOTE, split_lenient, split_strict
from mopsctl.sources.shapes import shape_of

DELIMITERS = (",", ";", "\t", "|")
DELIMITER_NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "pipes"}
STRAY_QUOTE = "a quote in the wrong place was read as text"


@dataclass(frozen=True, slots=True)
class Mended:
    """A row's cells, or None where no reading of it is clearly right; and why, in words."""

    cells: list[str | None] | None
    reason: str


def mend_line(text: str, layout: Layout) -> Mended:
    """The best reading of one line whose strict reading fails or has the wrong number of cells."""
    for cells, reason in _other_readings(text, layout):
        if len(cells) == layout.width:
            return Mended(list(cells), reason)
    cells = split_strict(text, layout.delimiter) or split_lenient(text, layout.delimiter)
    if len(cells) < layout.width:
        missing = [None] * (layout.width - len(cells))
        return Mended([*cells, *missing], f"only {_cells(len(cells))} of {layout.width}: the rest is missing")
    return _shorten(cells, layout)


def _other_readings(text: str, layout: Layout) -> Iterator[tuple[list[str], str]]:
    delimiter = layout.delimiter
    if QUOTE in text:
        yield split_lenient(text, delimiter), STRAY_QUOTE
        yield split_lenient(text, delimiter, eager=True), STRAY_QUOTE
        yield text.split(delimiter), STRAY_QUOTE
        yield _split_spaced(text, delimiter), "blanks before a quoted cell were dropped"
    for other in DELIMITERS:
        if other != delimiter and layout.width > 1 and other in text:
            cells = split_strict(text, other)
            if cells and fits(cells, layout):
                yield cells, f"separated by {DELIMITER_NAMES[other]}, unlike the rest of the file"


def _split_spaced(text: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([text], delimiter=delimiter, strict=True, skipinitialspace=True))
    except csv.Error:
        return []


def fits(cells: list[str], layout: Layout) -> bool:
    """No cell contradicts what its column looks like."""
    return len(cells) == layout.width and all(
        shape is None or not cell.strip() or shape_of(cell) is shape
        for cell, shape in zip(cells, layout.shapes, strict=True)
    )


def _shorten(cells: list[str], layout: Layout) -> Mended:
    extra = len(cells) - layout.width
    if not any(cell.strip() for cell in cells[layout.width :]):
        return Mended(list(cells[: layout.width]), f"{_cells(extra)} too many, all empty: dropped")
    joined = realign(cells, layout.delimiter, layout.shapes)
    if joined is not None:
        return Mended(
            list(joined), f"{_cells(extra)} too many: joined where a value had a bare {layout.delimiter!r}"
        )
    return Mended(None, f"{_cells(len(cells))} where the header has {layout.width}")


def _cells(count: int) -> str:
    return "1 cell" if count == 1 else f"{count} cells"
