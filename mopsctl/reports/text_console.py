"""The console that text pages are drawn on: a terminal's, or plain lines of a fixed width for a pipe or file."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator
from typing import IO

from rich.console import Console, RenderableType

from mopsctl.reports.options import ReportOptions

WIDEST = 100

Sections = Callable[[int, bool], Iterator[RenderableType]]
"""The parts of a page so many columns wide, with bars and blocks or without."""


def write_sections(sections: Sections, out: IO[str], options: ReportOptions) -> None:
    """Write a page, at most 100 columns wide; in colour on a terminal, or where it is asked for.

    What is drawn is kept first, so that no line ends in blanks.
    """
    console, kept = _console(out, options)
    for section in sections(console.width, console.is_terminal and _can_draw(out)):
        console.print(section, crop=False)
    out.write("".join(line.rstrip() + "\n" for line in kept.getvalue().splitlines()))


def _console(out: IO[str], options: ReportOptions) -> tuple[Console, io.StringIO]:
    terminal = out.isatty()
    color = options.color if options.color is not None else terminal and _may_colour()
    kept = io.StringIO()
    width = options.width or (min(Console().width, WIDEST) if terminal else WIDEST)
    console = Console(
        file=kept,
        width=width,
        force_terminal=terminal or color,
        no_color=not color,
        color_system="standard" if color else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    return console, kept


def _may_colour() -> bool:
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _can_draw(out: IO[str]) -> bool:
    """Whether the stream can carry bars and blocks."""
    return (getattr(out, "encoding", None) or "utf-8").lower().replace("-", "") == "utf8"
