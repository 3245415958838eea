"""A search for duplicates as pages for people and as JSON: what they say, and that foreign text stays text."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import jsonschema
import openpyxl
import pytest

from mopsctl.errors import UsageError
from mopsctl.matching.merge_cost import CostModel
from mopsctl.reports.duplicates_formats import duplicates_format
from mopsctl.reports.duplicates_report import DuplicateReport
from mopsctl.reports.options import Masthead
from mopsctl.reports.schema_duplicates import duplicates_schema

Make = Callable[..., DuplicateReport]
Written = Callable[..., bytes]
Printed = Callable[..., str]
Golden = Callable[[str, str], None]
HOSTILE = ["<script>alert(1)</script>", "\x1b[31mred", "a\u202eb", "| pipe | `tick` @team", "x" * 5_000]
COST = CostModel(per_record=2.5, minutes_per_merge=6)


def test_the_text_page_is_what_it_was(make: Make, printed: Printed, golden: Golden) -> None:
    golden("duplicates.txt", printed(make(COST)))


def test_the_json_report_is_what_it_was(make: Make, written: Written, golden: Golden) -> None:
    golden("duplicates.json", written(make(COST), "json").decode())


def test_the_markdown_page_is_what_it_was(make: Make, written: Written, golden: Golden) -> None:
    golden("duplicates.md", written(make(COST), "markdown").decode())


@pytest.mark.parametrize("cost", [None, COST])
@pytest.mark.parametrize("empty", [False, True])
def test_json_keeps_to_its_schema(cost: CostModel | None, empty: bool, make: Make, written: Written) -> None:
    schema = duplicates_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(written(make(cost, empty=empty), "json")), schema)


def test_json_has_the_groups_of_the_search(make: Make, written: Written) -> None:
    found = json.loads(written(make(), "json"))
    assert [len(group["members"]) for group in found["groups"]] == [4, 2, 2, 2]
    assert found["groups"][0]["members"][3]["location"] == {"path": "contacts.csv", "line": 9}
    assert found["summary"]["records_to_merge"] == 6
    assert len(json.loads(written(make(), "json", limit=1))["groups"]) == 1


def test_every_page_says_the_same_figures(make: Make, written: Written, printed: Printed) -> None:
    said = "50.0% of 12 records are duplicates: 6 beyond one in each of 4 groups."
    report = make()
    assert said in printed(report)
    assert said in written(report, "markdown").decode()
    assert said in written(report, "html").decode()


def test_nothing_found_is_said(make: Make, printed: Printed) -> None:
    page = printed(make(empty=True))
    assert "No duplicates among 12 records." in page
    assert "1,204,500 pairs of contacts not compared" in page
    assert "dedupe review" not in page


def test_records_stand_side_by_side_with_what_differs_marked(make: Make, printed: Printed) -> None:
    lines = printed(make()).splitlines()
    [company] = [line for line in lines if "Northmere" in line]
    assert company.split("  ")[0] == "Company"
    assert "≠ Northmere" in company
    assert "≠ Tallgrass" not in company


def test_what_was_not_compared_is_said_with_its_values(make: Make, printed: Printed) -> None:
    page = " ".join(printed(make()).split())
    assert "too many records share info@lumenfold.example (1,400)" in page
    assert "and 1 more value" in page


def test_every_line_of_the_text_page_fits(make: Make, printed: Printed) -> None:
    lines = printed(make(COST), width=80).splitlines()
    assert [line for line in lines if len(line) > 80 and "mopsctl dedupe" not in line] == []


@pytest.mark.parametrize("value", HOSTILE)
def test_foreign_text_stays_text(value: str, make: Make, written: Written, printed: Printed) -> None:
    report = make(value=value)
    page = written(report, "html").decode()
    assert "<script" not in page
    assert not re.search(r"[\x1b\u202e]", page + printed(report) + written(report, "markdown").decode())
    assert json.loads(written(report, "json"))["groups"][0]["members"][0]["reason"] == value


def test_the_html_page_names_whose_it_is_and_loads_nothing(make: Make, written: Written) -> None:
    page = written(make(), "html", masthead=Masthead("Duplicate records", "Quillmere & Sons")).decode()
    assert "Quillmere &amp; Sons" in page
    assert not re.search(r'(?:src|href)="(?!#|data:)', page)


def test_a_format_is_found_by_its_name_or_ending() -> None:
    assert duplicates_format(Path("a.b/groups.NDJSON")) == "jsonl"
    assert duplicates_format("HTML") == "html"
    with pytest.raises(UsageError, match="did you mean"):
        duplicates_format("jsn")
    with pytest.raises(UsageError, match=r"'groups\.doc'"):
        duplicates_format(Path("groups.doc"))


@pytest.mark.parametrize("form", ["json", "html", "markdown", "xlsx"])
def test_a_redacted_report_shows_no_value_that_is_shared(form: str, make: Make, written: Written) -> None:
    report = make()
    report.duplicates.redacted = True
    data = written(report, form)
    if form == "xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(data))["Limits"]
        data = "\n".join(str(cell.value) for row in sheet for cell in row).encode()
    assert "info@" not in data.decode()
    assert "••• (1,400)" in data.decode() or '{"value": "•••", "records": 1400}' in data.decode()


def test_who_belongs_to_an_account_is_said_to_be_no_duplicate(
    make: Make, written: Written, printed: Printed
) -> None:
    report, linked = make(), make()
    linked.duplicates.pairs.loc[:1, "link"] = True
    said = "2 links lead from people to the account that they seem to belong to; these are no duplicates."
    assert said in " ".join(printed(linked).split())
    assert said in written(linked, "html").decode()
    assert said in written(linked, "markdown").decode()
    assert "links lead" not in printed(report)
