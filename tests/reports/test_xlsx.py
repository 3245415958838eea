"""The workbook: text is text, rules and findings lead to each other, and what is left out is said."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from mopsctl.acceptance import Suppressed
from mopsctl.comparison import Comparison, RuleChange
from mopsctl.findings import Finding
from mopsctl.reports.formats import FORMATS
from mopsctl.reports.options import Masthead, ReportOptions
from mopsctl.results import AuditResult

Written = Callable[..., bytes]
CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def as_xlsx(result: AuditResult, **options: Any) -> bytes:
    out = io.BytesIO()
    FORMATS["xlsx"].writer()(result, out, ReportOptions(**options))
    return out.getvalue()


def opened(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


def with_finding(result: AuditResult, **changes: Any) -> AuditResult:
    """The result with one finding, changed."""
    rule = result.rules[0]
    finding: Finding = replace(rule.examples[0], **changes)
    only = replace(rule, failed=1, examples=(finding,))
    return replace(result, rules=[only], recommendations=[], stream=lambda most: iter([finding]))


def cell_of(book: Workbook, title: str, row: int = 2) -> Any:
    """The cell of the sheet of findings in the column of that title."""
    sheet = book["Findings"]
    titles = [cell.value for cell in sheet[1]]
    return sheet.cell(row, titles.index(title) + 1)


@pytest.fixture
def book(quillmere: AuditResult) -> Workbook:
    return opened(as_xlsx(quillmere, masthead=Masthead("CRM data audit", client="Quillmere Ltd")))


def test_there_is_a_sheet_a_topic(book: Workbook) -> None:
    assert book.sheetnames == [
        *("Summary", "Recommendations", "Rules", "Findings", "Fields", "Segments", "To tidy", "Sources"),
        *("Lines not read as they stand", "Not checked"),
    ]


def test_the_summary_has_the_score_and_native_charts(book: Workbook, quillmere: AuditResult) -> None:
    sheet = book["Summary"]
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert texts[0] == "Quillmere Ltd · CRM data audit"
    assert any(f"of 100, grade {quillmere.scorecard.grade}" in text for text in texts)
    assert len(sheet._charts) == 2


def test_every_finding_is_a_row(book: Workbook, quillmere: AuditResult) -> None:
    sheet = book["Findings"]
    assert sheet.max_row == quillmere.findings_total + 1
    prints = {row[-1].value for row in sheet.iter_rows(min_row=2)}
    assert prints == {finding.fingerprint for finding in quillmere.stream(None)}


def test_tables_are_filtered_and_their_heads_stay(book: Workbook) -> None:
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")


def test_a_rule_leads_to_its_first_finding_and_back(book: Workbook, quillmere: AuditResult) -> None:
    rules, findings = book["Rules"], book["Findings"]
    for row in range(2, rules.max_row + 1):
        if not rules.cell(row, 7).value:
            assert rules.cell(row, 2).hyperlink is None
            continue
        target = rules.cell(row, 2).hyperlink.location
        found = findings.cell(int(target.rpartition("!A")[2]), 2)
        assert found.value == rules.cell(row, 2).value
        assert found.hyperlink.location == f"'Rules'!B{row}"
        assert findings.cell(found.row - 1, 2).value != found.value


@pytest.mark.parametrize(
    "value",
    [
        "=1+1",
        '=HYPERLINK("http://x")',
        "+49 30 1234567",
        "-cmd|' /C calc'!A0",
        "@SUM(A1)",
        "\t=1",
        "\n=1",
        "\r=1",
    ],
)
def test_what_a_spreadsheet_would_run_is_text(value: str, quillmere: AuditResult) -> None:
    book = opened(as_xlsx(with_finding(quillmere, value=value, suggestion=value, message=value)))
    for title in ("Value", "Suggestion", "What is wrong"):
        cell = cell_of(book, title)
        assert cell.data_type == "s"
        assert not re.match(r"\s*[=+\-@]", cell.value)


@pytest.mark.parametrize(
    "value", ["http://evil.example", "mailto:a@b.c", "file:///etc/passwd", "internal:A1"]
)
def test_an_address_in_a_record_is_no_link(value: str, quillmere: AuditResult) -> None:
    cell = cell_of(opened(as_xlsx(with_finding(quillmere, value=value))), "Value")
    assert cell.hyperlink is None
    assert cell.value == value


def test_no_cell_is_a_formula(book: Workbook) -> None:
    cells = (cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(value=st.text(min_size=1, max_size=60))
def test_any_text_gives_a_workbook_that_opens(value: str, quillmere: AuditResult) -> None:
    data = as_xlsx(with_finding(quillmere, value=value, message=f"Value {value} is odd"))
    opened(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            assert not CONTROL.search(archive.read(name))


def test_a_text_that_looks_like_an_escape_of_excel_stays(quillmere: AuditResult) -> None:
    data = as_xlsx(with_finding(quillmere, value="a_x000D_b"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = b"".join(archive.read(name) for name in archive.namelist() if "worksheets/sheet" in name)
    assert b"a_x005F_x000D_b" in sheets


def test_a_text_longer_than_a_cell_is_cut_and_says_so(quillmere: AuditResult) -> None:
    cell = cell_of(opened(as_xlsx(with_finding(quillmere, value="x" * 40_000))), "Value")
    assert len(cell.value) == 32_767
    assert cell.value.endswith("…")


def test_ids_and_numbers_in_text_stay_text(quillmere: AuditResult) -> None:
    book = opened(as_xlsx(with_finding(quillmere, value="00123", record_id="0012345678901234567")))
    assert cell_of(book, "Value").value == "00123"
    assert cell_of(book, "Record ID").value == "0012345678901234567"


def test_what_is_left_out_is_said_in_the_sheet_and_on_the_summary(quillmere: AuditResult) -> None:
    book = opened(as_xlsx(quillmere, limit=10))
    said = book["Findings"]["A1"].value
    assert said.startswith(f"10 of {quillmere.findings_total:,} findings")
    assert book["Findings"].max_row == 12
    assert any(
        f"10 of {quillmere.findings_total:,}" in str(row[0].value) for row in book["Summary"].iter_rows()
    )


def test_a_cut_sheet_shows_the_gravest_of_every_rule(quillmere: AuditResult) -> None:
    errors = [rule for rule in quillmere.rules if rule.failed and rule.severity.value == "error"]
    sheet = opened(as_xlsx(quillmere, limit=len(errors)))["Findings"]
    assert {row[1].value for row in sheet.iter_rows(min_row=3)} == {rule.id for rule in errors}


def test_a_profile_has_no_scores_and_opens(quillmere: AuditResult) -> None:
    bare = replace(
        quillmere, command="profile", rules=[], recommendations=[], not_checked=[],
        scorecard=replace(quillmere.scorecard, score=None, grade="–", objects=()), stream=lambda most: iter(()),
    )  # fmt: skip
    book = opened(as_xlsx(bare))
    assert "Rules" not in book.sheetnames
    assert book.sheetnames[0] == "Summary"


def test_a_comparison_has_a_sheet_and_a_sentence(quillmere: AuditResult) -> None:
    rule = quillmere.rules[0]
    change = RuleChange(
        rule.id, rule.object, rule.title, rule.severity, 100, rule.checked, 90, rule.failed, 2.5, 1.0, 10, 4
    )
    compared = Comparison(
        "old.json",
        "2026-09-30T08:00:00+00:00",
        "2026-09-30",
        70.0,
        80.0,
        90,
        60,
        (),
        (),
        (change,),
        10,
        4,
        (),
    )
    book = opened(as_xlsx(replace(quillmere, comparison=compared)))
    sheet = book["Comparison"]
    assert sheet["A1"].value.startswith(
        "Score then (as of 2026-09-30, old.json): 70.0 with 90 findings; now: 80.0"
    )
    assert [cell.value for cell in sheet[3]][4:] == [
        *("worse" if rule.failed > 90 else "better", 90, rule.failed, 10, 4, 2.5, 1.0, 1.5)
    ]
    assert any("old.json" in str(row[0].value) for row in book["Summary"].iter_rows())


def test_what_is_suppressed_has_a_sheet(quillmere: AuditResult) -> None:
    accepted = Suppressed(
        ("contact-phone-valid",), "Known since the import", date(2027, 1, 31), 12, "mopsctl.yaml:9"
    )
    sheet = opened(as_xlsx(replace(quillmere, suppressed=[accepted])))["Suppressed"]
    assert [cell.value for cell in sheet[2]] == [
        *("contact-phone-valid", "Known since the import", "2027-01-31", 12)
    ]


def test_the_same_audit_is_the_same_bytes(quillmere: AuditResult) -> None:
    assert as_xlsx(quillmere) == as_xlsx(quillmere)
