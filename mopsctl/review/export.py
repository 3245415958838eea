"""The queue as a workbook: a row a pair, both records side by side, a list to choose the decision from.

Ids cannot be overtyped by mistake, and yet the sheet can be sorted and filtered, which a protected sheet cannot:
their cells take no entry (data validation). Each row carries its pair in a hidden column, by which it is read back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

import numpy as np

from mopsctl.matching.record_key import RecordKey, record_key
from mopsctl.reports.figures import count, plural
from mopsctl.reports.words import field_words
from mopsctl.reports.xlsx_book import MOST_ROWS, Column, add_table, new_book
from mopsctl.review.session import Session
from mopsctl.review.sheet import DECISION, GROUP, KEY, NAME, NOTE, SIDES, id_title, key_text
from mopsctl.review.sheet_guides import guide
from mopsctl.review.standing import Standing
from mopsctl.review.whys import whys

if TYPE_CHECKING:
    import pandas as pd

    from mopsctl.matching.duplicates import Duplicates

MOST_PAIRS = 10_000
"""More than anybody works through; a limit says otherwise."""
PAIRS_A_STEP = 2000
BEFORE = (Column(DECISION, 15), Column(NOTE, 24), Column("Score", 8, "points"), Column("Band", 11),
          Column(GROUP, 7, "line"), Column("Why", 60, "wrapped"))  # fmt: skip
AFTER = (Column("Scenario", 26, "soft"), Column(KEY, 20, "soft"))


@dataclass(frozen=True, slots=True)
class Exported:
    """How many pairs were written, and how many open ones were not."""

    pairs: int
    left_out: int


def write_queue(duplicates: Duplicates, session: Session, out: IO[bytes]) -> Exported:
    """Write the open pairs of a sitting, in their order, at most `MOST_PAIRS` or the sitting's own limit."""
    rows = session.order[session.standing[session.order] == Standing.OPEN]
    most = MOST_PAIRS if session.limit is None else MOST_ROWS - 2
    exported = Exported(min(len(rows), most), max(0, len(rows) - most))
    rows = rows[:most]
    fields = _fields(duplicates, session, rows)
    book = new_book(out, duplicates.created, "Duplicates to review")
    table = add_table(book, NAME, _columns(fields), _note(exported))
    table.sheet.freeze_panes(table.head + 1, 2)
    for cells in _cells(duplicates, session, rows, list(fields)):
        table.add(cells)
    table.finish()
    guide(table, len(BEFORE), len(fields))
    book.workbook.close()
    return exported


def _note(exported: Exported) -> str:
    text = (
        f"{plural(exported.pairs, 'pair')}: choose a decision in the first column, and save. "
        "Rows without one stay open. You may sort, filter and hide as you like."
    )
    if not exported.left_out:
        return text
    return f"{text} {count(exported.left_out)} more are not in this sheet; --limit gives another number."


def _fields(duplicates: Duplicates, session: Session, rows: np.ndarray) -> dict[str, str]:
    """The fields that any record of the rows has, with their labels."""
    fields: dict[str, str] = {}
    for some in _steps(rows):
        places = np.concatenate([session.queue.left[some], session.queue.right[some]])
        values = duplicates.records.values(places).dropna(axis="columns", how="all")
        for name in map(str, values.columns):
            if name not in fields:
                fields[name] = field_words(duplicates.records.objects(places[:1])[0], name)
    return fields


def _columns(fields: dict[str, str]) -> list[Column]:
    columns = list(BEFORE)
    for label in fields.values():
        columns += [Column(f"{label} {side}", 22) for side in SIDES]
    for side in SIDES:
        columns += [Column(f"Object {side}", 10, "soft"), Column(id_title(side), 22, "soft"),
                    Column(f"File {side}", 24, "soft"), Column(f"Line {side}", 9, "line")]  # fmt: skip
    return [*columns, *AFTER]


def _steps(rows: np.ndarray) -> Iterator[np.ndarray]:
    return (rows[start : start + PAIRS_A_STEP] for start in range(0, len(rows), PAIRS_A_STEP))


def _cells(
    duplicates: Duplicates, session: Session, rows: np.ndarray, fields: Sequence[str]
) -> Iterator[list[str | float | None]]:
    """The cells of each pair."""
    queue, sets = session.queue, _Sets()
    for some in _steps(rows):
        left, right = (_Side(duplicates, side[some], fields) for side in (queue.left, queue.right))
        reasons = whys(duplicates, queue, some)
        for number, row in enumerate(map(int, some)):
            values = zip(left.values[number], right.values[number], strict=True)
            place_in_sets = sets.number(int(queue.group[row]))
            yield [
                None, None, float(queue.score[row]), queue.band.at(row), place_in_sets, reasons[number],
                *(value for both in values for value in both), *left.origin(number), *right.origin(number),
                queue.scenario.at(row), key_text(left.key(number), right.key(number)),
            ]  # fmt: skip


class _Sets:
    """Numbers for groups as they come; a pair in no group is a set of its own."""

    def __init__(self) -> None:
        self.known: dict[int, int] = {}
        self.last = 0

    def number(self, group: int) -> int:
        if group not in self.known or group < 0:
            self.last += 1
            self.known[group] = self.last
        return self.known[group]


class _Side:
    """One record of each of some pairs."""

    def __init__(self, duplicates: Duplicates, places: np.ndarray, fields: Sequence[str]) -> None:
        records = duplicates.records
        frame: pd.DataFrame = records.values(places).reindex(columns=list(fields)).astype(object)
        self.values: list[list[str | None]] = frame.where(frame.notna(), None).to_numpy().tolist()
        self.ids, self.objects = records.ids(places), records.objects(places)
        self.locations = records.locations(places)

    def key(self, number: int) -> RecordKey:
        """The record as decisions name it."""
        return record_key(self.objects[number], self.ids[number])

    def origin(self, number: int) -> tuple[str, str, str, int]:
        """Object, id, file and line."""
        return (*self.key(number), *self.locations[number])
