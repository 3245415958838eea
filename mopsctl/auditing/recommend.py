"""What to do first: the actions behind the rules, by what the score gains for the effort."""

from __future__ import annotations

from collections.abc import Sequence

from mopsctl.results import Recommendation, RuleReport

EFFORT = {"low": 1.0, "medium": 2.0, "high": 4.0}
"""How much an action's gain is divided by; medium where a rule does not say."""


def recommendations(rules: Sequence[RuleReport]) -> list[Recommendation]:
    """One recommendation an object and action, the greatest gain for the effort first.

    Rules of an object that ask for the same action (the same ``fix``) are one recommendation.
    """
    actions: dict[tuple[str, str], list[RuleReport]] = {}
    for rule in rules:
        if rule.broken and rule.points > 0:
            actions.setdefault((rule.object, rule.fix or rule.id), []).append(rule)
    made = [_recommendation(group) for group in actions.values()]
    return sorted(made, key=lambda r: (-r.points / EFFORT[r.effort], -r.records, r.rules))


def _recommendation(group: list[RuleReport]) -> Recommendation:
    group = sorted(group, key=lambda rule: (-rule.points, rule.id))
    lead = group[0]
    return Recommendation(
        title=lead.title,
        action=lead.fix or f"Mend what {lead.id} finds.",
        why=lead.why or "",
        effort=lead.effort or "medium",
        object=lead.object,
        records=max(rule.broken for rule in group),
        points=sum(rule.points for rule in group),
        rules=tuple(rule.id for rule in group),
    )
