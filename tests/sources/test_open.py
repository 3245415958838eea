"""Files, folders and standard input as sources; what cannot be read is said and costs nothing else."""

from __future__ import annotations

import io
import os
import threading

import pytest

from mopsctl.errors import SourceError
from mopsctl.sources.open import open_source
from mopsctl.sources.table import FileFailure, SourceTable

CSV = "Id,Name\n1,Ann\n2,Bo\n"


class Watcher:
    def __init__(self) -> None:
        self.steps: list[tuple[str, int | None, str]] = []
        self.done = 0

    def step(self, description: str, total: int | None = None, unit: str = "") -> None:
        self.steps.append((description, total, unit))

    def advance(self, amount: int) -> None:
        self.done += amount


def test_a_folder_is_read_in_order_and_one_bad_file_loses_no_other(tmp_path, read_everything):
    (tmp_path / "sub").mkdir()
    (tmp_path / "b.csv").write_text(CSV)
    (tmp_path / "sub" / "c.csv").write_text(CSV)
    (tmp_path / "a.csv").write_bytes(b"%PDF-1.7 ...")
    (tmp_path / "empty.csv").write_text("")
    (tmp_path / "notes.md").write_text("# notes")
    (tmp_path / ".hidden.csv").write_text(CSV)
    (tmp_path / "~$b.xlsx").write_text("lock")
    found = read_everything(tmp_path)
    paths = [item.path if isinstance(item, FileFailure) else item.table.path for item in found]
    assert paths == ["a.csv", "b.csv", "empty.csv", "notes.md", "sub/c.csv"]
    failures = {item.path: item for item in found if isinstance(item, FileFailure)}
    assert failures["a.csv"].reason == "is not a text table (it looks like a PDF): give an export"
    assert failures["empty.csv"].reason.startswith("is empty")
    assert failures["notes.md"].skipped
    assert not failures["a.csv"].skipped


def test_a_folder_without_readable_data_is_an_error(tmp_path, read_everything):
    (tmp_path / "a.csv").write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(SourceError, match="no data that can be read"):
        read_everything(tmp_path)


def test_a_missing_file_is_an_error(tmp_path, read_everything):
    with pytest.raises(SourceError, match=r"nowhere\.csv does not exist"):
        read_everything(tmp_path / "nowhere.csv")


@pytest.mark.parametrize(
    ("content", "looks"),
    [
        (b"%PDF-1.7\n...", "a PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a PNG image"),
        (bytes(range(256)) * 40, "binary"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            "an XML file",
        ),
        (b"SQLite format 3\0", "an SQLite database"),
    ],
)
def test_binary_files_called_csv_are_errors(tmp_path, read_everything, content, looks):
    (tmp_path / "a.csv").write_bytes(content)
    with pytest.raises(SourceError, match=f"not a text table .*{looks}") as caught:
        read_everything(tmp_path / "a.csv")
    assert caught.value.exit_code == 3


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_an_error(tmp_path, read_everything):
    (tmp_path / "a.csv").write_text(CSV)
    (tmp_path / "a.csv").chmod(0)
    with pytest.raises(SourceError, match="may not be read"):
        read_everything(tmp_path / "a.csv")


def test_a_broken_link_in_a_folder_is_a_failure(tmp_path, read_everything):
    (tmp_path / "a.csv").write_text(CSV)
    (tmp_path / "b.csv").symlink_to(tmp_path / "gone.csv")
    found = read_everything(tmp_path)
    assert [item.path for item in found if isinstance(item, FileFailure)] == ["b.csv"]


def test_standard_input():
    (table,) = open_source("-", stdin=io.BytesIO(CSV.encode()))
    assert isinstance(table, SourceTable)
    assert table.path == "standard input"
    assert sum(batch.num_rows for batch in table.batches) == 2


def test_standard_input_without_data_is_an_error():
    with pytest.raises(SourceError, match="standard input is empty"):
        list(open_source("-", stdin=io.BytesIO()))


def test_a_named_pipe(tmp_path, read_one):
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(CSV,))
    writer.start()
    assert read_one(pipe).rows == [["1", "Ann"], ["2", "Bo"]]
    writer.join()


@pytest.mark.parametrize("name", ["x" * 5_000, "a.csv/b.csv"])
def test_a_name_that_cannot_be_a_file_is_an_error(tmp_path, read_one, name):
    (tmp_path / "a.csv").write_text(CSV)
    with pytest.raises(SourceError, match="cannot be read"):
        read_one(tmp_path / name)


def test_all_tables_may_be_opened_before_the_first_is_read(tmp_path):
    for name in "abc":
        (tmp_path / f"{name}.csv").write_text(CSV)
    tables = list(open_source(tmp_path))
    assert [sum(batch.num_rows for batch in table.batches) for table in tables] == [2, 2, 2]


def test_progress_counts_the_bytes_of_a_file(tmp_path):
    (tmp_path / "a.csv").write_text(CSV * 1000)
    watcher = Watcher()
    for table in open_source(tmp_path / "a.csv", progress=watcher):
        list(table.batches)
    assert watcher.steps == [(f"Reading {tmp_path / 'a.csv'}", len(CSV) * 1000, "bytes")]
    assert watcher.done == len(CSV) * 1000
