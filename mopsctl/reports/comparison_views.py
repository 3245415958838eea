"""A comparison as reports show it: objects with their scores side by side, and rules by how they moved."""

from __future__ import annotations

from dataclasses import dataclass

from mopsctl.comparison import Comparison, RuleChange, ScoreChange
from mopsctl.findings import Dimension
from mopsctl.reports.figures import rounded_score


@dataclass(frozen=True, slots=True)
class ObjectChange:
    """An object then and now; ``dimensions`` are in the order of `dimensions_compared`, None where it has none."""

    object: str
    rows_before: int | None
    rows_after: int | None
    whole: ScoreChange | None
    dimensions: tuple[ScoreChange | None, ...]


def dimensions_compared(comparison: Comparison) -> list[Dimension]:
    """The dimensions in which an object has a score, then or now."""
    found = {change.dimension for change in comparison.scores}
    return [dimension for dimension in Dimension if dimension in found]


def object_changes(comparison: Comparison) -> list[ObjectChange]:
    """Every object that was there then or is there now."""
    scores = {(change.object, change.dimension): change for change in comparison.scores}
    wanted = dimensions_compared(comparison)
    return [
        ObjectChange(
            row.object, row.before, row.after, scores.get((row.object, None)),
            tuple(scores.get((row.object, dimension)) for dimension in wanted),
        )
        for row in comparison.rows
    ]  # fmt: skip


def score_move(before: float, after: float) -> float:
    """By how much a score moved, between the two as they are shown."""
    return round(rounded_score(after) - rounded_score(before), 1)


def change_lists(comparison: Comparison) -> list[tuple[str, list[RuleChange]]]:
    """The rules that moved under their headings, those that moved the score most first."""
    lists: dict[str, list[RuleChange]] = {
        "What got worse": [],
        "What got better": [],
        "Rules that are new": [],
        "Rules that are gone": [],
    }
    for change in comparison.rules:
        heading = _heading(change)
        if heading is not None:
            lists[heading].append(change)
    return [(heading, sorted(items, key=_weight)) for heading, items in lists.items()]


def _heading(change: RuleChange) -> str | None:
    """Where a rule is listed; None for one that stayed as it was."""
    if change.failed_before is None:
        return "Rules that are new"
    if change.failed_after is None:
        return "Rules that are gone"
    if change.failed_after == change.failed_before:
        return None
    return "What got worse" if change.failed_after > change.failed_before else "What got better"


def _weight(change: RuleChange) -> tuple[float, int, str, str]:
    moved = abs((change.failed_after or 0) - (change.failed_before or 0))
    return -abs(round(change.points_gained, 2)), -moved, change.id, change.object
