"""What pydantic says of a configuration, as one sentence with its place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from mopsctl.engine.conditions import shortened
from mopsctl.engine.located import Located
from mopsctl.errors import ConfigError

_WORDINGS = {
    "missing": "is missing",
    "too_short": "give at least {min_length}",
    "too_long": "give at most {max_length}",
    "string_too_short": "must not be empty",
    "string_type": "should be text",
    "list_type": "should be a list",
    "dict_type": "should be a mapping",
    "model_type": "should be a mapping",
    "bool_parsing": "should be true or false",
    "date_type": "should be a day such as 2026-12-31",
    "date_parsing": "should be a day such as 2026-12-31",
    "date_from_datetime_parsing": "should be a day such as 2026-12-31",
    "date_from_datetime_inexact": "should be a day such as 2026-12-31",
}
"""Pydantic's types of errors of which it speaks in its own terms, as people say it."""


def validation_error(error: ValidationError, written: Located, subject: str) -> ConfigError:
    """The first of pydantic's complaints as one sentence with its place."""
    first = error.errors()[0]
    path = ".".join(str(step) for step in first["loc"] if not _is_type_name(step))
    place = _place(written, first["loc"])
    if first["type"] == "missing":
        return ConfigError(f"{subject} needs {path!r}", place)
    reason = first["msg"].removeprefix("Value error, ")
    if first["type"] == "value_error":
        return ConfigError(f"{path!r} of {subject}: {reason}" if path else f"{subject}: {reason}", place)
    if first["type"] == "string_type" and isinstance(first["input"], bool | int | float | date):
        # YAML reads NO, 01 and 2026-01-01 as something other than text.
        return ConfigError(
            f"{path!r} of {subject}: put it in quotes, since YAML reads it as {first['input']}", place
        )
    return ConfigError(f"{path!r} of {subject}: {wording(first)}{_given(first['input'])}", place)


def wording(complaint: ErrorDetails) -> str:
    """What is wrong with a value, in people's words."""
    known = _WORDINGS.get(complaint["type"])
    if known is not None:
        return known.format(**complaint.get("ctx", {}))
    return complaint["msg"].removeprefix("Value error, ").replace("Input should be", "should be", 1)


def _given(value: Any) -> str:
    """What was written, where it fits in a sentence."""
    if value is None:
        return ", and is empty"
    if isinstance(value, dict) or value in ("", []) or (isinstance(value, str) and value.isspace()):
        return ""
    return f", not {shortened(str(value) if isinstance(value, date) else repr(value))}"


def _is_type_name(step: int | str) -> bool:
    """Whether pydantic names a member of a union by it; keys never look like that."""
    return isinstance(step, str) and (step in {"str", "int", "float", "bool"} or "[" in step)


def _place(written: Located, steps: Sequence[int | str]) -> str:
    """The place of the innermost key on a path of keys and positions."""
    place = written.place
    value: Any = written
    for step in steps:
        if isinstance(value, Located):
            place, value = value.place_of(str(step)), value.get(str(step))
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
            place = value.place if isinstance(value, Located) else place
    return place
