"""Parquet, JSON and JSON Lines as tables of text."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from mopsctl.errors import SourceError


def test_parquet_values_become_text(tmp_path, read_one):
    table = pa.table(
        {
            "Id": [1, 2],
            "Zip": [94107.0, None],
            "Rate": [0.1, 1e17],
            "Day": [dt.date(2026, 3, 1), None],
            "At": [dt.datetime(2026, 3, 1, 10), None],
            "Yes": [True, None],
            "Sum": [Decimal("1.10"), None],
            "Tags": [["a", "b"], None],
            "Box": [{"x": 1}, None],
            "Text": pa.array(["00123", ""]).dictionary_encode(),
        }
    )
    pq.write_table(table, tmp_path / "a.parquet", row_group_size=1)
    found = read_one(tmp_path / "a.parquet")
    assert found.headers == table.column_names
    assert found.rows == [
        [
            "1",
            "94107",
            "0.1",
            "2026-03-01",
            "2026-03-01T10:00:00",
            "true",
            "1.10",
            '["a", "b"]',
            '{"x": 1}',
            "00123",
        ],
        ["2", None, "100000000000000000", None, None, None, None, None, None, ""],
    ]
    assert found.lines == [1, 2]


def test_damaged_parquet_is_an_error(tmp_path, read_one):
    (tmp_path / "a.parquet").write_bytes(b"PAR1 and no more")
    with pytest.raises(SourceError, match="not a whole Parquet"):
        read_one(tmp_path / "a.parquet")


def test_a_json_list_of_records(read):
    found = read(
        '[{"Id": "001", "Rate": 1.10, "Big": 12345678901234567890, "Ok": true, "No": null}, {"Id": "", "New": 1e5}]',
        "a.json",
    )
    assert found.headers == ["Id", "Rate", "Big", "Ok", "No", "New"]
    assert found.rows == [
        ["001", "1.10", "12345678901234567890", "true", None, None],
        ["", None, None, None, None, "1e5"],
    ]
    assert found.lines == [1, 2]
    assert found.table.format == "json"


def test_nested_values_get_dotted_columns_and_lists_stay_json(read):
    found = read('[{"Owner": {"Name": "Ann", "Box": {}}, "Tags": ["é", 1]}]', "a.json")
    assert dict(zip(found.headers, found.rows[0], strict=True)) == {
        "Owner.Name": "Ann",
        "Owner.Box": "{}",
        "Tags": '["é", 1]',
    }


def test_salesforce_records(read):
    content = {
        "totalSize": 1,
        "done": True,
        "records": [{"attributes": {"type": "Contact"}, "Id": "003", "Account": {"Name": "Acme"}}],
    }
    found = read(json.dumps(content), "a.json")
    assert found.headers == ["attributes.type", "Id", "Account.Name"]


def test_hubspot_properties_go_by_their_own_names(read):
    results = [
        {"id": "1", "properties": {"email": "a@b.co", "id": "x"}},
        {"id": "2", "properties": {"phone": None}},
    ]
    found = read(json.dumps({"results": results, "paging": {"next": {"after": "2"}}}, indent=1), "a.json")
    assert found.headers == ["id", "email", "properties.id", "phone"]
    assert found.rows == [["1", "a@b.co", "x", None], ["2", None, None, None]]


def test_a_long_json_list_streams(read):
    rows = [{"Id": i, "Note": "x" * 100} for i in range(30_000)]
    found = read(json.dumps(rows), "a.json")
    assert [row[0] for row in found.rows] == [str(i) for i in range(30_000)]


def test_a_json_list_cut_off_keeps_what_is_whole(read):
    found = read('[{"Id": 1}, {"Id": 2}, {"Id": 3, "Na', "a.json")
    assert [row[0] for row in found.rows] == ["1", "2"]
    (problem,) = found.rejected
    assert problem.line == 3
    assert "cut off" in problem.reason
    assert problem.text == '{"Id": 3, "Na'


def test_elements_that_are_no_records_are_rejected(read):
    found = read('[{"Id": 1}, 7, {"Id": 2}]', "a.json")
    assert len(found.rows) == 2
    assert [(p.line, p.text) for p in found.rejected] == [(2, "7")]


def test_json_lines_with_bad_lines(read):
    found = read('{"Id": 1}\n\n{"Id": 2,}\nnot json\n[1]\n{"Id": "3", "Name": "é"}', "a.jsonl")
    assert found.headers == ["Id", "Name"]
    assert found.rows == [["1", None], ["3", "é"]]
    assert found.lines == [1, 6]
    assert [(p.line, p.text) for p in found.rejected] == [(3, '{"Id": 2,}'), (4, "not json"), (5, "[1]")]
    assert found.table.format == "jsonl"


def test_json_lines_are_known_by_content(read):
    assert read('{"Id": 1}\n{"Id": 2}\n', "a.json").table.format == "jsonl"


def test_json_in_utf_16(read):
    assert read('[{"Name": "Zoë"}]'.encode("utf-16"), "a.json").rows == [["Zoë"]]


@pytest.mark.parametrize("content", ["[]", "{}", "[1, 2]", '{"records": []}', "[[[[", '{"a": '])
def test_json_without_records_is_an_error(read, content):
    with pytest.raises(SourceError, match="has no records"):
        read(content, "a.json")


def test_json_nested_without_end_is_an_error(read):
    with pytest.raises(SourceError, match="has no records"):
        read('[{"a":' * 100_000, "a.json")


def test_headers_that_differ_in_case_only_are_told_apart(read):
    assert read('[{"Email": "1", "email": "2"}]', "a.json").headers == ["Email", "email (2)"]
