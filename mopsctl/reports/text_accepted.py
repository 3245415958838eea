"""What stands in no list of findings because somebody accepted it, and what plug-ins failed to check."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from mopsctl.reports.figures import count, plural
from mopsctl.reports.text_page import Page, grid, heading
from mopsctl.reports.visible import visible
from mopsctl.results import AuditResult

MOST_TEXT = 120


def accepted_section(page: Page) -> Iterator[RenderableType]:
    """Suppressed findings, those of the baseline, and failures; none of them where there are none."""
    result = page.result
    if result.suppressed:
        yield _suppressed(result)
    if result.baseline is not None:
        yield heading("Baseline", baseline_words(result))
    if result.failures:
        table = grid("l", stretch=0)
        for failure in result.failures:
            table.add_row(Text(visible(failure.message), "red"))
        yield Group(heading("Failed", "plug-ins and rules that did not work"), table)


def baseline_words(result: AuditResult) -> str:
    """What the baseline did, as a clause."""
    baseline = result.baseline
    if baseline is None:
        return ""
    path = visible(baseline.path)
    if baseline.written:
        return f"{plural(baseline.known, 'finding')} written to {path} as known"
    known = f"{plural(baseline.known, 'finding')} known in {path} left out; the score counts them"
    gone = f"; {count(baseline.pruned)} that no longer occur taken out of it" if baseline.pruned else ""
    return known + gone


def _suppressed(result: AuditResult) -> RenderableType:
    total = sum(item.count for item in result.suppressed)
    table = grid("r", "l", "l", stretch=2)
    for item in result.suppressed:
        until = f" (until {item.until.isoformat()})" if item.until else ""
        rules = visible(", ".join(item.rules), MOST_TEXT)
        table.add_row(count(item.count), rules, Text(visible(item.reason, MOST_TEXT) + until, "dim"))
    return Group(
        heading("Suppressed", f"{plural(total, 'finding')} accepted, in no list and no score"), table
    )
