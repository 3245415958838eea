"""What drags the overall score down: the rules by the points they take, which sum with the score to 100."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mopsctl.reports.figures import POINT_DIGITS, apportion, rounded_score
from mopsctl.results import AuditResult, RuleReport


@dataclass(frozen=True, slots=True)
class Drag:
    """A rule and the points that it takes, rounded as they are shown; ``rule`` is None for all others together."""

    rule: RuleReport | None
    rules: int
    points: float


def drags(result: AuditResult, most: int) -> list[Drag]:
    """The ``most`` rules that cost most and the rest as one, such that score and points shown make 100."""
    score = result.scorecard.score
    if score is None:
        return []
    costly = sorted((r for r in result.rules if r.points > 0), key=lambda r: (-r.points, r.id, r.object))
    shown, rest = _split(costly, most)
    parts = [rule.points for rule in shown] + ([sum(rule.points for rule in rest)] if rest else [])
    points = apportion(parts, 100 - rounded_score(score, POINT_DIGITS))
    made = [Drag(rule, 1, lost) for rule, lost in zip(shown, points, strict=False)]
    if rest:
        made.append(Drag(None, len(rest), points[-1]))
    return made


def _split(rules: Sequence[RuleReport], most: int) -> tuple[Sequence[RuleReport], Sequence[RuleReport]]:
    """The first ``most`` and the rest, which is never a single rule: that is shown as itself."""
    cut = len(rules) if len(rules) <= most + 1 else most
    return rules[:cut], rules[cut:]
