"""The Python on the pages runs as it stands, one block after the other, and prints what they say it prints."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```(python|text)\n(.*?)^```", re.MULTILINE | re.DOTALL)
PAGES = [ROOT / "README.md", ROOT / "docs" / "python.md", ROOT / "docs" / "getting-started.md"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_does_what_the_page_says(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples", target_is_directory=True)
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    printed = io.StringIO()
    for language, text in BLOCK.findall(page.read_text(encoding="utf-8")):
        if language == "python":
            printed = io.StringIO()
            with contextlib.redirect_stdout(printed):
                exec(compile(text, str(page), "exec"), names)
        else:
            pattern = ".*".join(map(re.escape, text.split("…")))
            assert re.fullmatch(pattern, printed.getvalue()), printed.getvalue()
    assert names
