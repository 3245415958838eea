"""What detection says of real header rows, and what must not change it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from mopsctl.schema.detect import detect
from mopsctl.schema.model import Detection
from mopsctl.schema.objects import objects
from mopsctl.schema.spellings import lexicon
from mopsctl.schema.tables import vendor_names

SETS: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    Path(__file__).with_name("header_sets.yaml").read_text(encoding="utf-8")
)
SPELLINGS = sorted({one.text for found in lexicon().by_key.values() for one in found})


def detect_rows(
    headers: Sequence[str],
    rows: Sequence[Sequence[str]] = (),
    path: str = "table.csv",
    sheet: str | None = None,
) -> Detection:
    columns = {f"c{at}": [row[at] for row in rows] for at in range(len(headers))}
    return detect(headers, path, sheet, pd.DataFrame(columns, dtype="str"))


def by_header(found: Detection, headers: Sequence[str]) -> dict[str, str]:
    return {field: headers[position] for field, position in found.mapping.items()}


def detect_case(
    case: dict[str, Any], order: Sequence[int] | None = None, extra: Sequence[str] = ()
) -> Detection:
    order = order or range(len(case["headers"]))
    headers = [case["headers"][at] for at in order] + list(extra)
    rows = [[row[at] for at in order] + ["x y"] * len(extra) for row in case.get("rows", ())]
    return detect_rows(headers, rows, case.get("path", "table.csv"))


@pytest.mark.parametrize("case", SETS["tables"], ids=lambda case: case["name"])
def test_vendor_header_row(case: dict[str, Any]) -> None:
    found = detect_case(case)
    mapped = by_header(found, case["headers"])
    assert (found.object, found.origin) == (case["object"], case["origin"])
    assert {field: mapped.get(field) for field in case["mapping"]} == case["mapping"]
    assert not set(case.get("unmapped", ())) & set(mapped.values())
    assert found.object_confidence > 0.4
    assert found.evidence


@pytest.mark.parametrize("case", SETS["none"], ids=lambda case: case["name"])
def test_table_that_is_no_object(case: dict[str, Any]) -> None:
    found = detect_case(case)
    assert (found.object, found.object_confidence, found.mapping) == (None, 0.0, {})


def test_every_vendor_and_object_has_a_header_row() -> None:
    assert {case["origin"] for case in SETS["tables"] if case["origin"]} == set(vendor_names()) - {"generic"}
    assert set(objects()) - {case["object"] for case in SETS["tables"]} == set()


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_order_of_columns_does_not_matter(data: st.DataObject) -> None:
    case = data.draw(st.sampled_from(SETS["tables"] + SETS["none"]))
    order = data.draw(st.permutations(range(len(case["headers"]))))
    straight, shuffled = detect_case(case), detect_case(case, order)
    headers = [case["headers"][at] for at in order]
    assert by_header(straight, case["headers"]) == by_header(shuffled, headers)
    assert (straight.object, straight.object_confidence) == (shuffled.object, shuffled.object_confidence)
    assert (straight.origin, straight.origin_confidence) == (shuffled.origin, shuffled.origin_confidence)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_unknown_columns_change_neither_object_nor_origin(data: st.DataObject) -> None:
    case = data.draw(st.sampled_from(SETS["tables"] + SETS["none"]))
    numbers = data.draw(st.lists(st.integers(0, 999), unique=True, min_size=1, max_size=30))
    extra = [f"Zqx {number} wvk" for number in numbers]
    plain, wider = detect_case(case), detect_case(case, extra=extra)
    assert (plain.object, plain.origin) == (wider.object, wider.origin)
    assert plain.mapping == wider.mapping


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(SPELLINGS), min_size=1, max_size=40, unique_by=str.casefold))
def test_any_headers_map_one_column_to_one_known_field(headers: list[str]) -> None:
    found = detect_rows(headers)
    positions = list(found.mapping.values())
    assert len(positions) == len(set(positions))
    assert all(0 <= position < len(headers) for position in positions)
    assert set(found.mapping) <= set(objects()[found.object].fields) if found.object else not found.mapping
    assert 0 <= found.object_confidence <= 1
    assert 0 <= found.origin_confidence <= 1


@settings(max_examples=80, deadline=None)
@given(st.lists(st.text(max_size=20), max_size=8), st.text(max_size=30))
def test_headers_of_any_text_are_taken(headers: list[str], path: str) -> None:
    assert detect_rows(headers, path=path).object_confidence <= 1


def test_email_column_without_an_email_is_mapped_with_doubt() -> None:
    headers = ["First Name", "Last Name", "Email"]
    good = detect_rows(headers, [["Ana", "Lind", "ana@example.com"], ["Bo", "Ek", "bo@example.com"]])
    bad = detect_rows(headers, [["Ana", "Lind", "unknown"], ["Bo", "Ek", "none"]])
    assert by_header(bad, headers)["email"] == "Email"
    assert bad.object_confidence < good.object_confidence
    assert "hardly a value of 'Email' looks like an e-mail address" in [one.text for one in bad.evidence]


def test_name_is_a_person_among_contacts_and_a_company_among_accounts() -> None:
    people, companies = ["Id", "Name", "Email", "Birthdate"], ["Id", "Name", "Website", "NumberOfEmployees"]
    assert by_header(detect_rows(people), people)["full_name"] == "Name"
    assert by_header(detect_rows(companies), companies)["name"] == "Name"


def test_owner_column_with_ids_is_the_owner_id() -> None:
    headers = ["First Name", "Email", "Owner"]
    ids = detect_rows(headers, [["Ana", "ana@example.com", "0055g00000AbCdE"]])
    names = detect_rows(headers, [["Ana", "ana@example.com", "Bo Ek"]])
    assert "owner_id" in ids.mapping
    assert "owner_name" in names.mapping


@pytest.mark.parametrize(
    ("prefix", "expected"),
    [
        ("003", "contact"),
        ("00Q", "lead"),
        ("001", "account"),
        ("006", "opportunity"),
        ("701", "campaign"),
        ("005", "user"),
    ],
)
def test_salesforce_ids_tell_the_object(prefix: str, expected: str) -> None:
    rows = [[f"{prefix}5g00000AbC{at}E", "x", "2026-01-02"] for at in range(5)]
    found = detect_rows(["Id", "Name", "CreatedDate"], rows)
    assert (found.object, found.origin) == (expected, "salesforce")
    assert any(f"begin with {prefix}" in one.text for one in found.evidence)


def test_ids_without_another_known_column_are_no_object() -> None:
    rows = [["0015g00000AbCdE", "1"], ["0015g00000AbCdF", "1"]]
    assert detect_rows(["id", "cluster"], rows).object is None


@pytest.mark.parametrize(
    ("path", "sheet", "expected"),
    [
        ("contacts.csv", None, "contact"),
        ("exports/Leads 2026-01-01.xlsx", None, "lead"),
        ("crm.xlsx", "Leads", "lead"),
        (r"C:\exports\Subscribers.csv", None, "contact"),
    ],
)
def test_file_or_sheet_name_decides_where_headers_fit_both(
    path: str, sheet: str | None, expected: str
) -> None:
    found = detect_rows(["Full Name", "Email", "Phone", "Company"], path=path, sheet=sheet)
    assert found.object == expected
    assert any("the name says" in one.text for one in found.evidence)


def test_misspelt_and_abbreviated_headers_are_understood() -> None:
    headers = ["Frist Name", "Last Nmae", "Emial Adress", "Companny", "Work Phone No.", "Owner Email"]
    mapped = by_header(detect_rows(headers), headers)
    assert mapped == {
        "first_name": "Frist Name",
        "last_name": "Last Nmae",
        "email": "Emial Adress",
        "company": "Companny",
        "phone": "Work Phone No.",
    }


def test_second_unnamed_email_column_is_the_second_email() -> None:
    rows = [
        ["Ana", "Lind", "ana@example.com", "ana@example.org"],
        ["Bo", "Ek", "bo@example.com", "bo@example.org"],
    ]
    found = detect_rows(["Vorname", "Nachname", "Spalte 3", "Spalte 4"], rows)
    assert (found.mapping["email"], found.mapping["email_2"]) == (2, 3)
