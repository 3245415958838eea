"""Scores from outcomes; the formula is documented in docs/scoring.md.

A rule's pass rate is the share of the records it applies to that keep to it. A dimension's score is the mean
of its rules' pass rates, each weighted by the rule's weight times its severity's; an object's is the weighted
mean of its dimensions, the overall score that of the objects. So the overall score is a weighted mean of
pass rates, and what each rule takes from it can be said in points that add up to what is missing to 100.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from mopsctl.findings import Dimension, Severity
from mopsctl.results import DimensionScore, ObjectScore, RuleReport, Scorecard

SEVERITY_WEIGHTS = {Severity.ERROR: 3.0, Severity.WARNING: 1.0, Severity.INFO: 0.0}
"""An error counts three warnings; advice never moves a score."""

DIMENSION_WEIGHTS = {
    Dimension.COMPLETENESS: 30.0,
    Dimension.VALIDITY: 25.0,
    Dimension.UNIQUENESS: 20.0,
    Dimension.CONSISTENCY: 15.0,
    Dimension.TIMELINESS: 10.0,
}

OBJECT_WEIGHTS = {"contact": 3.0, "lead": 3.0, "account": 3.0, "opportunity": 2.0}
"""The objects that campaigns and routing stand on count more; any other counts 1."""

GRADES = ((90.0, "A"), (80.0, "B"), (70.0, "C"), (60.0, "D"), (0.0, "F"))
NO_GRADE = "–"


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a rule was checked and broken; what a score is made of."""

    dimension: Dimension
    weight: float
    checked: int
    failed: int

    @property
    def pass_rate(self) -> float:
        return 1 - self.failed / self.checked


def counts_of(tally: Tally | RuleReport) -> bool:
    """Whether a rule's outcome moves a score."""
    return tally.weight > 0 and tally.checked > 0


def grade(score: float | None) -> str:
    """The letter of a score."""
    if score is None:
        return NO_GRADE
    return next(letter for bound, letter in GRADES if score >= bound)


def dimension_scores(tallies: Iterable[Tally | RuleReport]) -> tuple[DimensionScore, ...]:
    """The score of every dimension in which a rule counts, with its share of the object's score."""
    counted = [tally for tally in tallies if counts_of(tally)]
    present = [d for d in Dimension if any(tally.dimension is d for tally in counted)]
    total = sum(DIMENSION_WEIGHTS[dimension] for dimension in present)
    scores = []
    for dimension in present:
        own = [tally for tally in counted if tally.dimension is dimension]
        weight = sum(tally.weight for tally in own)
        score = 100 * sum(tally.weight * tally.pass_rate for tally in own) / weight
        share = DIMENSION_WEIGHTS[dimension] / total
        checked, failed = sum(t.checked for t in own), sum(t.failed for t in own)
        scores.append(DimensionScore(dimension, score, share, checked, failed))
    return tuple(scores)


def object_score(tallies: Iterable[Tally | RuleReport]) -> float | None:
    """An object's score (0-100), None where no rule counts."""
    dimensions = dimension_scores(tallies)
    return sum(d.score * d.share for d in dimensions) if dimensions else None


def scorecard(rules: Sequence[RuleReport], rows: dict[str, int]) -> Scorecard:
    """The overall score with its parts. ``rows`` gives each object's number of records."""
    objects = [name for name in rows if any(r.object == name and counts_of(r) for r in rules)]
    total = sum(OBJECT_WEIGHTS.get(name, 1.0) for name in objects)
    scores = []
    for name in objects:
        dimensions = dimension_scores(rule for rule in rules if rule.object == name)
        score = sum(d.score * d.share for d in dimensions)
        scores.append(ObjectScore(name, rows[name], score, OBJECT_WEIGHTS.get(name, 1.0) / total, dimensions))
    overall = sum(o.score * o.share for o in scores) if scores else None
    return Scorecard(overall, grade(overall), tuple(scores))


def with_points(rules: Sequence[RuleReport], card: Scorecard) -> list[RuleReport]:
    """The rules with the points that each takes from the overall score."""
    shares = {
        (part.object, dimension.dimension): part.share * dimension.share
        for part in card.objects
        for dimension in part.dimensions
    }
    weights: dict[tuple[str, Dimension], float] = {}
    for rule in rules:
        if counts_of(rule):
            key = (rule.object, rule.dimension)
            weights[key] = weights.get(key, 0.0) + rule.weight
    return [_with_points(rule, shares, weights) for rule in rules]


def _with_points(
    rule: RuleReport,
    shares: dict[tuple[str, Dimension], float],
    weights: dict[tuple[str, Dimension], float],
) -> RuleReport:
    if not counts_of(rule):
        return rule
    key = (rule.object, rule.dimension)
    return replace(rule, points=100 * shares[key] * rule.weight / weights[key] * (1 - rule.pass_rate))
