"""The words by which reports call objects, fields, dimensions and severities."""

from __future__ import annotations

from mopsctl.findings import Dimension, Severity
from mopsctl.reports.visible import visible
from mopsctl.schema.objects import find_field, objects

DIMENSIONS = {
    Dimension.COMPLETENESS: "Completeness",
    Dimension.VALIDITY: "Validity",
    Dimension.UNIQUENESS: "Uniqueness",
    Dimension.CONSISTENCY: "Consistency",
    Dimension.TIMELINESS: "Timeliness",
}
SEVERITIES = {
    Severity.ERROR: ("error", "errors"),
    Severity.WARNING: ("warning", "warnings"),
    Severity.INFO: ("note", "notes"),
}


def object_words(name: str) -> str:
    """An object's plural for headings: ``Campaign members``; the name as it is where it is not canonical."""
    known = objects().get(name)
    return known.plural if known else visible(name)


def field_words(object_name: str, field: str) -> str:
    """A field's label; the source's header where it is not canonical."""
    known = find_field(object_name, field)
    return known.label if known else visible(field)
