"""Foreign text in the Markdown of rule pages: shown as it is, whatever characters it has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from mopsctl.reports.visible import visible

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~#])")
_TICKS = re.compile(r"`+")


def prose(text: str) -> str:
    """Text of which no character is taken for markup."""
    return _SPECIAL.sub(r"\\\1", visible(text))


def documentation(text: str) -> str:
    """Prose of a docstring, whose words in backticks are code."""
    return "".join(
        code(part) if is_code else prose(part)
        for place, part in enumerate(re.split("`+", text))
        for is_code in [place % 2 == 1]
    )


def code(text: str) -> str:
    """A code span (CommonMark 6.1), fenced by more backticks than it holds; a line of a table may hold it."""
    shown = visible(text)
    fence = "`" * (1 + max((len(ticks) for ticks in _TICKS.findall(shown)), default=0))
    space = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{fence}{space}{shown}{space}{fence}".replace("|", r"\|")


def bullet(text: str) -> str:
    """A code span as an item of a list, where a pipe needs no backslash."""
    return f"- {code(text)}".replace(r"\|", "|")


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table (GitHub Flavored Markdown) of cells that are Markdown already."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def yaml_block(text: str) -> str:
    """YAML as a block of code."""
    return f"```yaml\n{text.rstrip()}\n```"
