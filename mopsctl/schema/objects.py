"""The canonical objects and fields, read once from ``data/objects.yaml``."""

from __future__ import annotations

from functools import cache
from typing import Any

from mopsctl.errors import UsageError
from mopsctl.nearest import did_you_mean
from mopsctl.schema.model import CanonicalField, CanonicalObject, ValueKind
from mopsctl.schema.tables import load_table


@cache
def objects() -> dict[str, CanonicalObject]:
    """Every canonical object by name, each with its fields by name."""
    table = load_table("objects.yaml")
    return {name: _object(name, raw, table["parts"]) for name, raw in table["objects"].items()}


def canonical_object(name: str) -> CanonicalObject:
    """The object of that name; raises UsageError with the nearest name where there is none."""
    try:
        return objects()[name]
    except KeyError:
        raise UsageError(f"unknown object {name!r}{did_you_mean(name, objects())}") from None


def canonical_field(object_name: str, field_name: str) -> CanonicalField:
    """One field of one object; raises UsageError with the nearest name where there is none."""
    fields = canonical_object(object_name).fields
    try:
        return fields[field_name]
    except KeyError:
        hint = did_you_mean(field_name, fields)
        raise UsageError(f"unknown {object_name} field {field_name!r}{hint}") from None


def find_field(object_name: str, field_name: str) -> CanonicalField | None:
    """One field of one object, None where the object is not canonical or has no such field."""
    known = objects().get(object_name)
    return known.fields.get(field_name) if known else None


def _object(name: str, raw: dict[str, Any], parts: dict[str, dict[str, Any]]) -> CanonicalObject:
    specs = dict(raw["fields"])
    for part in raw.get("parts", ()):
        specs |= parts[part]
    fields = {field: _field(field, spec) for field, spec in specs.items()}
    return CanonicalObject(name=name, label=raw["label"], plural=raw["plural"], fields=fields)


def _field(name: str, spec: dict[str, Any]) -> CanonicalField:
    return CanonicalField(
        name=name,
        label=spec["label"],
        kind=ValueKind(spec["kind"]),
        references=tuple(spec.get("references", ())),
        personal=spec.get("personal", False),
    )
