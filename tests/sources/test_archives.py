"""Compressed files: their members are tables of their own, within bounds."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest

from mopsctl.errors import SourceError
from mopsctl.sources.table import FileFailure

CSV = "Id,Name\n1,Ann\n2,Bo\n"


def zipped(members: dict[str, bytes | str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_gzip(read):
    found = read(gzip.compress(CSV.encode()), "contacts.csv.gz")
    assert found.rows == [["1", "Ann"], ["2", "Bo"]]
    assert found.table.path.endswith("contacts.csv.gz")
    assert not found.notes


def test_gzip_that_is_called_csv(read):
    assert len(read(gzip.compress(CSV.encode()), "contacts.csv").rows) == 2


def test_zip_members_are_named_by_archive_and_path(tmp_path, read_everything):
    members = {
        "contacts.csv": CSV,
        "old/leads.csv": CSV,
        "__MACOSX/._contacts.csv": b"\0\1",
        ".hidden.csv": CSV,
        "photo.png": b"\x89PNG\r\n",
        "broken.csv": b"%PDF-1.7",
        "inner.zip": zipped({"accounts.csv": CSV}),
        "more.csv.gz": gzip.compress(CSV.encode()),
    }
    path = tmp_path / "exports.zip"
    path.write_bytes(zipped(members))
    found = read_everything(path)
    tables = {
        read.table.path.removeprefix(f"{tmp_path}/"): read.rows
        for read in found
        if not isinstance(read, FileFailure)
    }
    assert list(tables) == [
        "exports.zip/contacts.csv",
        "exports.zip/inner.zip/accounts.csv",
        "exports.zip/more.csv.gz",
        "exports.zip/old/leads.csv",
    ]
    assert all(rows == [["1", "Ann"], ["2", "Bo"]] for rows in tables.values())
    failures = {
        failure.path.removeprefix(f"{tmp_path}/"): failure
        for failure in found
        if isinstance(failure, FileFailure)
    }
    assert failures["exports.zip/photo.png"].skipped
    assert "looks like a PDF" in failures["exports.zip/broken.csv"].reason
    assert len(failures) == 2


def test_a_workbook_in_an_archive(tmp_path, read_one):
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["Id", "Name"])
    book.active.append([1, "Ann"])
    book.save(tmp_path / "a.xlsx")
    content = (tmp_path / "a.xlsx").read_bytes()
    (tmp_path / "a.zip").write_bytes(zipped({"a.xlsx": content}))
    (tmp_path / "a.xlsx.gz").write_bytes(gzip.compress(content))
    assert read_one(tmp_path / "a.zip").rows == [["1", "Ann"]]
    assert read_one(tmp_path / "a.xlsx.gz").rows == [["1", "Ann"]]


def test_an_archive_cut_off_is_an_error(tmp_path, read_one):
    (tmp_path / "a.zip").write_bytes(zipped({"a.csv": CSV * 100})[:-30])
    with pytest.raises(SourceError, match="not a whole zip"):
        read_one(tmp_path / "a.zip")


def test_a_gzip_cut_off_keeps_what_is_there_and_says_so(read):
    rows = "".join(f"{i},Name {i * 7919 % 10007}\n" for i in range(200_000))
    packed = gzip.compress(f"Id,Name\n{rows}".encode())
    found = read(packed[: len(packed) // 2], "a.csv.gz")
    assert 50_000 < len(found.rows) < 150_000
    assert any("damaged or cut off" in problem.reason for problem in found.rejected)


def test_a_member_with_a_password_says_so(tmp_path, read_one):
    content = bytearray(zipped({"a.csv": CSV}))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + flags] |= 1
    (tmp_path / "a.zip").write_bytes(bytes(content))
    with pytest.raises(SourceError, match=r"a\.zip.*password-protected"):
        read_one(tmp_path / "a.zip")


@pytest.mark.parametrize("name", ["a.zip", "a.csv.gz"])
def test_a_bomb_is_refused(tmp_path, read_one, name):
    bomb = bytes(300 << 20)
    (tmp_path / name).write_bytes(gzip.compress(bomb, 9) if name.endswith("gz") else zipped({"a.csv": bomb}))
    with pytest.raises(SourceError, match="far more than its size explains"):
        read_one(tmp_path / name)


def test_archives_in_archives_have_a_bottom(tmp_path, read_one):
    content = zipped({"a.csv": CSV})
    for _ in range(5):
        content = zipped({"in.zip": content})
    (tmp_path / "a.zip").write_bytes(content)
    with pytest.raises(SourceError, match="too many archives"):
        read_one(tmp_path / "a.zip")


def test_an_archive_without_data_is_an_error(tmp_path, read_one):
    (tmp_path / "a.zip").write_bytes(zipped({"notes.md": "# x"}))
    with pytest.raises(SourceError, match="no data"):
        read_one(tmp_path / "a.zip")
