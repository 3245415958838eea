"""What the parts of the text page share: the result, the choices, and how headings, bars and grades look."""

from __future__ import annotations

from dataclasses import dataclass

from rich.table import Table
from rich.text import Text

from mopsctl.engine.score import NO_GRADE, grade
from mopsctl.findings import Severity
from mopsctl.reports.options import ReportOptions
from mopsctl.results import AuditResult

SEVERITY_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
GRADE_STYLES = {"A": "green", "B": "green", "C": "yellow", "D": "yellow", "F": "red", NO_GRADE: "dim"}


@dataclass(frozen=True, slots=True)
class Page:
    """A text page in the making; ``rich`` is whether it may draw bars, ``width`` its columns."""

    result: AuditResult
    options: ReportOptions
    rich: bool
    width: int


def heading(text: str, note: str = "") -> Text:
    """A section's heading, with what it shows in a quieter voice."""
    return Text.assemble((text.upper(), "bold"), (f"  {note}", "dim") if note else "")


def grid(*justify: str, stretch: int | None = None, gap: int = 2) -> Table:
    """A table without lines: a column for each ``l`` or ``r``; ``stretch`` is the one that takes the rest."""
    table = Table.grid(padding=(0, gap, 0, 0), expand=stretch is not None)
    for index, side in enumerate(justify):
        wide = index == stretch
        table.add_column(
            justify="right" if side == "r" else "left",
            ratio=1 if wide else None,
            no_wrap=not wide,
            overflow="fold" if wide else "ellipsis",
        )
    return table


def score_style(score: float | None) -> str:
    """The colour of a score; the words and figures say the same without it."""
    return GRADE_STYLES[grade(score)]


def bar(share: float, cells: int, style: str) -> Text:
    """A bar of so many cells, filled to ``share`` (0-1) in halves of a cell."""
    whole, half = divmod(round(min(max(share, 0.0), 1.0) * cells * 2), 2)
    drawn = "━" * whole + "╸" * half
    return Text.assemble((drawn, style), ("━" * (cells - len(drawn)), "bright_black"))
