"""Scores from what records lose; the formula is documented in docs/scoring.md.

A dimension's score is 100 times the mean of what its records keep, an object's the weighted mean of its
dimensions, the overall score that of the objects. So what each rule takes from the overall score can be said in
points that add up to what is missing to 100.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from mopsctl.findings import Dimension, DimensionScore, ObjectScore, Scorecard
from mopsctl.results import RuleReport

DIMENSION_WEIGHTS = {
    Dimension.COMPLETENESS: 30.0,
    Dimension.VALIDITY: 25.0,
    Dimension.UNIQUENESS: 20.0,
    Dimension.CONSISTENCY: 15.0,
    Dimension.TIMELINESS: 10.0,
}

OBJECT_WEIGHTS = {"contact": 3.0, "lead": 3.0, "account": 3.0, "opportunity": 2.0}
"""The objects that campaigns and routing stand on count more; any other counts 1."""

GRADES = ((95.0, "A"), (90.0, "B"), (80.0, "C"), (70.0, "D"), (0.0, "F"))
NO_GRADE = "–"


def counts(rule: RuleReport) -> bool:
    """Whether a rule's outcome moves a score."""
    return rule.weight > 0 and rule.checked > 0


def grade(score: float | None) -> str:
    """The letter of a score."""
    if score is None:
        return NO_GRADE
    return next(letter for bound, letter in GRADES if score >= bound)


def shares(dimensions: Iterable[Dimension]) -> dict[Dimension, float]:
    """The part (0-1) of each of these dimensions in a score made of them."""
    present = set(dimensions)
    total = sum(DIMENSION_WEIGHTS[dimension] for dimension in present)
    return {
        dimension: DIMENSION_WEIGHTS[dimension] / total for dimension in Dimension if dimension in present
    }


def combined(scores: Mapping[Dimension, float]) -> float | None:
    """The weighted mean of dimension scores, None where there are none."""
    parts = shares(scores)
    return sum(scores[dimension] * share for dimension, share in parts.items()) if parts else None


def scorecard(rules: Sequence[RuleReport], rows: Mapping[str, int]) -> Scorecard:
    """The overall score with its parts. ``rows`` gives each object's number of records."""
    objects = [name for name in rows if any(rule.object == name and counts(rule) for rule in rules)]
    total = sum(OBJECT_WEIGHTS.get(name, 1.0) for name in objects)
    scores = []
    for name in objects:
        dimensions = _dimension_scores([r for r in rules if r.object == name and counts(r)], rows[name])
        score = sum(d.score * d.share for d in dimensions)
        share = OBJECT_WEIGHTS.get(name, 1.0) / total
        scores.append(ObjectScore(name, rows[name], score, share, dimensions))
    overall = sum(part.score * part.share for part in scores) if scores else None
    return Scorecard(overall, grade(overall), tuple(scores))


def _dimension_scores(rules: Sequence[RuleReport], rows: int) -> tuple[DimensionScore, ...]:
    scores = []
    for dimension, share in shares(rule.dimension for rule in rules).items():
        own = [rule for rule in rules if rule.dimension is dimension]
        score = max(0.0, 100 * (1 - sum(rule.loss for rule in own) / rows))
        checked, failed = sum(rule.checked for rule in own), sum(rule.broken for rule in own)
        scores.append(DimensionScore(dimension, score, share, checked, failed))
    return tuple(scores)


def with_points(rules: Sequence[RuleReport], card: Scorecard) -> list[RuleReport]:
    """The rules with the points that each takes from the overall score."""
    worth = {
        (part.object, dimension.dimension): 100 * part.share * dimension.share / part.rows
        for part in card.objects
        for dimension in part.dimensions
    }
    return [
        replace(rule, points=rule.loss * worth[rule.object, rule.dimension]) if counts(rule) else rule
        for rule in rules
    ]
