"""Workbooks: typed cells as text, sheets, titles, merged headers, and files that only call themselves Excel."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from mopsctl.errors import SourceError
from mopsctl.sources.table import ReadOptions


def save(path: Path, sheets: dict[str, list[list]], merged: tuple[str, ...] = ()) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for cells in merged:
            sheet.merge_cells(cells)
    book.save(path)
    return path


def test_cells_keep_their_meaning_as_text(tmp_path, read_one):
    cells = {
        "Zip": (94107.0, "94107"),
        "Rate": (0.1, "0.1"),
        "Big": (1e17, "100000000000000000"),
        "Small": (1e-7, "0.0000001"),
        "Text": ("00123", "00123"),
        "Day": (dt.date(2026, 3, 1), "2026-03-01"),
        "Time": (dt.datetime(2026, 3, 1, 10, 0), "2026-03-01T10:00:00"),
        "Yes": (True, "true"),
        "No": (False, "false"),
        "Blank": (None, ""),
    }
    path = save(tmp_path / "a.xlsx", {"S": [list(cells), [value for value, _ in cells.values()]]})
    found = read_one(path)
    assert found.headers == list(cells)
    assert found.rows == [[text for _, text in cells.values()]]
    assert found.table.format == "xlsx"


def test_each_sheet_with_data_is_a_table(tmp_path, read_everything):
    path = save(tmp_path / "a.xlsx", {"Contacts": [["Id"], ["1"]], "Empty": [], "Leads": [["Id"], ["2"]]})
    found = read_everything(path)
    assert [(read.table.sheet, read.rows) for read in found] == [("Contacts", [["1"]]), ("Leads", [["2"]])]


def test_a_sheet_can_be_chosen(tmp_path, read_one):
    path = save(tmp_path / "a.xlsx", {"Contacts": [["Id"], ["1"]], "Leads": [["Id"], ["2"]]})
    assert read_one(path, ReadOptions(sheet="Leads")).rows == [["2"]]
    with pytest.raises(SourceError, match=r"no sheet 'Deals'.*'Contacts', 'Leads'"):
        read_one(path, ReadOptions(sheet="Deals"))


def test_hidden_and_chart_sheets(tmp_path, read_everything):
    book = openpyxl.Workbook()
    book.active.append(["Id", "Name"])
    book.active.append(["1", "Ann"])
    hidden = book.create_sheet("Old")
    hidden.append(["Id", "Name"])
    hidden.append(["2", "Bo"])
    hidden.sheet_state = "hidden"
    book.create_chartsheet("Chart")
    book.save(tmp_path / "a.xlsx")
    first, second = read_everything(tmp_path / "a.xlsx")
    assert first.notes == []
    assert second.notes == ["the sheet is hidden"]


def test_title_rows_blank_rows_and_footers(tmp_path, read_one):
    rows = [
        ["Contacts of ACME"],
        [],
        ["Filter:", "all"],
        ["Id", "Name", "City", "Email"],
        [1, "Ann", "Rome", "ann@acme.com"],
        [],
        [2, "Bo", "Bonn", "bo@acme.com"],
        ["Grand Totals (2 records)"],
        ["Confidential Information - Do Not Distribute"],
    ]
    found = read_one(save(tmp_path / "a.xlsx", {"S": rows}, ("A1:D1",)))
    assert found.headers == ["Id", "Name", "City", "Email"]
    assert found.rows == [["1", "Ann", "Rome", "ann@acme.com"], ["2", "Bo", "Bonn", "bo@acme.com"]]
    assert found.lines == [5, 7]
    assert found.table.header_line == 4
    assert [p.line for p in found.skipped] == [1, 3, 8, 9]
    assert all(p.sheet == "S" for p in found.skipped)


def test_a_grouped_report_has_its_groups_in_every_record_and_no_subtotals(tmp_path, read_one):
    rows = [["Deals by stage"], [], ["Stage  ↑", "Deal", "Amount"]]
    for stage in ("Open", "Won"):
        rows += [[stage, f"{stage} 1", 10], [None, f"{stage} 2", None], ["Subtotal", "Count", 2]]
    rows += [["Total", "Count", 4]]
    found = read_one(save(tmp_path / "a.xlsx", {"S": rows}))
    assert found.rows == [
        ["Open", "Open 1", "10"],
        ["Open", "Open 2", ""],
        ["Won", "Won 1", "10"],
        ["Won", "Won 2", ""],
    ]
    assert [(problem.line, problem.reason) for problem in found.skipped if problem.line > 3] == [
        (6, "a subtotal"),
        (9, "a subtotal"),
        (10, "a report footer"),
    ]


def test_blank_cells_of_a_column_that_is_only_sorted_stay_blank(tmp_path, read_one):
    rows = [["Last Name  ↑", "Email"], ["Lind", "a@example.com"], [None, "b@example.com"]]
    found = read_one(save(tmp_path / "a.xlsx", {"S": rows}))
    assert [row[0] for row in found.rows] == ["Lind", ""]


def test_a_table_that_begins_off_the_corner(tmp_path, read_one):
    rows = [[], [], [None, None, "Id", "Name"], [None, None, "1", "Ann"]]
    found = read_one(save(tmp_path / "a.xlsx", {"S": rows}))
    assert found.headers == ["Id", "Name"]
    assert found.lines == [4]


def test_merged_header_cells_name_their_columns(tmp_path, read_one):
    rows = [
        ["Id", "Address", None, "Phone", None],
        [None, "City", "Country", "Office", "Mobile"],
        ["1", "Rome", "Italy", "123", "456"],
    ]
    found = read_one(save(tmp_path / "a.xlsx", {"S": rows}, ("A1:A2", "B1:C1", "D1:E1")))
    assert found.headers == ["Id", "Address / City", "Address / Country", "Phone / Office", "Phone / Mobile"]
    assert found.rows == [["1", "Rome", "Italy", "123", "456"]]
    assert found.lines == [3]


def test_a_repeated_header_in_a_sheet_is_skipped(tmp_path, read_one):
    rows = [["Id", "Name"], [1, "Ann"], ["Id", "Name"], [2, "Bo"]]
    found = read_one(save(tmp_path / "a.xlsx", {"S": rows}))
    assert [row[1] for row in found.rows] == ["Ann", "Bo"]
    assert [p.line for p in found.skipped] == [3]


def test_many_rows_come_in_several_batches(tmp_path, read_one):
    rows = [["Id", *(f"c{i}" for i in range(99))], *([i, *(["x"] * 99)] for i in range(2_100))]
    found = read_one(save(tmp_path / "a.xlsx", {"S": rows}))
    assert [row[0] for row in found.rows] == [str(i) for i in range(2_100)]
    assert found.lines == list(range(2, 2_102))


def test_csv_that_is_called_excel(read):
    found = read("Id;Name\n1;Ann\n", "contacts.xlsx")
    assert found.rows == [["1", "Ann"]]
    assert found.notes == ["named .xlsx, but it is really a text table, and is read as such"]


def test_excel_that_is_called_csv(tmp_path, read_one):
    save(tmp_path / "a.xlsx", {"S": [["Id"], [1]]}).rename(tmp_path / "a.csv")
    found = read_one(tmp_path / "a.csv")
    assert found.rows == [["1"]]
    assert len(found.notes) == 1


def test_html_that_is_called_excel(read):
    page = (
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"></head><body>'
        "<table><tr><th>Id</th><th>Name</th><th>City</th></tr>"
        "<tr><td>1</td><td>J&ouml;rg &amp; Co</td><td>K\xf6ln</td></tr>"
        "<tr><td>2</td><td> Ann <b>Lee</b></td><td></td></tr></table>"
        "<table><tr><td colspan=3>Copyright (c) 2000-2026 salesforce.com, inc.</td></tr></table></body></html>"
    )
    found = read(page.encode("latin-1"), "report.xls")
    assert found.headers == ["Id", "Name", "City"]
    assert found.rows == [["1", "Jörg & Co", "Köln"], ["2", "Ann Lee", ""]]
    assert found.lines == [2, 3]
    assert len(found.skipped) == 1
    assert "really an HTML table" in found.notes[0]


def test_an_html_row_with_more_cells_than_the_table_is_not_cut_in_silence(read):
    rows = "".join(f"<tr><td>{i}</td><td>n{i}</td></tr>" for i in range(250))
    found = read(
        f"<table><tr><th>Id</th><th>N</th></tr>{rows}<tr><td>x</td><td>y</td><td>z</td></tr></table>", "a.xls"
    )
    assert len(found.rows) == 250
    assert [(p.line, p.text) for p in found.rejected] == [(252, "x y z")]


def test_a_page_without_a_table_is_an_error(read):
    with pytest.raises(SourceError, match="without a table"):
        read("<html><body><p>Your session has expired</p></body></html>", "report.xls")


def test_a_workbook_with_a_password_says_so(tmp_path, read_one):
    """Excel wraps an encrypted workbook in an OLE container with a stream of this name."""
    ole = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(1016)
        + "EncryptedPackage".encode("utf-16-le")
        + bytes(2000)
    )
    (tmp_path / "a.xlsx").write_bytes(ole)
    with pytest.raises(SourceError, match=r"a\.xlsx is password-protected: save it without a password"):
        read_one(tmp_path / "a.xlsx")


@pytest.mark.parametrize("keep", [100, 2_000])
def test_a_workbook_cut_off_says_so(tmp_path, read_one, keep):
    path = save(tmp_path / "a.xlsx", {"S": [["Id"], [1]]})
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(SourceError, match=r"a\.xlsx is not a whole"):
        read_one(path)


def test_a_workbook_without_data_is_empty(tmp_path, read_one):
    with pytest.raises(SourceError, match="is empty"):
        read_one(save(tmp_path / "a.xlsx", {"S": []}))


def test_a_word_document_is_no_table(tmp_path, read_one):
    import zipfile

    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w/>")
    with pytest.raises(SourceError, match="not a table"):
        read_one(tmp_path / "a.xlsx")
