"""The code on the page "Writing a kind" is that of the plug-in and of the kinds it speaks of, as it stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "writing-a-kind.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(python|toml|yaml)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
FILES = [path for folder in ("examples/plugin", "rules") for path in (ROOT / folder).rglob("*.*")]
SOURCES = [path.read_text(encoding="utf-8") for path in FILES if path.suffix in (".py", ".toml", ".yaml")]


@pytest.mark.parametrize("text", [text for _, text in BLOCKS], ids=lambda text: text.strip().splitlines()[0])
def test_a_block_is_in_the_code(text: str) -> None:
    assert any(text in source for source in SOURCES)


def test_every_entry_point_of_the_plugin_is_on_the_page() -> None:
    project = (ROOT / "examples" / "plugin" / "pyproject.toml").read_text(encoding="utf-8")
    points = re.findall(r'^\[project\.entry-points\."(\S+)"\]\n(.+)$', project, re.MULTILINE)
    assert {group for group, _ in points} == {"mopsctl.rules", "mopsctl.packs", "mopsctl.reports"}
    assert all(f'"{group}"]\n{point}\n' in PAGE for group, point in points)
