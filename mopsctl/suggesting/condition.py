"""Conditions over a record's fields, as configuration writes them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlglot import exp

from mopsctl.workspace import DIALECT


def one_of_condition(field: str, values: Sequence[str]) -> str:
    """The condition that a field is one of the values: ``stage = 'Closed Lost'``."""
    texts = [exp.Literal.string(value) for value in values]
    condition = named(field).eq(texts[0]) if len(texts) == 1 else exp.In(this=named(field), expressions=texts)
    return condition.sql(DIALECT)


def filled_condition(field: str) -> str:
    """The condition that a field is not empty."""
    return f"{named(field).sql(DIALECT)} is not null"


def named(field: str) -> exp.Column:
    """The field; a header that is no plain word in double quotes."""
    plain = field.isascii() and field.isidentifier() and field.islower()
    return exp.column(field, quoted=not plain)
