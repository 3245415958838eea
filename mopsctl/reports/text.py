"""Text: a page or two for the terminal, plain where it is piped; ``verbose`` adds every list in full."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator
from typing import IO

from rich.console import Console, Group, RenderableType

from mopsctl.reports.comparison_text import comparison_section
from mopsctl.reports.options import ReportOptions
from mopsctl.reports.text_accepted import accepted_section
from mopsctl.reports.text_completeness import completeness_sections
from mopsctl.reports.text_details import details
from mopsctl.reports.text_fields import emptiest_fields, fields_section
from mopsctl.reports.text_findings import findings_section
from mopsctl.reports.text_page import Page
from mopsctl.reports.text_profile import profile_heading, profile_sections
from mopsctl.reports.text_reading import reading_section
from mopsctl.reports.text_summary import header, next_steps, score_panel, scores_table, things_to_do
from mopsctl.results import AuditResult

WIDEST = 100


def write(result: AuditResult, out: IO[str], options: ReportOptions) -> None:
    """Write the page, at most 100 columns wide; in colour on a terminal, or where it is asked for."""
    console, kept = _console(out, options)
    page = Page(result, options, rich=console.is_terminal and _can_draw(out), width=console.width)
    for section in _sections(page):
        console.print(section, crop=False)
    out.write("".join(line.rstrip() + "\n" for line in kept.getvalue().splitlines()))


def _sections(page: Page) -> Iterator[RenderableType]:
    yield header(page)
    yield from BODIES.get(page.result.command, _audit)(page)
    for section in (*accepted_section(page), *reading_section(page)):
        yield Group("", section)
    yield Group("", next_steps(page))


def _audit(page: Page) -> Iterator[RenderableType]:
    yield from _scores(page)
    if page.result.comparison is not None:
        yield Group("", comparison_section(page, page.result.comparison))
    if page.result.recommendations:
        yield Group("", things_to_do(page))
    yield Group("", findings_section(page))
    emptiest = emptiest_fields(page.result)
    if emptiest:
        yield Group("", fields_section(page, emptiest))
    if page.options.verbose:
        for section in details(page):
            yield Group("", section)


def _scores(page: Page) -> Iterator[RenderableType]:
    yield Group("", score_panel(page))
    if page.result.scorecard.objects:
        yield Group("", scores_table(page))


def _completeness(page: Page) -> Iterator[RenderableType]:
    yield from _scores(page)
    yield from completeness_sections(page)


def _profile(page: Page) -> Iterator[RenderableType]:
    yield Group("", profile_heading(page))
    yield from profile_sections(page)


BODIES: dict[str, Callable[[Page], Iterator[RenderableType]]] = {
    "score completeness": _completeness,
    "profile": _profile,
}
"""What stands between header and reading for commands that are not a whole audit."""


def _console(out: IO[str], options: ReportOptions) -> tuple[Console, io.StringIO]:
    """A console that draws for ``out`` but keeps what it draws, so that no line ends in blanks."""
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
