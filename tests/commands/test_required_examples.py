"""``mopsctl rules test``: rules without the examples that are demanded of them."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

BOTH = "{id: both, object: contact, kind: length, field: title, min: 3, examples: {good: [CEO], bad: [VP]}}"
NONE = "{id: none, object: contact, kind: length, field: title, min: 3}"
HALF = "{id: half, object: contact, kind: length, field: title, min: 3, examples: {good: [CEO]}}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mopsctl.yaml").write_text(f"extends: team.yaml\nrules:\n- {NONE}\n")
    (tmp_path / "team.yaml").write_text(f"rules:\n- {BOTH}\n- {HALF}\n")
    return tmp_path


def test_nobody_demands_them(mopsctl: Run, folder: Path) -> None:
    done = mopsctl("rules", "test")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "2 rules tested, 0 failing examples\n"


def test_the_command_demands_them_of_every_rule(mopsctl: Run, folder: Path) -> None:
    done = mopsctl("rules", "test", "--require-examples")
    assert done.returncode == 1
    first, second = done.stdout.splitlines()
    assert first.endswith("team.yaml:3: half: it has no bad example")
    assert second.endswith("mopsctl.yaml:3: none: it has no good example and no bad example")
    assert done.stderr == "2 rules tested, 0 failing examples, 2 rules without the examples they must have\n"


def test_a_file_demands_them_of_its_own_rules(mopsctl: Run, folder: Path) -> None:
    team = folder / "team.yaml"
    team.write_text(f"examples: required\n{team.read_text()}")
    done = mopsctl("rules", "test")
    assert done.returncode == 1
    assert done.stdout.endswith("team.yaml:4: half: it has no bad example\n")
    assert "none" not in done.stdout


def test_a_file_cannot_demand_anything_else(mopsctl: Run, folder: Path) -> None:
    (folder / "team.yaml").write_text("examples: please\n")
    done = mopsctl("rules", "test")
    assert done.returncode == 2
    assert "team.yaml:1: 'examples' of the configuration: should be 'required', not 'please'" in done.stderr


def test_rules_of_our_packs_have_them(mopsctl: Run) -> None:
    assert mopsctl("rules", "test", "--require-examples", "--select", "account-*").returncode == 0
