"""The queue goes out as a workbook and comes back: sorted, filtered, half filled in, or spoilt."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from mopsctl.errors import MopsctlError, SourceError, UsageError
from mopsctl.matching.decision_file import read_decisions
from mopsctl.matching.duplicates import Duplicates
from mopsctl.review.export import write_queue
from mopsctl.review.imported import Imported, import_decisions
from mopsctl.review.kept import kept_decisions
from mopsctl.review.session import Session

TODAY = date(2026, 3, 9)
Sit = Callable[..., Session]
Edit = Callable[[Worksheet], Any]


def exported(duplicates: Duplicates, session: Session, path: Path) -> Path:
    with path.open("wb") as out:
        write_queue(duplicates, session, out)
    return path


def edited(path: Path, edit: Edit) -> Path:
    book = openpyxl.load_workbook(path)
    edit(book["Review"])
    book.save(path)
    return path


def column(sheet: Worksheet, title: str) -> int:
    return [cell.value for cell in sheet[2]].index(title) + 1


def ids(sheet: Worksheet, row: int) -> set[str]:
    return {str(sheet.cell(row, column(sheet, f"ID {side}")).value) for side in "AB"}


def choose(**by_ids: str) -> Edit:
    """Fill in decisions: ``AB="duplicate"`` for the row of 003A and 003B."""

    def fill(sheet: Worksheet) -> None:
        for row in range(3, sheet.max_row + 1):
            name = "".join(sorted(record[-1] for record in ids(sheet, row)))
            if name in by_ids:
                sheet.cell(row, 1, by_ids[name])

    return fill


def taken(path: Path) -> Imported:
    return import_decisions(path, kept_decisions(path.with_name("decisions.csv")), TODAY)


def on_file(path: Path) -> set[tuple[str, str, str]]:
    return {
        (each.pair[0].id, each.pair[1].id, str(each.verdict))
        for each in read_decisions(path.with_name("decisions.csv"))
    }


@pytest.fixture
def sheet(people: Duplicates, sit: Sit, tmp_path: Path) -> Path:
    return exported(people, sit(people), tmp_path / "queue.xlsx")


def test_the_sheet_shows_both_records_and_offers_the_decisions(sheet: Path) -> None:
    review = openpyxl.load_workbook(sheet)["Review"]
    assert [cell.value for cell in review[2]][:8] == [
        "Decision", "Note", "Score", "Band", "Group", "Why", "First Name A", "First Name B"
    ]  # fmt: skip
    assert review.max_row == 2 + 4
    assert review.freeze_panes == "C3"
    lists = [each for each in review.data_validations.dataValidation if each.type == "list"]
    assert lists[0].formula1 == '"duplicate,not duplicate,skip"'
    assert str(lists[0].sqref) == "A3:A6"
    guarded = {
        str(each.sqref)[0:2] for each in review.data_validations.dataValidation if each.type == "custom"
    }
    assert len(guarded) == 5
    last = review.cell(1, column(review, "Key (leave as it is)")).column_letter
    assert review.column_dimensions[last].hidden


def test_decisions_come_back(sheet: Path) -> None:
    edited(sheet, choose(AB="duplicate", AC="Not-Duplicate ", DE="skip"))
    found = taken(sheet)
    assert (len(found.new), found.known, found.skipped, found.empty) == (2, 0, 1, 1)
    assert on_file(sheet) == {("003A", "003B", "duplicate"), ("003A", "003C", "not-duplicate")}
    assert taken(sheet).known == 2


def test_a_note_comes_back(sheet: Path) -> None:
    edited(sheet, choose(DE="duplicate"))
    edited(sheet, lambda review: [review.cell(row, 2, "asked\nher") for row in range(3, 7)])
    taken(sheet)
    assert [each.note for each in read_decisions(sheet.with_name("decisions.csv"))] == ["asked her"]


def test_rows_and_columns_may_be_moved(sheet: Path) -> None:
    edited(sheet, choose(AB="duplicate", DE="not duplicate"))

    def shuffle(review: Worksheet) -> None:
        rows = [[cell.value for cell in row] for row in review.iter_rows(min_row=2)]
        head, *body = [row[::-1] for row in rows]
        review.delete_rows(1, review.max_row)
        for number, row in enumerate([["mine"], [], head, *body[::-1][:-1]], 1):
            for place, value in enumerate(row, 1):
                review.cell(number, place, value)

    edited(sheet, shuffle)
    before = len(taken(sheet).new)
    assert before == len(on_file(sheet)) >= 1
    assert on_file(sheet) <= {("003A", "003B", "duplicate"), ("003D", "003E", "not-duplicate")}


@pytest.mark.parametrize(
    ("edit", "complaint"),
    [
        (
            lambda review: review.cell(4, 1, "maybe"),
            "cell A4 says 'maybe'; choose duplicate, not duplicate, skip",
        ),
        (
            choose(AB="duplicate", BC="duplicate", AC="not duplicate"),
            r"contradicts what was decided: .* \(cell A\d",
        ),
    ],
)
def test_what_cannot_be_taken_over_is_named_by_cell(sheet: Path, edit: Edit, complaint: str) -> None:
    edited(sheet, choose(DE="duplicate"))
    edited(sheet, edit)
    with pytest.raises(UsageError, match=rf"queue.xlsx: .*{complaint}.*; nothing was taken over"):
        taken(sheet)
    assert not sheet.with_name("decisions.csv").exists()


@pytest.mark.parametrize("title", ["ID A", "Key (leave as it is)"])
def test_a_changed_id_is_refused(sheet: Path, title: str) -> None:
    edited(sheet, choose(DE="duplicate"))
    edited(sheet, lambda review: [review.cell(row, column(review, title), "003Z") for row in range(3, 7)])
    with pytest.raises(UsageError, match=r"was changed from 003D|has lost its key"):
        taken(sheet)


def test_a_decision_on_file_is_not_overwritten(sheet: Path, people: Duplicates, sit: Sit) -> None:
    edited(sheet, choose(AB="not duplicate"))
    other = edited(exported(people, sit(people), sheet.with_name("other.xlsx")), choose(AB="duplicate"))
    taken(other)
    with pytest.raises(UsageError, match="003A ≠ 003B contradicts what was decided: 003A = 003B"):
        taken(sheet)
    assert on_file(sheet) == {("003A", "003B", "duplicate")}


def test_what_follows_from_decisions_is_not_exported_again(people: Duplicates, sit: Sit, sheet: Path) -> None:
    edited(sheet, choose(AB="duplicate", BC="not duplicate"))
    taken(sheet)
    again = exported(people, sit(people), sheet.with_name("again.xlsx"))
    review = openpyxl.load_workbook(again)["Review"]
    assert [ids(review, row) for row in range(3, review.max_row + 1)] == [{"003D", "003E"}]


def test_a_limit_is_kept_and_said(people: Duplicates, sit: Sit, tmp_path: Path) -> None:
    path = tmp_path / "queue.xlsx"
    with path.open("wb") as out:
        done = write_queue(people, sit(people, limit=2), out)
    assert done.pairs == 2
    assert openpyxl.load_workbook(path)["Review"].max_row == 4


@pytest.mark.parametrize("record_id", ["=1+1", "00123", "a\x07b\x7f", "'x", 'ü,"q"\n', "_x0041_"])
def test_every_id_comes_back_as_it_is(people: Duplicates, sit: Sit, tmp_path: Path, record_id: str) -> None:
    records = replace(people.records, record_ids=[record_id, *"BCDEFG"])  # type: ignore[type-var]
    odd = replace(people, records=records)
    path = exported(odd, sit(odd), tmp_path / "queue.xlsx")
    edited(path, lambda review: [review.cell(row, 1, "duplicate") for row in range(3, 7)])
    taken(path)
    assert record_id in {record for one, other, _ in on_file(path) for record in (one, other)}


def test_records_of_one_id_cannot_be_decided(people: Duplicates, sit: Sit, tmp_path: Path) -> None:
    odd = replace(people, records=replace(people.records, record_ids=["003A"] * 7))  # type: ignore[type-var]
    path = exported(odd, sit(odd), tmp_path / "queue.xlsx")
    edited(path, lambda review: [review.cell(3, 1, "duplicate")])
    with pytest.raises(UsageError, match="two records have the id 003A; leave it open"):
        taken(path)


def test_hostile_values_are_text(people: Duplicates, sit: Sit, tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {"first_name": ["=HYPERLINK(1)"] * 7, "company": ["\x00\x1b[31m" + "x" * 40_000] * 7}
    )
    hostile = replace(people, records=replace(people.records, frame=frame))  # type: ignore[type-var]
    review = openpyxl.load_workbook(exported(hostile, sit(hostile), tmp_path / "queue.xlsx"))["Review"]
    assert review["G3"].data_type == "s"
    assert review["G3"].value == "'=HYPERLINK(1)"


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (None, "No such file"),
        (b"not a workbook", "is no XLSX workbook"),
        (b"PK\x03\x04", "is no XLSX workbook"),
    ],
)
def test_a_file_that_is_no_workbook_is_told_of(tmp_path: Path, content: bytes | None, complaint: str) -> None:
    path = tmp_path / "queue.xlsx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SourceError, match=complaint):
        taken(path)


def test_another_workbook_is_told_of(tmp_path: Path) -> None:
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    (tmp_path / "queue.xlsx").write_bytes(out.getvalue())
    with pytest.raises(MopsctlError, match="is no sheet of review: no row has the titles"):
        taken(tmp_path / "queue.xlsx")
