"""JSON that is legal, or nearly, and that no exporter should have written."""

from __future__ import annotations

from pathlib import Path

import pytest

from mopsctl.auditing.examine import profile
from mopsctl.errors import SourceError
from mopsctl.sources.table import ProblemKind


def _written(folder: Path, text: str, name: str = "a.json") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("text", ["null", "42", '"x"', "true", "{}", "[]", "[{}, {}]"])
def test_json_without_records_is_one_sentence(tmp_path: Path, text: str) -> None:
    with pytest.raises(SourceError, match="has no records"):
        profile(_written(tmp_path, text))


def test_json_broken_from_the_start_says_why(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"has no records \(the file seems cut off or broken here: "):
        profile(_written(tmp_path, '[{"Id": '))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", '[{"Email": "\\ud800x@x.com"}, {"Email": "\\ud83d\\ude00"}]'),
        ("a.jsonl", '{"Email": "\\ud800x@x.com"}\n{"Email": "\\ud83d\\ude00"}\n'),
        ("b.json", '{"Email": "\\ud800x@x.com"}'),
    ],
)
def test_half_a_character_is_replaced_and_said(tmp_path: Path, name: str, text: str) -> None:
    result = profile(_written(tmp_path, text, name))
    (mended,) = result.problems
    assert (mended.kind, mended.line) == (ProblemKind.REPAIRED, 1)
    assert "\ufffdx@x.com" in {value for value, _ in result.fields[0].top_values}


def test_half_a_character_in_a_key(tmp_path: Path) -> None:
    result = profile(_written(tmp_path, '[{"\\udfff": "a"}, {"\\udfff": "b"}]'))
    assert [field.header for field in result.fields] == ["\ufffd"]
    assert result.fields[0].filled == 2


def test_numbers_keep_their_digits_at_any_size_and_depth(tmp_path: Path) -> None:
    digits = "9" * 5_000
    result = profile(_written(tmp_path, f'[{{"n": {digits}, "l": [1.10, {{"k": 1e400}}]}}]'))
    values = {field.header: field.top_values[0][0] for field in result.fields}
    assert values == {"n": digits, "l": '[1.10, {"k": 1e400}]'}


@pytest.mark.parametrize("depth", [400, 960, 2_000])
def test_a_record_nested_without_end_does_not_take_the_others_along(tmp_path: Path, depth: int) -> None:
    deep = f'{{"a": {"[" * depth}1{"]" * depth}}}'
    result = profile(_written(tmp_path, f'{deep}\n{{"a": 2}}\n', "a.jsonl"))
    (source,) = result.sources
    assert source.rows + source.skipped_rows == 2
    assert result.fields[0].filled == source.rows
