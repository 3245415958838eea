"""Every file on the page "Writing rules" is complete: it loads, its examples hold, and its lists are whole."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

from mopsctl.config import load_config
from mopsctl.engine.examples import check_examples
from mopsctl.engine.functions import FUNCTION_NAMES
from mopsctl.engine.registry import kinds
from mopsctl.errors import ConfigError

PAGE = (Path(__file__).parents[2] / "docs" / "writing-rules.md").read_text(encoding="utf-8")
FILES = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def file_name(text: str) -> str:
    """A file is called what its first line says, mopsctl.yaml by default."""
    named = re.match(r"# (\S+\.yaml)\n", text)
    return named[1] if named else "mopsctl.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the page's packs, which other files extend."""
    for text in FILES:
        if file_name(text) != "mopsctl.yaml":
            (tmp_path / file_name(text)).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / file_name(text)).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("text", FILES, ids=[f"{n}: {file_name(text)}" for n, text in enumerate(FILES)])
def test_a_file_loads_and_its_examples_hold(text: str, folder: Path) -> None:
    path = folder / file_name(text)
    path.write_text(text, encoding="utf-8")
    rules = load_config(path).rules
    assert rules
    for rule in rules.values():
        if str(path) in rule.place:
            assert check_examples(rule) == [], rule.id


def test_an_override_keeps_what_it_does_not_name(folder: Path) -> None:
    text = next(text for text in FILES if "enabled: false" in text)
    (folder / "mopsctl.yaml").write_text(text, encoding="utf-8")
    rules = load_config(folder / "mopsctl.yaml").rules
    assert rules["contact-email-business"].severity == "warning"
    assert rules["contact-email-business"].fields == ("email",)
    assert not rules["text-first-name-case"].keys.enabled


def test_a_pack_from_a_file_comes_before_the_configuration(folder: Path) -> None:
    text = next(text for text in FILES if text.startswith("# mopsctl.yaml"))
    (folder / "mopsctl.yaml").write_text(text, encoding="utf-8")
    rule = load_config(folder / "mopsctl.yaml").rules["lead-booth-scan-complete"]
    assert rule.severity == "warning"
    assert rule.title == "Badge scans can be followed up"


def test_the_python_block_is_a_test_that_passes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = next(text for text in FILES if "campaign-name-convention" in text)
    (folder / "mopsctl.yaml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(folder)
    found = re.search(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    assert found is not None
    names: dict[str, object] = {}
    exec(found[1], names)
    check = names["test_our_rules_do_what_their_examples_say"]
    assert callable(check)
    check()


def test_the_kinds_on_the_page_have_these_keys() -> None:
    rows = re.findall(r"^\| `(\w+)` \|.*?\|(.*)\|$", PAGE.partition("## The kinds")[2], re.MULTILINE)
    assert len(rows) >= 13
    for name, keys in rows:
        own = kinds()[name].Params.model_fields
        assert all(f"`{key}`" in keys for key in own), name


def test_every_function_is_on_the_page() -> None:
    listed = PAGE.partition("- Functions: ")[2].partition("Nothing else is admitted")[0]
    assert set(re.findall(r"`([a-z_]+)`", listed)) == set(FUNCTION_NAMES)


def test_every_pack_is_on_the_page() -> None:
    shipped = {entry.name.removesuffix(".yaml") for entry in files("mopsctl.rules.packs").iterdir()
               if entry.name.endswith(".yaml")}  # fmt: skip
    assert set(re.findall(r"`mopsctl:(\w+)`", PAGE)) == shipped


def test_the_mistake_is_told_as_on_the_page(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    first = FILES[0].replace("required", "requird")
    Path("mopsctl.yaml").write_text(first, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_config(Path("mopsctl.yaml"))
    said = re.search(r"^```text\n(.*)\n```", PAGE, re.MULTILINE)
    assert said is not None
    assert str(caught.value) == said[1]
