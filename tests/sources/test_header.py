"""Finding the header row, and headers that can be used."""

from __future__ import annotations

import pytest

from mopsctl.errors import SourceError
from mopsctl.sources.table import ReadOptions


def test_title_rows_above_the_header_are_skipped_and_said(read):
    found = read(
        "Contacts of ACME\n\nAs of 2026-03-01,,\nId,Name,Email\n1,Ann,ann@acme.com\n2,Bo,bo@acme.com\n"
    )
    assert found.headers == ["Id", "Name", "Email"]
    assert found.table.header_line == 4
    assert [(p.line, p.text) for p in found.skipped] == [(1, "Contacts of ACME"), (3, "As of 2026-03-01")]
    assert found.lines == [5, 6]


def test_a_first_row_of_data_gets_headers_by_number(read):
    found = read("003A0000012BcDe,ann@acme.com,Ann\n003A0000012BcDf,bo@acme.com,Bo\n")
    assert found.headers == ["column 1", "column 2", "column 3"]
    assert len(found.rows) == 2
    assert found.lines == [1, 2]
    assert any("no header row" in note for note in found.notes)


def test_headers_are_trimmed_numbered_and_named(read):
    found = read(" Id ,Email,EMAIL,,Email\n1,a,b,c,d\n2,a,b,c,d\n")
    assert found.headers == ["Id", "Email", "EMAIL (2)", "column 4", "Email (3)"]
    assert found.table.raw_headers == [" Id ", "Email", "EMAIL", "", "Email"]
    assert len(found.notes) == 4


def test_a_numbered_header_does_not_clash_with_one_that_is_there(read):
    found = read("Email,Email (2),Email\n1,2,3\n")
    assert len({header.casefold() for header in found.headers}) == 3


def test_rows_wider_than_the_header_by_the_same_make_a_column(read):
    found = read("Id,Name\n" + "".join(f"{i},n{i},x{i}\n" for i in range(8)))
    assert found.headers == ["Id", "Name", "column 3"]
    assert found.rows[0] == ["0", "n0", "x0"]
    assert not found.rejected


def test_the_header_row_can_be_set(read):
    content = "a,b\nc,d\n1,2\n"
    found = read(content, options=ReadOptions(header_row=2))
    assert found.headers == ["c", "d"]
    assert found.rows == [["1", "2"]]
    assert [p.line for p in found.skipped] == [1]
    assert read(content, options=ReadOptions(header_row=0)).rows == [["a", "b"], ["c", "d"], ["1", "2"]]


def test_a_header_row_that_does_not_exist_is_an_error(read):
    with pytest.raises(SourceError, match="no row"):
        read("a,b\n1,2\n", options=ReadOptions(header_row=9))


def test_years_are_headers(read):
    assert read("Region,2024,2025\nEMEA,10,20\nAPAC,30,40\n").headers == ["Region", "2024", "2025"]


def test_a_repeated_header_is_skipped(read):
    found = read("Id,Name\n1,Ann\nId,Name\n2,Bo\n\ufeffId,Name\n3,Cy\n")
    assert found.rows == [["1", "Ann"], ["2", "Bo"], ["3", "Cy"]]
    assert [(p.line, p.reason) for p in found.skipped] == [
        (3, "the header line again"),
        (5, "the header line again"),
    ]


def test_a_blank_line_tells_a_title_from_the_header(read):
    found = read("Contacts export, March 2026\n\nFirst Name,Last Name\nAnn,Lee\nBo,Ray\n")
    assert found.headers == ["First Name", "Last Name"]
    assert found.rows == [["Ann", "Lee"], ["Bo", "Ray"]]


def test_blank_lines_below_every_row_make_no_titles(read):
    found = read("First Name,Last Name\n\nAnn,Lee\n\nBo,Ray\n\n")
    assert found.headers == ["First Name", "Last Name"]
    assert found.lines == [3, 5]
