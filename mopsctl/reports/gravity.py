"""The order in which reports show rules that found something."""

from __future__ import annotations

from mopsctl.results import RuleReport


def by_gravity(rules: list[RuleReport]) -> list[RuleReport]:
    """The rules that found something: those that cost most first, then the graver and the more frequent."""
    failed = [rule for rule in rules if rule.failed]
    return sorted(failed, key=lambda r: (-r.points, -r.severity.rank, -r.failed, r.id, r.object))
