"""Encodings are detected, and odd bytes cost one line at most."""

from __future__ import annotations

import codecs

import pytest

from mopsctl.errors import UsageError
from mopsctl.sources.table import ReadOptions

TEXT = "Id,Name,City\n1,Jürgen Groß,Köln\n2,Zoë,Orléans\n"
ROWS = [["1", "Jürgen Groß", "Köln"], ["2", "Zoë", "Orléans"]]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-16"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("cp1252"), "windows-1252"),
        (TEXT.encode("latin-1"), "windows-1252"),
    ],
)
def test_the_encoding_is_detected(read, content, encoding):
    found = read(content)
    assert found.table.encoding == encoding
    assert found.headers == ["Id", "Name", "City"]
    assert found.rows == ROWS
    assert not found.table.problems


def test_cyrillic_and_japanese_exports_are_not_taken_for_windows_1252(read):
    russian = "Имя,Город\n" + "Анна Петрова,Москва\nИван Сидоров,Казань\n" * 20
    assert read(russian.encode("cp1251")).rows[0] == ["Анна Петрова", "Москва"]
    japanese = "名前,会社\n" + "田中太郎,株式会社日本\n鈴木一郎,東京電機\n" * 20
    assert read(japanese.encode("shift_jis")).rows[0] == ["田中太郎", "株式会社日本"]


def test_one_line_in_another_encoding_is_repaired(read):
    content = "Id,Name\n1,Zoë\n2,".encode() + "Jürgen".encode("cp1252") + "\n3,Köln\n".encode()
    found = read(content)
    assert found.rows == [["1", "Zoë"], ["2", "Jürgen"], ["3", "Köln"]]
    assert [(p.line, p.text) for p in found.repaired] == [(3, "2,Jürgen")]
    assert "Windows-1252" in found.repaired[0].reason


def test_a_file_that_shows_late_that_it_is_windows_1252(read):
    plain = "".join(f"{i},plain name {i}\n" for i in range(30_000))
    found = read(f"Id,Name\n{plain}".encode() + "x,Jürgen\ny,Zoë\n".encode("cp1252"))
    assert found.rows[-2:] == [["x", "Jürgen"], ["y", "Zoë"]]
    assert found.table.encoding == "windows-1252"
    assert not found.repaired
    assert any("Windows-1252" in note for note in found.notes)


def test_an_encoding_set_by_hand_overrules(read):
    found = read("Id,Name\n1,Łódź\n".encode("cp1250"), options=ReadOptions(encoding="cp1250"))
    assert found.rows == [["1", "Łódź"]]


def test_an_unknown_encoding_is_a_usage_error(read):
    with pytest.raises(UsageError, match="not an encoding"):
        read(TEXT, options=ReadOptions(encoding="utf-9"))


def test_nul_bytes_are_removed_and_said(read):
    found = read(b"Id,Name\n1,A\0nn\n2,Bo\n")
    assert found.rows == [["1", "Ann"], ["2", "Bo"]]
    assert [(p.line, p.reason) for p in found.repaired] == [(2, "NUL bytes were removed")]


def test_bad_bytes_in_a_bad_row_make_no_noise(read, capfd):
    good = "".join(f"{i},Zoë\n" for i in range(200)).encode()
    found = read(b"Id,Name\n" + good + b"x,J\xfcrgen,y,z\n" + good)
    assert len(found.rows) == 400
    assert [p.text for p in found.rejected] == ["x,Jürgen,y,z"]
    assert capfd.readouterr() == ("", "")
