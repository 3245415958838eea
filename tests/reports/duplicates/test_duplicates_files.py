"""Groups and pairs as files of data: the columns that are promised, read back as they were, safe to open."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from mopsctl.errors import UsageError
from mopsctl.reports.duplicates_report import DuplicateReport
from mopsctl.reports.duplicates_rows import pair_rows
from mopsctl.reports.rows_formats import ENDINGS, rows_format, write_rows

Make = Callable[..., DuplicateReport]
Written = Callable[..., bytes]
FORMULAS = ["=1+1", "@SUM(A1)", "+49 30 1234567", "-cmd|' /C calc'!A0", "\t=1", "\r=1"]
PLAIN = ["O'Brien", "a, b", 'say "so"', "two\nlines", "  padded ", "0017", "-3.5", "шлях", "👩‍💻"]


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def pairs(report: DuplicateReport, path: Path) -> Path:
    write_rows(pair_rows(report.duplicates), rows_format(path), path)
    return path


def test_groups_are_what_they_were(make: Make, written: Written, golden: Callable[[str, str], None]) -> None:
    golden("duplicates.csv", written(make(), "csv").decode())


def test_a_row_a_record_sorted_by_group(make: Make, written: Written) -> None:
    read = rows(written(make(), "csv"))
    assert list(read[0]) == ["group_id", "record_id", "object", "score", "scenario", "reason"]
    assert [row["group_id"] for row in read] == sorted(row["group_id"] for row in read)
    assert {row["record_id"]: row["score"] for row in read}["003Kt000003CCC"] == "0.9871"


@pytest.mark.parametrize("ending", list(ENDINGS))
def test_pairs_are_the_same_in_every_format(ending: str, make: Make, tmp_path: Path) -> None:
    path = pairs(make(), tmp_path / f"pairs{ending}")
    assert _read_pairs(path) == [
        ("003Kt000001AAA", "003Kt000002BBB", 0.9997, "auto"),
        ("00QKt000002III", "00QKt000003JJJ", 0.9991, "auto"),
        ("003Kt000001AAA", "00QKt000001HHH", 0.9984, "auto"),
        ("003Kt000001AAA", "003Kt000003CCC", 0.9871, "auto"),
        ("003Kt000004DDD", "003Kt000005EEE", 0.91, "review"),
        ("003Kt000006FFF", "003Kt000007GGG", 0.87, "job-change"),
    ]


def _read_pairs(path: Path) -> list[tuple[Any, ...]]:
    frame = _frame(path).rename(
        columns={"Record A": "id_a", "Record B": "id_b", "Score": "score", "Band": "band"}
    )
    return list(frame[["id_a", "id_b", "score", "band"]].itertuples(index=False, name=None))


def _frame(path: Path) -> pd.DataFrame:
    if path.suffix == ".csv":
        return pd.read_csv(path)
    if path.suffix == ".parquet":
        return pd.read_parquet(path)
    if path.suffix == ".xlsx":
        return pd.read_excel(path, engine="openpyxl")
    text = path.read_text(encoding="utf-8")
    return pd.DataFrame(
        json.loads(text) if path.suffix == ".json" else list(map(json.loads, text.splitlines()))
    )


def test_evidence_is_text_in_csv_and_nested_in_json(make: Make, tmp_path: Path) -> None:
    evidence = {"email": {"level": "same", "weight": 9.1}}
    assert json.loads(rows(pairs(make(), tmp_path / "p.csv").read_bytes())[0]["evidence"]) == evidence
    assert json.loads(pairs(make(), tmp_path / "p.json").read_text())[0]["evidence"] == evidence


def test_evidence_is_empty_where_none_is_kept(make: Make, tmp_path: Path) -> None:
    report = make()
    report.duplicates.evidence_json = None
    assert rows(pairs(report, tmp_path / "p.csv").read_bytes())[0]["evidence"] == ""
    assert json.loads(pairs(report, tmp_path / "p.jsonl").read_text().splitlines()[0])["evidence"] is None


@pytest.mark.parametrize("value", FORMULAS)
def test_what_a_spreadsheet_would_run_is_text(value: str, make: Make, written: Written) -> None:
    [first, *_] = rows(written(make(value=value), "csv"))
    assert first["reason"] == f"'{value}"
    assert first["record_id"].startswith(f"'{value}")


@pytest.mark.parametrize("value", PLAIN)
def test_a_value_is_read_back_as_it_was(value: str, make: Make, written: Written) -> None:
    [first, *_] = rows(written(make(value=value), "csv"))
    assert first["reason"] == value
    [line, *_] = written(make(value=value), "jsonl").decode().splitlines()
    assert json.loads(line)["reason"] == value


@pytest.mark.parametrize("value", [*FORMULAS, "x" * 40_000])
def test_no_cell_of_a_workbook_is_a_formula_or_too_long(value: str, make: Make, written: Written) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(make(value=value), "xlsx")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert all(len(cell.value) <= 32_767 for cell in cells if isinstance(cell.value, str))
    assert len(book["Groups"]["F"]) == 11


def test_a_file_name_that_is_not_utf8_is_shown_escaped(make: Make, written: Written) -> None:
    report = make(path="caf\udce9.csv", without_ids=True)
    assert rows(written(report, "csv"))[0]["record_id"] == r"caf\udce9.csv:2"
    [line, *_] = written(report, "jsonl").decode().splitlines()
    assert json.loads(line)["record_id"] == r"caf\udce9.csv:2"


def test_a_limit_keeps_whole_groups(make: Make, written: Written) -> None:
    assert len(rows(written(make(), "csv", limit=1))) == 4
    assert rows(written(make(), "csv", limit=0)) == []


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet", "xlsx", "json", "markdown", "html"])
def test_nothing_found_is_a_report_too(form: str, make: Make, written: Written) -> None:
    assert written(make(empty=True), form) is not None


@pytest.mark.parametrize("form", ["csv", "json", "xlsx", "html", "parquet"])
def test_the_same_search_is_the_same_bytes(form: str, make: Make, written: Written) -> None:
    assert written(make(), form) == written(make(), form)


def test_files_are_for_their_owner_alone(make: Make, tmp_path: Path) -> None:
    assert pairs(make(), tmp_path / "pairs.csv").stat().st_mode & 0o777 == 0o600


def test_an_ending_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"pairs\.doc: give a file of data one of the endings \.csv"):
        rows_format(Path("pairs.doc"))
