"""Masking of personal values: what is left tells forms apart, not people. Ids stay, so that records are found."""

from __future__ import annotations

import re

from mopsctl.normalize.personal_texts import masked
from mopsctl.results import CREATED_MONTH
from mopsctl.schema.model import ValueKind
from mopsctl.schema.objects import find_field
from mopsctl.workspace import Table

BULLETS = "•••"
_ID = re.compile(r"[\w{}.:-]*\d[\w{}.:-]*")
_WORD = re.compile(r"[^\W_]+")


def mask_value(table: Table, name: str, value: str) -> str:
    """A value as a redacted report shows it.

    A canonical field is masked where it is personal, and an id where it looks like none: HubSpot's owner is an
    e-mail address, and in a row out of line anything stands in the id's column. A column that is not mapped is
    masked because nobody knows what is in it.
    """
    if name == CREATED_MONTH:
        return value
    field = find_field(table.object, name) if name in table.mapping else None
    if field is None:
        return mask_text(value)
    if field.kind in (ValueKind.ID, ValueKind.REFERENCE):
        return value if _ID.fullmatch(value) else mask_text(value)
    return mask_text(value) if field.personal else value


def hide_secrets(table: Table, name: str, value: str) -> str:
    """A value as every report shows it: free text without card numbers, national ids and passwords."""
    field = find_field(table.object, name) if name in table.mapping else None
    return masked(value) if field is None or field.kind is ValueKind.LONG_TEXT else value


def mask_text(value: str) -> str:
    """The text with all but the first character of each word hidden: "Jane Doe" is "J••• D•••"."""
    return _WORD.sub(lambda word: word.group()[0] + BULLETS, value)
