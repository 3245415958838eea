"""What the README and the guides show besides commands: configuration, Python, links."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mopsctl.config import load_config

ROOT = Path(__file__).parents[2]
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "examples" / "README.md",
    *(ROOT / "docs").glob("*.md"),
]
LINK = re.compile(r"\]\((?!https?://)([^)#\s]+)")


def blocks(page: Path, language: str) -> list[str]:
    text = page.read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def test_the_configuration_changes_and_adds_rules(tmp_path: Path) -> None:
    path = tmp_path / "mopsctl.yaml"
    path.write_text(blocks(ROOT / "README.md", "yaml")[0], encoding="utf-8")
    rules = load_config(path).rules
    assert rules["contact-phone-for-mql"].severity.value == "error"
    assert not rules["contact-email-business"].keys.enabled
    assert rules["contact-email-business"].keys.kind == "email_type"


def test_the_python_of_getting_started_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    (code,) = blocks(ROOT / "docs" / "getting-started.md", "python")
    exec(compile(code, "getting-started", "exec"), {})
    printed = capsys.readouterr().out
    assert re.match(r"\d+\.\d+ [A-F]\n", printed)
    assert "contact-email-valid" in printed


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_to_files(page: Path) -> None:
    missing = [
        link for link in LINK.findall(page.read_text(encoding="utf-8")) if not (page.parent / link).exists()
    ]
    assert not missing
