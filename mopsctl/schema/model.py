"""Canonical objects and fields: the words in which rules, reports and plans speak of any vendor's data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ValueKind(StrEnum):
    """What a field's values are, which decides how they are compared, judged and shown."""

    ID = "id"
    TEXT = "text"
    PERSON_NAME = "person_name"
    COMPANY = "company"
    EMAIL = "email"
    PHONE = "phone"
    URL = "url"
    STREET = "street"
    CITY = "city"
    STATE = "state"
    POSTAL_CODE = "postal_code"
    COUNTRY = "country"
    PICKLIST = "picklist"
    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    DATE = "date"
    DATETIME = "datetime"
    BOOLEAN = "boolean"
    LONG_TEXT = "long_text"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class CanonicalField:
    """A field that every vendor has under some name.

    ``references`` names the objects that a REFERENCE field may point to; ``personal`` marks personal
    data, which ``--redact`` masks.
    """

    name: str
    label: str
    kind: ValueKind
    references: tuple[str, ...] = ()
    personal: bool = False


@dataclass(frozen=True, slots=True)
class CanonicalObject:
    """A CRM object: its canonical fields by name, and its words in the singular and plural."""

    name: str
    label: str
    plural: str
    fields: dict[str, CanonicalField]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for a guess about a table: what was seen, and how much it counted (0-1)."""

    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Detection:
    """What a table seems to be.

    ``object`` and ``origin`` are None where nothing fits; confidences are 0-1. ``mapping`` gives, for each
    canonical field, the position of its column in the source table.
    """

    object: str | None
    object_confidence: float
    origin: str | None
    origin_confidence: float
    mapping: dict[str, int]
    evidence: tuple[Evidence, ...] = ()
