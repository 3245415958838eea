"""The words that the JSON Schemas of reports are written in."""

from __future__ import annotations

from typing import Any

from mopsctl.findings import Dimension, Severity

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
TEXT_OR_NULL: Schema = {"type": ["string", "null"]}
COUNT: Schema = {"type": "integer", "minimum": 0}
COUNT_OR_NULL: Schema = {"type": ["integer", "null"], "minimum": 0}
LINE: Schema = {"type": ["integer", "null"], "minimum": 0}
FLAG: Schema = {"type": "boolean"}
NUMBER: Schema = {"type": "number"}
NUMBER_OR_NULL: Schema = {"type": ["number", "null"]}
RATIO: Schema = {"type": "number", "minimum": 0, "maximum": 1}
SCORE: Schema = {"type": "number", "minimum": 0, "maximum": 100}
SCORE_OR_NULL: Schema = {"type": ["number", "null"], "minimum": 0, "maximum": 100}
SEVERITY: Schema = {"enum": [severity.value for severity in Severity]}
DIMENSION: Schema = {"enum": [dimension.value for dimension in Dimension]}


def an_object(**properties: Schema) -> Schema:
    """An object that has all the properties."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def a_list(items: Schema) -> Schema:
    """An array of such items."""
    return {"type": "array", "items": items}


def described(schema: Schema, description: str) -> Schema:
    """The schema with the words that explain it to readers."""
    return {**schema, "description": description}


def a_map(values: Schema) -> Schema:
    """An object whose keys are the data's own."""
    return {"type": "object", "additionalProperties": values}
