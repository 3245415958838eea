"""Text: a page or two for the terminal, plain where it is piped; ``verbose`` adds every list in full."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import IO

from rich.console import Group, RenderableType

from mopsctl.reports.comparison_text import comparison_section
from mopsctl.reports.duplicates_text_figures import duplicates_sections
from mopsctl.reports.options import ReportOptions
from mopsctl.reports.text_accepted import accepted_section
from mopsctl.reports.text_completeness import completeness_sections
from mopsctl.reports.text_console import write_sections
from mopsctl.reports.text_details import details
from mopsctl.reports.text_fields import emptiest_fields, fields_section
from mopsctl.reports.text_findings import findings_section
from mopsctl.reports.text_page import Page
from mopsctl.reports.text_profile import profile_heading, profile_sections
from mopsctl.reports.text_reading import reading_section
from mopsctl.reports.text_summary import header, next_steps, score_panel, scores_table, things_to_do
from mopsctl.results import AuditResult


def write(result: AuditResult, out: IO[str], options: ReportOptions) -> None:
    """Write the page, as wide and as colourful as there is room for it."""
    write_sections(lambda width, rich: _sections(Page(result, options, rich, width)), out, options)


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
    if page.result.duplicates is not None and page.result.duplicates.worth_telling:
        for section in duplicates_sections(page.result.duplicates):
            yield Group("", section)
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
