"""What lies behind a rule's numbers: what it checks, where its failures are, and how to find them in the CRM."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from mopsctl.crm_filter import CrmFilter


@dataclass(frozen=True, slots=True)
class FileFailures:
    """Of one file or sheet: how many records a rule checked there, and how many failed."""

    path: str
    sheet: str | None
    checked: int
    failed: int


@dataclass(frozen=True, slots=True)
class ValueFailures:
    """Of the records that share a value: how many a rule checked, and how many failed."""

    value: str
    checked: int
    failed: int


@dataclass(frozen=True, slots=True)
class SegmentFailures:
    """A rule's failures by one field, the value with most of them first; ``others`` are those beyond the shown.

    ``path`` is the table's file, where there are several tables of the object.
    """

    field: str
    values: tuple[ValueFailures, ...]
    others: int = 0
    path: str | None = None


@dataclass(frozen=True, slots=True)
class CrmColumn:
    """A field as the CRM knows it.

    ``name`` is its API name; ``kind`` that of its values (see `ValueKind`); ``timed`` whether its dates have a time
    of the day.
    """

    name: str
    kind: str
    timed: bool = False


@dataclass(frozen=True, slots=True)
class CrmRecords:
    """The records of one table that fail a rule, as they can be asked for in the CRM they come from.

    ``filter`` finds none but such records (None where none can be written); ``ids`` are the first of those that it
    does not find, ``left`` how many more there are. ``columns`` are the filter's fields.
    """

    origin: str
    object: str
    path: str
    failed: int
    filter: CrmFilter | None
    columns: Mapping[str, CrmColumn]
    ids: tuple[str, ...]
    left: int


@dataclass(frozen=True, slots=True)
class RuleDetail:
    """A rule on an object, explained; ``parameters`` are the keys that it sets, as text."""

    checks: str
    parameters: tuple[tuple[str, str], ...] = ()
    where: str | None = None
    source: str | None = None
    files: tuple[FileFailures, ...] = ()
    segments: tuple[SegmentFailures, ...] = ()
    crm: tuple[CrmRecords, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldFill:
    """How full a column is in the records that share a value of a segment: of ``rows``, ``usable`` have a value."""

    value: str
    rows: int
    usable: int


@dataclass(frozen=True, slots=True)
class FieldDetail:
    """What lies behind a column: the shapes of its values, and its fill by the fields that cut the object."""

    shapes: tuple[tuple[str, int], ...] = ()
    fills: tuple[tuple[str, tuple[FieldFill, ...]], ...] = ()


RuleKey = tuple[str, str]
"""A rule's id and the object it was checked on."""
FieldKey = tuple[str, str, str]
"""A column's object, file and field."""


@dataclass(frozen=True, slots=True)
class Drill:
    """The details of an audit's rules and columns; empty where nothing is known beyond the result."""

    rules: Mapping[RuleKey, RuleDetail] = field(default_factory=dict)
    fields: Mapping[FieldKey, FieldDetail] = field(default_factory=dict)


DrillSource = Callable[[], Drill]
"""Works the details out when a report asks for them."""
