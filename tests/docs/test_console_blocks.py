"""Every command in the README and the guides runs as written, and prints what they say it prints.

A block marked ``console`` holds commands after ``$ `` and their output: ``…`` stands for any text within a line,
a line of ``…`` for any lines. Commands run in a folder that holds ``examples/``, one block after the other. A block
whose first line is a comment with a file's name is written to that file when its turn comes.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"# ([\w./-]+\.\w+)\n")


@dataclass(frozen=True, slots=True)
class File:
    """A file that the page shows."""

    name: str
    text: str


@dataclass(slots=True)
class Step:
    """A command, and the lines that it is said to print."""

    command: str
    printed: list[str] = field(default_factory=list)


def steps_of(block: str) -> Iterator[Step]:
    step: Step | None = None
    for line in block.splitlines():
        if line.startswith("$ "):
            if step is not None:
                yield step
            step = Step(line[2:])
        elif step is not None and step.command.endswith("\\") and not step.printed:
            step.command = f"{step.command[:-1]}{line.strip()}"
        elif step is not None:
            step.printed.append(line)
    if step is not None:
        yield step


def as_pattern(lines: list[str]) -> re.Pattern[str]:
    parts = []
    for line in lines:
        if line.strip() == "…":
            parts.append(r"(?:.*\n)*?")
        else:
            parts.append(".*".join(re.escape(piece) for piece in line.rstrip().split("…")) + r"[ ]*\n")
    return re.compile("".join(parts))


def parts_of(page: Path) -> Iterator[Step | File]:
    """What a page shows, in its order."""
    for language, text in BLOCK.findall(page.read_text(encoding="utf-8")):
        named = FILE.match(text)
        if language == "console":
            yield from steps_of(text)
        elif named is not None:
            yield File(named[1], text)


def cases() -> list[tuple[Path, list[Step | File]]]:
    found = [(page, list(parts_of(page))) for page in PAGES]
    return [(page, parts) for page, parts in found if any(isinstance(part, Step) for part in parts)]


def write(file: File, folder: Path) -> None:
    path = folder / file.name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(file.text, encoding="utf-8")


@pytest.mark.parametrize(("page", "parts"), cases(), ids=lambda value: getattr(value, "name", ""))
def test_commands_do_what_the_page_says(page: Path, parts: list[Step | File], tmp_path: Path) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples", target_is_directory=True)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for step in parts:
        if isinstance(step, File):
            write(step, tmp_path)
            continue
        done = subprocess.run(
            step.command, shell=True, cwd=tmp_path, env={**os.environ, "PATH": path, "COLUMNS": "100"},
            capture_output=True, text=True, encoding="utf-8", timeout=300, check=False,
        )  # fmt: skip
        said = done.stdout + done.stderr
        assert "Traceback" not in said
        assert "failed unexpectedly" not in said
        assert done.returncode in (0, 1), f"{page.name}: {step.command} ended with {done.returncode}: {said}"
        if step.printed:
            assert as_pattern(step.printed).search(said), f"{page.name}: {step.command} printed\n{said}"
