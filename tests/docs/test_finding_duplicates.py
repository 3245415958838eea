"""The page on finding duplicates: its match rules are read, and its tables name what there is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from mopsctl.config import load_config
from mopsctl.config_schema import config_schema
from mopsctl.engine.located import load_yaml
from mopsctl.matching.duplicates import Band
from mopsctl.matching.hows import HOWS
from mopsctl.matching.scenario import AUTO, LARGEST_GROUP, REVIEW

PAGE = (Path(__file__).parents[2] / "docs" / "finding-duplicates.md").read_text(encoding="utf-8")
RULES, MAPPING = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
SYNONYMS = {"exact", "alike"}
"""Words that mean the same as another one, of which the page names one."""


def firsts(header: str) -> set[str]:
    """What the first column of a table names."""
    table = PAGE.split(f"\n| {header} |", 1)[1].split("\n\n", 1)[0]
    return set(re.findall(r"^\| `([^`]+)`", table, re.MULTILINE))


@pytest.mark.parametrize("text", [RULES, MAPPING], ids=["list", "mapping"])
def test_its_match_rules_are_right(text: str, tmp_path: Path) -> None:
    path = tmp_path / "mopsctl.yaml"
    path.write_text(text, encoding="utf-8")
    assert load_config(path).match["account"].scenarios
    assert not list(Draft202012Validator(config_schema()).iter_errors(load_yaml(text, "text")))


def test_the_mapping_says_what_its_comments_say(tmp_path: Path) -> None:
    path = tmp_path / "mopsctl.yaml"
    path.write_text(MAPPING, encoding="utf-8")
    match = load_config(path).match["account"]
    assert (match.thresholds, match.largest_group, match.rate) == ((0.995, 0.7), 20, 0.1)
    assert match.scenarios[0].review == 0.7


def test_rules_of_other_objects_stay(tmp_path: Path) -> None:
    path = tmp_path / "mopsctl.yaml"
    path.write_text(RULES, encoding="utf-8")
    match = load_config(path).match
    assert [rule.id for rule in match["account"].scenarios] == [
        "one-domain",
        "one-name-one-place",
        "other-place",
    ]
    assert match["contact"].scenarios


def test_every_word_for_comparing_is_explained() -> None:
    assert firsts("word") == set(HOWS) - SYNONYMS
    assert all(any(HOWS[word] == HOWS[known] for known in firsts("word")) for word in SYNONYMS)


def test_bands_and_numbers_are_those_in_force() -> None:
    assert firsts("band") == {band.value for band in Band}
    assert f"| `auto` | from {AUTO:g} |" in PAGE
    assert f"| `review` | from {REVIEW:g} |" in PAGE
    assert f"more than {LARGEST_GROUP} records goes to review" in PAGE.replace("\n", " ")


def test_its_python_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    (code,) = re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    monkeypatch.chdir(Path(__file__).parents[2])
    names: dict[str, Any] = {}
    exec(compile(code, "finding-duplicates", "exec"), names)
    assert len(names["found"].groups)
