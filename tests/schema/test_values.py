"""What values look like, whatever their column is called."""

from __future__ import annotations

import pandas as pd
import pytest

from mopsctl.schema.model import ValueKind
from mopsctl.schema.values import Shape, column_shape


@pytest.mark.parametrize(
    ("value", "shape"),
    [
        ("ana.lind+x@example.co.uk", Shape.EMAIL),
        ("0035g00000AbCdE", Shape.SALESFORCE_ID),
        ("0035g00000AbCdEAAX", Shape.SALESFORCE_ID),
        ("{A1B2C3D4-0000-4000-8000-00000000ABCD}", Shape.GUID),
        ("https://example.com/a?b=c", Shape.URL),
        ("www.example.com", Shape.URL),
        ("2026-01-02T10:00:00.000Z", Shape.DATE),
        ("1/2/2026, 10:00 AM", Shape.DATE),
        ("31.12.2026", Shape.DATE),
        ("Jan 2, 2026", Shape.DATE),
        ("2 January 2026", Shape.DATE),
        ("TRUE", Shape.BOOLEAN),
        ("$1,234.50", Shape.NUMBER),
        ("EUR 1.234,50", Shape.NUMBER),
        ("85%", Shape.NUMBER),
        ("+49 (0)30 123 456-78", Shape.PHONE),
        ("555.010.0100 x12", Shape.PHONE),
        ("Ana Lind", Shape.WORDS),
        ("internationalization", Shape.WORDS),
    ],
)
def test_shape_of_a_value(value: str, shape: Shape) -> None:
    assert column_shape(pd.Series([value])).shares == {shape: 1.0}


def test_blank_and_null_values_do_not_count() -> None:
    shape = column_shape(pd.Series(["", "  ", None, "ana@example.com", "ana@example.com"]))
    assert (shape.seen, shape.share(Shape.EMAIL)) == (1, 1.0)


def test_column_of_nothing_fits_every_kind() -> None:
    assert all(column_shape(pd.Series([None, ""], dtype=object)).fits(kind) for kind in ValueKind)


def test_column_fits_a_kind_by_what_it_holds() -> None:
    emails = column_shape(pd.Series(["ana@example.com", "unknown"]))
    assert emails.fits(ValueKind.EMAIL)
    assert not emails.fits(ValueKind.PHONE)
    assert emails.fits(ValueKind.TEXT)


def test_prefixes_of_salesforce_ids_are_counted() -> None:
    shape = column_shape(pd.Series(["0035g00000AbCdE", "00Q5g00000AbCdE"]))
    assert shape.prefixes == {"003": 0.5, "00Q": 0.5}
    assert column_shape(pd.Series(["0035 Elm Street"])).prefixes == {}


def test_long_values_take_no_time() -> None:
    assert column_shape(pd.Series(["1" * 200_000 + "!", "a." * 100_000])).seen == 2
