"""What changed since an earlier report, in a few lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from mopsctl.comparison import Comparison, RuleChange
from mopsctl.reports.comparison_views import change_lists, score_move
from mopsctl.reports.figures import count, plural, score
from mopsctl.reports.places import place
from mopsctl.reports.text_page import Page, grid, heading
from mopsctl.reports.visible import visible
from mopsctl.reports.words import object_words

FIRST = 5


def comparison_section(page: Page, comparison: Comparison) -> RenderableType:
    """Score and findings then and now, what hampers the comparison, and the rules that moved most."""
    day = comparison.as_of[:10]
    parts: list[RenderableType] = [heading("What changed", f"since {day}, {place(comparison.path)}")]
    parts.append(Text(" · ".join(_totals(comparison))))
    parts += [Text(visible(note), "dim") for note in comparison.notes]
    most = None if page.options.verbose else FIRST
    for title, changes in change_lists(comparison):
        if changes:
            parts += [Text(f"{title} ({len(changes)})", "bold"), _table(changes[:most])]
    return Group(*parts)


def _totals(comparison: Comparison) -> Iterator[str]:
    before, after = comparison.score_before, comparison.score_after
    if before is not None and after is not None:
        yield f"Score {score(before)} → {score(after)} ({score_move(before, after):+.1f})"
    yield f"{count(comparison.findings_before)} → {plural(comparison.findings_after, 'finding')}"
    if comparison.fixed is not None and comparison.new is not None:
        yield f"{count(comparison.fixed)} gone"
        yield f"{count(comparison.new)} new"


def _table(changes: list[RuleChange]) -> RenderableType:
    table = grid("l", "l", "r", "r", stretch=0)
    for change in changes:
        before, after = (
            "–" if failed is None else count(failed) for failed in (change.failed_before, change.failed_after)
        )
        moved = f"{change.points_gained:+.2f}" if abs(change.points_gained) >= 0.005 else ""
        name = Text.assemble("  ", visible(change.title))
        table.add_row(name, Text(object_words(change.object), "dim"), f"{before} → {after}", moved)
    return table
