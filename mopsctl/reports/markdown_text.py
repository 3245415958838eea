"""Foreign text in Markdown: nothing in it is taken for mark-up, HTML, a mention or a link."""

from __future__ import annotations

import re

from mopsctl.reports.visible import visible

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&#$])")
_MENTION = re.compile(r"@(?=\w)")
_BACKTICKS = re.compile(r"`+")


def plain(text: str, most: int | None = None) -> str:
    """Text as it is written, on one line, also within a table's cell.

    A mention is broken by an empty comment, since a backslash does not keep GitHub and GitLab from telling people.
    """
    return _MENTION.sub("@<!-- -->", _SPECIAL.sub(r"\\\1", visible(text, most)))


def code(text: str, most: int | None = None) -> str:
    """Text as a code span, in which nothing is special: for what stands in records."""
    shown = visible(text, most)
    longest = max((len(run) for run in _BACKTICKS.findall(shown)), default=0)
    fence = "`" * (longest + 1)
    # A span that is empty, or begins or ends with a backtick, needs the blanks that the reader drops.
    inner = f" {shown} " if not shown.strip() or shown[0] == "`" or shown[-1] == "`" else shown
    return f"{fence}{inner}{fence}"


def cell(text: str) -> str:
    """Mark-up that is ready, for a table's cell: a code span keeps its pipes there only with a backslash."""
    return re.sub(r"(?<!\\)\|", r"\\|", text)


def table(headers: list[str], rows: list[list[str]], right: int) -> list[str]:
    """The lines of a table whose last ``right`` columns are figures."""
    sides = ["---"] * (len(headers) - right) + ["---:"] * right
    return [f"| {' | '.join(line)} |" for line in (headers, sides, *rows)]
