"""The pages behind the report's front: one a rule, one a field, one an object, each from the same result."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mopsctl.drill import Drill, FieldDetail, RuleDetail
from mopsctl.findings import DimensionScore, ObjectScore
from mopsctl.reports.gravity import by_gravity
from mopsctl.reports.html_anchors import Anchors, rule_page
from mopsctl.results import AuditResult, FieldReport, RuleReport

UNEXPLAINED = RuleDetail("")
"""Of a rule that nothing is known of beyond its report."""


@dataclass(frozen=True, slots=True)
class RuleOnObject:
    """A rule's outcome on an object with its address, and what lies behind it."""

    anchor: str
    report: RuleReport
    detail: RuleDetail


@dataclass(frozen=True, slots=True)
class RulePage:
    """A rule: ``first`` is its most costly outcome, which stands for what is the same on every object."""

    anchor: str
    first: RuleOnObject
    objects: tuple[RuleOnObject, ...]
    related: tuple[RuleReport, ...]

    @property
    def failed(self) -> int:
        """How many records fail it, over all objects."""
        return sum(part.report.failed for part in self.objects)


@dataclass(frozen=True, slots=True)
class FieldColumn:
    """The field in one table, and what lies behind it."""

    report: FieldReport
    detail: FieldDetail


@dataclass(frozen=True, slots=True)
class FieldPage:
    """A field of an object: its columns in the tables that have it, and the rules on it."""

    anchor: str
    object: str
    field: str
    columns: tuple[FieldColumn, ...]
    rules: tuple[RuleReport, ...]


@dataclass(frozen=True, slots=True)
class DimensionPart:
    """The rules of an object in one dimension: those that found something, the most costly first."""

    anchor: str
    score: DimensionScore
    failed: tuple[RuleReport, ...]
    passed: int


@dataclass(frozen=True, slots=True)
class ObjectPage:
    """An object: its score and, by dimension, the rules that make it."""

    anchor: str
    score: ObjectScore
    parts: tuple[DimensionPart, ...]
    others: tuple[RuleReport, ...]


def rule_pages(result: AuditResult, drill: Drill, anchors: Anchors) -> list[RulePage]:
    """A page for each rule that was checked: those that found something first, by gravity."""
    ordered = [*by_gravity(result.rules), *(rule for rule in result.rules if not rule.failed)]
    gathered: dict[str, list[RuleOnObject]] = {}
    for rule in ordered:
        key = (rule.id, rule.object)
        part = RuleOnObject(anchors.rules[key], rule, drill.rules.get(key, UNEXPLAINED))
        gathered.setdefault(rule.id, []).append(part)
    on_field = _rules_by_field(result, anchors)
    return [
        RulePage(rule_page(rule_id), parts[0], tuple(parts), _related(rule_id, parts, on_field, anchors))
        for rule_id, parts in gathered.items()
    ]


def field_pages(result: AuditResult, drill: Drill, anchors: Anchors) -> list[FieldPage]:
    """A page for each field of each object, in the order of the tables."""
    gathered: dict[str, list[FieldColumn]] = {}
    for report in result.fields:
        detail = drill.fields.get((report.object, report.path, report.field), FieldDetail())
        anchor = anchors.fields[report.object, report.field]
        gathered.setdefault(anchor, []).append(FieldColumn(report, detail))
    on_field = _rules_by_field(result, anchors)
    return [
        FieldPage(
            anchor, columns[0].report.object, columns[0].report.field, tuple(columns),
            tuple(on_field.get(anchor, ())),
        )
        for anchor, columns in gathered.items()
    ]  # fmt: skip


def object_pages(result: AuditResult, anchors: Anchors) -> list[ObjectPage]:
    """A page for each object that has a score."""
    return [_object_page(part, result, anchors) for part in result.scorecard.objects]


def _object_page(part: ObjectScore, result: AuditResult, anchors: Anchors) -> ObjectPage:
    own = [rule for rule in result.rules if rule.object == part.object]
    parts = []
    for score in part.dimensions:
        rules = [rule for rule in own if rule.dimension is score.dimension]
        failed = by_gravity(rules)
        anchor = anchors.of_cell(part.object, score.dimension.value)
        parts.append(DimensionPart(anchor, score, tuple(failed), len(rules) - len(failed)))
    scored = {score.dimension for score in part.dimensions}
    others = by_gravity([rule for rule in own if rule.dimension not in scored])
    return ObjectPage(anchors.objects[part.object], part, tuple(parts), tuple(others))


def _rules_by_field(result: AuditResult, anchors: Anchors) -> dict[str, list[RuleReport]]:
    """The rules that look at each field, by the field's address: those that found something first."""
    found: dict[str, list[RuleReport]] = {}
    for rule in [*by_gravity(result.rules), *(rule for rule in result.rules if not rule.failed)]:
        for anchor in dict.fromkeys(_addresses(rule, anchors)):
            found.setdefault(anchor, []).append(rule)
    return found


def _addresses(rule: RuleReport, anchors: Anchors) -> Iterable[str]:
    return filter(None, (anchors.of_field(rule.object, name) for name in rule.fields))


def _related(
    rule_id: str, parts: list[RuleOnObject], on_field: dict[str, list[RuleReport]], anchors: Anchors
) -> tuple[RuleReport, ...]:
    """Other rules on the first field of each outcome: more would list half of all rules."""
    first = [next(iter(_addresses(part.report, anchors)), "") for part in parts]
    found = {
        (rule.id, rule.object): rule
        for anchor in first
        for rule in on_field.get(anchor, ())
        if rule.id != rule_id
    }
    return tuple(found.values())
