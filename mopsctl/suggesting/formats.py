"""Fields whose values are e-mail addresses, phone numbers, links, places, dates or numbers, by whatever name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from mopsctl.engine.registry import kinds
from mopsctl.engine.rule import Example
from mopsctl.schema.model import ValueKind
from mopsctl.schema.objects import find_field
from mopsctl.suggesting.column import Column
from mopsctl.suggesting.proposal import Proposal
from mopsctl.suggesting.survey import DATES, NUMBERS, Survey

FORM_OF = {
    ValueKind.EMAIL: "email",
    ValueKind.PHONE: "phone",
    ValueKind.URL: "url",
    ValueKind.COUNTRY: "country",
    ValueKind.STATE: "state",
    ValueKind.POSTAL_CODE: "postal_code",
    ValueKind.DATE: "date",
    ValueKind.DATETIME: "date",
    ValueKind.NUMBER: "number",
    ValueKind.MONEY: "number",
    ValueKind.PERCENT: "number",
}
WORDS: dict[str, tuple[str, str, Example]] = {
    "email": ("an e-mail address", "hold one", "nobody at acme"),
    "phone": ("a phone number", "hold one", "call me"),
    "url": ("a web address", "hold one", "not a link"),
    "country": ("a country", "name one", "Nowhere"),
    "state": ("a state or province", "name one", "Californa"),
    "postal_code": ("a postal code of its country", "have one", {"postal_code": "ABC", "country": "US"}),
    "date": ("a date", "hold one", "next week"),
    "number": ("a number", "hold one", "a few"),
}
"""For each kind what a value is, what a record does that has one, and what is none."""
COUNTRIES = 0.9
"""The share of the records whose value must name a country for the field to be one of countries."""
LEAST_COUNTRIES, MOST_COUNTRIES = 5, 1_000


def propose_formats(survey: Survey) -> Iterator[Proposal]:
    """The kind of value of each field that has one and may break it."""
    for column in survey.columns:
        kind = _form(survey, column)
        if kind not in kinds() or column.usable < survey.options.min_records:
            continue
        if kind in ("number", "date") and not _is_broken(column):
            continue
        what, claim, wrong = WORDS[kind]
        yield Proposal(
            survey.object, kind, (column.field,), {"field": column.field}, "valid",
            f"{survey.label(column.field)} is {what}", claim, good=_good(column), tried=(wrong,),
        )  # fmt: skip


def _form(survey: Survey, column: Column) -> str:
    if column.kind is ValueKind.TEXT:
        if column.is_numeric:
            return "number"
        unknown = find_field(survey.table.object, column.field) is None
        return "country" if unknown and _names_countries(column) else ""
    return FORM_OF.get(column.kind, "")


def _is_broken(column: Column) -> bool:
    """Whether some value cannot be read; a number or date that always can is one in its system."""
    read = column.days if column.kind in DATES else column.numbers
    return read is not None and _share_read(column, read) < 1


def _share_read(column: Column, read: Any) -> float:
    return float(np.count_nonzero(~np.isnan(read))) / max(1, column.usable)


def _names_countries(column: Column) -> bool:
    if not LEAST_COUNTRIES <= len(column.values) <= MOST_COUNTRIES or len(max(column.values, key=len)) < 3:
        return False
    import pandas as pd

    from mopsctl.normalize.countries import country_codes

    named = country_codes(pd.Series(column.values, dtype=str)).notna().to_numpy()
    return bool(named.sum() >= LEAST_COUNTRIES and column.counts[named].sum() >= COUNTRIES * column.usable)


def _good(column: Column) -> tuple[str, ...]:
    read = column.days if column.kind in DATES else column.numbers if column.kind in NUMBERS else None
    if read is None:
        return tuple(column.commonest(3))
    readable = column.codes[~np.isnan(read) & column.filled]
    return tuple(column.values[code] for code in np.unique(readable)[:2])
