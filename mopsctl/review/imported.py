"""A sheet of review that comes back: its decisions join those on file, or none does and each bad cell is named.

The sheet is known by its titles, so rows may be sorted, filtered or deleted and columns moved or added.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest
from pathlib import Path
from typing import Any

from mopsctl.errors import SourceError, UsageError
from mopsctl.failure import error_text
from mopsctl.matching.decision_graph import DecisionGraph, graph_of
from mopsctl.matching.decisions import Decision
from mopsctl.matching.record_key import Pair, RecordKey
from mopsctl.reports.xlsx_book import shown
from mopsctl.review.kept import KeptDecisions
from mopsctl.review.sheet import CHOICES, DECISION, KEY, NOTE, SIDES, choice_of, id_title, pair_from

SEARCHED_ROWS = 20
"""Rows in which the titles are looked for."""
NAMED = 5


@dataclass(slots=True)
class Imported:
    """What a sheet gave: new decisions, ones that were known, rows to decide later, and rows that say nothing."""

    new: dict[Pair, Decision] = field(default_factory=dict)
    known: int = 0
    skipped: int = 0
    empty: int = 0


@dataclass(frozen=True, slots=True)
class _Cell:
    name: str
    text: str


_Row = Mapping[str, _Cell]


def import_decisions(path: Path, kept: KeptDecisions, today: date) -> Imported:
    """Take the decisions of a sheet over into the file of decisions; all of them or, after a bad cell, none.

    :raises SourceError: where the workbook cannot be read or holds no sheet of review.
    :raises UsageError: for cells that cannot be taken over, by name, and for decisions that contradict others.
    """
    found, complaints = Imported(), []
    graph, _ = graph_of(kept.decisions)
    cells: dict[Pair, str] = {}
    for row in _rows(path):
        try:
            _take(row, found, graph, cells, today)
        except ValueError as error:
            complaints.append(str(error))
    if complaints:
        more = f" (and {len(complaints) - NAMED:,} more)" if len(complaints) > NAMED else ""
        raise UsageError(f"{path}: {'; '.join(complaints[:NAMED])}{more}; nothing was taken over")
    if found.new:
        kept.change(found.new)
    return found


def _take(row: _Row, found: Imported, graph: DecisionGraph, cells: dict[Pair, str], today: date) -> None:
    """Take a row in.

    :raises ValueError: where it cannot be taken over, saying which cell and why.
    """
    choice = choice_of(row[DECISION].text)
    if not choice:
        found.empty += bool(row[KEY].text)
        return
    if choice not in CHOICES:
        wanted = ", ".join(CHOICES)
        raise ValueError(f"cell {row[DECISION].name} says {shown(row[DECISION].text, 40)!r}; choose {wanted}")
    verdict = CHOICES[choice]
    if verdict is None:
        found.skipped += 1
        return
    decision = Decision.on(*_pair(row), verdict, today, row[NOTE].text if NOTE in row else "")
    known = graph.decisions.get(decision.pair)
    if known is not None and known.verdict is verdict:
        found.known += 1
        return
    contradiction = graph.add(decision)
    if contradiction is not None:
        where = [cells[each.pair] for each in contradiction.against if each.pair in cells]
        beside = f" (cell {', '.join(where)})" if where else ""
        raise ValueError(f"cell {row[DECISION].name}: {contradiction}{beside}")
    found.new[decision.pair] = decision
    cells[decision.pair] = row[DECISION].name


def _pair(row: _Row) -> tuple[RecordKey, RecordKey]:
    """The pair of a row.

    :raises ValueError: where its cells do not tell.
    """
    from openpyxl.utils.escape import unescape

    pair = pair_from(row[KEY].text)
    if pair is None:
        raise ValueError(f"cell {row[KEY].name} has lost its key; take the row from a new export")
    if pair[0] == pair[1]:
        raise ValueError(
            f"cell {row[KEY].name}: two records have the id {shown(pair[0].id, 40)}; leave it open"
        )
    for side, record in zip(SIDES, pair, strict=True):
        cell = row.get(id_title(side))
        if cell is not None and shown(record.id) not in (cell.text, unescape(cell.text)):
            raise ValueError(f"cell {cell.name} was changed from {shown(record.id, 40)}")
    return pair


def _rows(path: Path) -> Iterator[_Row]:
    """The rows below the titles, by title.

    :raises SourceError: where the workbook cannot be read or no sheet has the titles.
    """
    from openpyxl.utils import get_column_letter

    for rows in _sheets(path):
        for head, titles in enumerate(rows[:SEARCHED_ROWS]):
            if DECISION in titles and KEY in titles:
                letters = [get_column_letter(column + 1) for column in range(len(titles))]
                for number, row in enumerate(rows[head + 1 :], head + 2):
                    cells = zip_longest(titles, letters, row[: len(titles)], fillvalue="")
                    yield {title: _Cell(f"{letter}{number}", text) for title, letter, text in cells if title}
                return
    raise SourceError(f"{path} is no sheet of review: no row has the titles {DECISION!r} and {KEY!r}")


def _sheets(path: Path) -> Iterator[list[list[str]]]:
    """The cells of each sheet as text."""
    from openpyxl import load_workbook

    try:
        with path.open("rb") as stream:
            for sheet in load_workbook(stream, read_only=True, data_only=True).worksheets:
                yield [[_text(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror or error}") from None
    except Exception as error:  # of a broken file, what its ZIP, XML and openpyxl raise
        raise SourceError(f"{path} is no XLSX workbook that can be read ({error_text(error)})") from None


def _text(value: Any) -> str:
    """A cell as text; a spreadsheet may have made a number of an id."""
    if value is None:
        return ""
    return f"{value:.0f}" if isinstance(value, float) and value.is_integer() else str(value)
