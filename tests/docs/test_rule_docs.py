"""The pages on rules are what ``mopsctl rules docs`` writes, of our packs and of a team's own."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from mopsctl.config import load_config
from mopsctl.errors import UsageError
from mopsctl.reports.rule_docs import MARK, write_rule_docs

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs" / "rules"
LINK = re.compile(r"\]\(([^)#]+\.md)(?:#([\w-]+))?\)")
TEAM = """\
rules:
  - id: lead-stage-known
    object: lead
    kind: one_of
    field: Stage
    values: [New, Open]
    title: 'Stages are <b>known</b> | [not](http://evil.example) *made up*'
    why: "`rm` it: |x| _why_ not <script>"
    fix: Map them.
    effort: low
    examples: {good: [New], bad: ['a|b', '``', '']}
  - {id: lead-stage-short, object: lead, kind: length, field: Stage, max: 9}
"""


def pages_in(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in folder.rglob("*.md")}


def write_team(folder: Path, text: str = TEAM) -> int:
    (folder / "team.yaml").write_text(text, encoding="utf-8")
    return write_rule_docs(folder / "docs", list(load_config(folder / "team.yaml").rules.values()))


def test_the_pages_are_what_the_command_writes(tmp_path: Path) -> None:
    mopsctl = Path(sys.executable).parent / "mopsctl"
    command = [mopsctl, "rules", "docs", "--pack", "mopsctl:*", "-o", tmp_path / "rules"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    expected, found = pages_in(tmp_path / "rules"), pages_in(DOCS)
    assert sorted(found) == sorted(expected), "run: mopsctl rules docs --pack 'mopsctl:*' -o docs/rules"
    assert found == expected


def test_every_link_leads_somewhere() -> None:
    for path in DOCS.rglob("*.md"):
        for target, anchor in LINK.findall(path.read_text(encoding="utf-8")):
            page = (path.parent / target).resolve()
            assert page.is_file(), f"{path}: {target}"
            assert not anchor or f"\n## {anchor}\n" in page.read_text(encoding="utf-8"), f"{path}: #{anchor}"


def test_every_rule_is_in_the_index_by_object_dimension_and_pack() -> None:
    index = (DOCS / "index.md").read_text(encoding="utf-8")
    by_object, rest = index.split("\n## By dimension\n")
    by_dimension, by_pack = rest.split("\n## By pack\n")
    pages = [path for path in DOCS.rglob("*.md") if path.parent != DOCS]
    assert pages
    for path in pages:
        link = f"[`{path.stem}`]({path.relative_to(DOCS)})"
        assert all(link in part for part in (by_object, by_dimension, by_pack)), link


def test_a_team_documents_its_own_pack(tmp_path: Path) -> None:
    assert write_team(tmp_path) == 4
    page = (tmp_path / "docs" / "team" / "lead-stage-known.md").read_text(encoding="utf-8")
    for said in (
        "| `values` | `[New, Open]` |",
        "Map them.",
        "How to fix it (low effort)",
        "extends: team.yaml",
    ):
        assert said in page


def test_what_a_rule_says_is_text_not_markup(tmp_path: Path) -> None:
    write_team(tmp_path)
    page = (tmp_path / "docs" / "team" / "lead-stage-known.md").read_text(encoding="utf-8")
    assert r"# Stages are \<b\>known\</b\> \| \[not\](http://evil.example) \*made up\*" in page
    assert '- `"a|b"`\n- ```"``"```\n' in page
    assert not re.search(r"(?<!\\)<(?!!--)", page)
    index = (tmp_path / "docs" / "index.md").read_text(encoding="utf-8")
    assert all(
        line.count("|") - line.count(r"\|") == 5 for line in index.splitlines() if line.startswith("| [`")
    )


def test_a_page_without_its_rule_goes_and_other_files_stay(tmp_path: Path) -> None:
    write_team(tmp_path)
    notes = tmp_path / "docs" / "team" / "notes.md"
    notes.write_text("Ours.\n")
    assert write_team(tmp_path, TEAM[: TEAM.index("  - {id: lead-stage-short")]) == 3
    assert sorted(path.name for path in (tmp_path / "docs" / "team").iterdir()) == [
        "lead-stage-known.md",
        "notes.md",
    ]
    assert notes.read_text() == "Ours.\n"


def test_nobody_elses_file_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Our handbook\n")
    with pytest.raises(UsageError, match="was not written by mopsctl rules docs"):
        write_team(tmp_path)
    assert (tmp_path / "docs" / "index.md").read_text() == "# Our handbook\n"


def test_the_same_rules_give_the_same_pages(tmp_path: Path) -> None:
    write_team(tmp_path)
    first = pages_in(tmp_path / "docs")
    write_team(tmp_path)
    assert pages_in(tmp_path / "docs") == first
    assert all(text.startswith(MARK) for text in first.values())
