"""Help: an example in every command, and a start that loads nothing heavy."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
from typer.testing import CliRunner

from mopsctl import __version__
from mopsctl.cli import COMMANDS, app

Run = Callable[..., subprocess.CompletedProcess[str]]
HEAVY = ("pandas", "duckdb", "pyarrow", "sqlglot", "pydantic", "numpy", "rich", "jinja2")

runner = CliRunner()


def test_version() -> None:
    assert runner.invoke(app, ["--version"]).output == f"mopsctl {__version__}\n"


def test_help_lists_every_command() -> None:
    output = runner.invoke(app, ["--help"]).output
    assert all(name in output for name in COMMANDS)
    assert "Example: " in output


@pytest.mark.parametrize(
    "command",
    [
        ["audit"],
        ["profile"],
        ["score", "completeness"],
        ["rules", "list"],
        ["rules", "explain"],
        ["rules", "test"],
    ],
    ids=" ".join,
)
def test_every_command_has_an_example(command: list[str]) -> None:
    result = runner.invoke(app, [*command, "--help"])
    assert result.exit_code == 0
    assert f"Example: mopsctl {' '.join(command)}" in result.output


def test_unknown_command_is_wrong_usage(mopsctl: Run) -> None:
    done = mopsctl("audti", "x")
    assert done.returncode == 2
    assert "audti" in done.stderr


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_start_loads_nothing_heavy(option: str) -> None:
    code = (
        "import sys\nfrom mopsctl.cli import app\n"
        f"try:\n    app(['{option}'])\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_list_of_rules_needs_no_pandas() -> None:
    code = (
        "import sys\nfrom mopsctl.cli import app\n"
        "try:\n    app(['rules', 'list'])\nexcept SystemExit:\n    pass\n"
        "print('pandas' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"
