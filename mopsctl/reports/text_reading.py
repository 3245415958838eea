"""What could not be read and what could not be checked: the limits of what the page says."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from mopsctl.reports.figures import plural
from mopsctl.reports.places import place
from mopsctl.reports.reading_problems import GRAVEST_FIRST, KIND_WORDS, counts_by_kind
from mopsctl.reports.text_page import Page, grid, heading
from mopsctl.reports.visible import visible

MOST_PROBLEMS = 3
MOST_TEXT = 120


def reading_section(page: Page) -> Iterator[RenderableType]:
    """What was not read, then what was not checked; neither where there is none."""
    result = page.result
    if result.unread or result.problems or any(source.counts for source in result.sources):
        yield _reading(page)
    if result.not_checked:
        yield _not_checked(page)


def _reading(page: Page) -> RenderableType:
    result = page.result
    counts = counts_by_kind(result)
    parts = [plural(counts[kind], *words) for kind, words in KIND_WORDS.items() if counts[kind]]
    table = grid("l", "l", stretch=1)
    unread = [file for file in result.unread if page.options.verbose or not file.expected]
    for file in unread:
        table.add_row(Text(visible(file.path), "cyan"), Text(visible(file.reason, MOST_TEXT)))
    problems = sorted(result.problems, key=lambda problem: GRAVEST_FIRST.index(problem.kind))
    for problem in problems if page.options.verbose else problems[:MOST_PROBLEMS]:
        where = place(problem.path, problem.line, problem.sheet)
        table.add_row(Text(where, "cyan"), Text(visible(problem.reason, MOST_TEXT), "dim"))
    lines: list[RenderableType] = [heading("Reading", "; ".join(parts))]
    return Group(*lines, table) if table.row_count else Group(*lines)


def _not_checked(page: Page) -> RenderableType:
    skipped = page.result.not_checked
    number = plural(page.result.rules_not_checked, "rule")
    note = f"{number} had nothing to check here" + ("" if page.options.verbose else " (-v says why)")
    if not page.options.verbose:
        return heading("Not checked", note)
    table = grid("l", "l", "l", stretch=2)
    for item in skipped:
        table.add_row(Text(item.rule), Text(item.object, "dim"), Text(visible(item.reason, MOST_TEXT), "dim"))
    return Group(heading("Not checked", note), table)
