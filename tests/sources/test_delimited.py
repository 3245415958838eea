"""Well-formed text tables of every make are read as they are."""

from __future__ import annotations

import pytest

from mopsctl.errors import SourceError, UsageError
from mopsctl.sources.table import ReadOptions


@pytest.mark.parametrize(
    ("delimiter", "name"), [(",", "a.csv"), (";", "a.csv"), ("\t", "a.tsv"), ("|", "a.txt")]
)
def test_the_delimiter_is_detected(read, delimiter, name):
    found = read(
        delimiter.join(["Id", "Name", "City"]) + "\n" + delimiter.join(["1", "Ann", "Bonn"]) + "\n", name
    )
    assert found.table.delimiter == delimiter
    assert found.headers == ["Id", "Name", "City"]
    assert found.rows == [["1", "Ann", "Bonn"]]


def test_decimal_commas_do_not_make_a_semicolon_file_a_comma_file(read):
    found = read("Product;Price;Share\nA;1,50;2,5\nB;2,75;3,5\nC;3,10;4,5\n")
    assert found.table.delimiter == ";"
    assert found.rows[0] == ["A", "1,50", "2,5"]


def test_commas_in_the_text_of_a_pipe_file_do_not_count(read):
    found = read('Id|Note\n1|"a, b, c"\n2|x, y\n3|one, two, three\n')
    assert found.table.delimiter == "|"
    assert [row[1] for row in found.rows] == ["a, b, c", "x, y", "one, two, three"]


def test_one_column_has_no_delimiter(read):
    found = read('Company\nAcme\n"Smith, Jones"\nBlue, Inc\n')
    assert found.table.delimiter is None
    assert found.rows == [["Acme"], ["Smith, Jones"], ["Blue, Inc"]]
    assert not found.table.problems


def test_the_separator_line_of_excel_is_honoured(read):
    found = read("sep=;\nId;Name\n1;Ann, Bob\n")
    assert found.table.delimiter == ";"
    assert found.rows == [["1", "Ann, Bob"]]
    assert found.lines == [3]


def test_a_delimiter_set_by_hand_overrules(read):
    assert read("a~b\n1~2\n", options=ReadOptions(delimiter="~")).rows == [["1", "2"]]
    assert read("a\tb,c\n1\t2,3\n", options=ReadOptions(delimiter="tab")).rows == [["1", "2,3"]]


@pytest.mark.parametrize("delimiter", ["ab", '"', "é", "\n"])
def test_a_delimiter_that_cannot_be_one_is_a_usage_error(read, delimiter):
    with pytest.raises(UsageError, match="cannot separate"):
        read("a,b\n1,2\n", options=ReadOptions(delimiter=delimiter))


def test_nothing_is_mangled(read):
    cells = ["NULL", "NA", "00123", "1e5", " padded ", "", "003000000000001AAA", "0.10", "TRUE", "2026-03-01"]
    found = read(",".join(f"h{i}" for i in range(len(cells))) + "\n" + ",".join(cells) + "\n")
    assert found.rows == [cells]
    assert not found.table.problems


def test_lines_count_headers_embedded_newlines_and_blank_lines(read):
    found = read('Id,Note\n1,"two\nlines"\n\n2,x\r\n3,"a\r\nb\r\nc"\n4,y\n')
    assert found.rows == [["1", "two\nlines"], ["2", "x"], ["3", "a\r\nb\r\nc"], ["4", "y"]]
    assert found.lines == [2, 5, 6, 9]


def test_line_endings_may_change_from_row_to_row(read):
    found = read("a,b\r\n1,2\n3,4\r5,6\r\n7,8")
    assert found.rows == [["1", "2"], ["3", "4"], ["5", "6"], ["7", "8"]]
    assert found.lines == [2, 3, 4, 5]


def test_returns_alone_may_end_all_lines(read):
    found = read("a,b\r1,2\r3,4\r")
    assert found.rows == [["1", "2"], ["3", "4"]]


def test_headers_and_no_rows_are_a_table_without_rows(read):
    found = read("Id,Name,Email\n")
    assert found.headers == ["Id", "Name", "Email"]
    assert found.rows == []


@pytest.mark.parametrize("content", ["", "\n\n", "  \n", "\ufeff"])
def test_an_empty_file_says_so(read, content):
    with pytest.raises(SourceError, match=r"contacts\.csv is empty"):
        read(content)
