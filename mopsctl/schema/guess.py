"""What the values of columns that no canonical field claims seem to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mopsctl.schema.model import ValueKind
from mopsctl.schema.values import Shape, column_shape

if TYPE_CHECKING:
    import pandas as pd

MOSTLY = 0.6
"""The share of a column's distinct values that must have a shape; the rest may be what is wrong with them."""

_KINDS = {
    Shape.EMAIL: ValueKind.EMAIL,
    Shape.PHONE: ValueKind.PHONE,
    Shape.URL: ValueKind.URL,
    Shape.DATE: ValueKind.DATE,
}


def guess_kind(values: pd.Series[str]) -> ValueKind:
    """The kind of a column of text by its values alone; plain text where they have no shape in common."""
    shape = column_shape(values)
    for form, kind in _KINDS.items():
        if shape.share(form) >= MOSTLY:
            return kind
    return ValueKind.TEXT
