"""The words by which reports call objects, fields, dimensions and severities."""

from __future__ import annotations

from mopsctl.findings import Dimension, Severity
from mopsctl.reports.visible import visible
from mopsctl.results import CREATED_MONTH, SegmentReport
from mopsctl.schema.objects import find_field, objects
from mopsctl.schema.spellings import vendor_label
from mopsctl.schema.tables import vendor_names

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
DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}


def object_words(name: str) -> str:
    """An object's plural for headings: ``Campaign members``; the name as it is where it is not canonical."""
    known = objects().get(name)
    return known.plural if known else visible(name)


def origin_words(name: str) -> str:
    """A vendor's name as it writes it; the name as it is where the vendor is not known."""
    return vendor_label(name) if name in vendor_names() else visible(name)


def field_words(object_name: str, field: str) -> str:
    """A field's label; the source's header where it is not canonical."""
    known = find_field(object_name, field)
    return known.label if known else visible(field)


def segment_words(segment: SegmentReport) -> str:
    """What a segment is cut by."""
    label = "Month created" if segment.field == CREATED_MONTH else visible(segment.label)
    return label if segment.path is None else f"{label}, in {visible(segment.path)}"
