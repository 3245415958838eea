"""What the page's templates need beside the result itself: groups, classes and dates for people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from itertools import groupby

from markupsafe import Markup

from mopsctl.engine.score import grade
from mopsctl.results import AuditResult, CompletenessBand, FieldReport, RuleReport, SegmentReport

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """The fields of one table, and how complete its object's records are."""

    object: str
    path: str
    rows: int
    fields: tuple[FieldReport, ...]
    bands: tuple[CompletenessBand, ...]


@dataclass(frozen=True, slots=True)
class SegmentGroup:
    """The segments of one object."""

    object: str
    segments: tuple[SegmentReport, ...]


def field_groups(result: AuditResult) -> list[FieldGroup]:
    """The fields by table; the bands of an object stand with its first table."""
    by_object = groupby(result.bands, key=lambda band: band.object)
    bands = {name: tuple(own) for name, own in by_object}
    groups = []
    for (name, path), fields in groupby(result.fields, key=lambda field: (field.object, field.path)):
        own = tuple(fields)
        groups.append(FieldGroup(name, path, own[0].rows, own, bands.pop(name, ())))
    return groups


def worst_object(result: AuditResult) -> str | None:
    """The object with the lowest score, which the page opens first."""
    worst = min(result.scorecard.objects, key=lambda part: part.score, default=None)
    return worst.object if worst else None


def segment_groups(result: AuditResult) -> list[SegmentGroup]:
    """The segments by object, in the order of the objects."""
    gathered: dict[str, list[SegmentReport]] = {}
    for segment in result.segments:
        gathered.setdefault(segment.object, []).append(segment)
    return [SegmentGroup(name, tuple(segments)) for name, segments in gathered.items()]


def passed_rules(result: AuditResult) -> list[RuleReport]:
    """The rules that were checked and found nothing."""
    return [rule for rule in result.rules if rule.checked and not rule.failed]


def grade_class(score: float | None) -> str:
    """The style class of a score: the letter of its grade, or ``none``."""
    return "none" if score is None else grade(score).lower()


def long_date(moment: date | str) -> str:
    """``24 November 2026`` from a date or an ISO 8601 time."""
    day = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def verbatim(text: str) -> Markup:
    """A text between tags as it is, its quotes too; not for attributes."""
    return Markup(escape(text, quote=False))  # noqa: S704 - escaped
