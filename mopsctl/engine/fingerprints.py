"""The fingerprint of a finding: what it is known by from one run, and one export, to the next.

It is a hash of the rule, the object, the rule's first field and what the record is known by. That is the
record's id; without an id the fields of `IDENTITY`; without those the values of the rule's own fields. Records
that cannot be told apart are numbered in their order, so that the set of fingerprints stays the same when the
records are re-ordered. So it survives that a record is exported again, the order of records and columns, new
columns, and other spellings of the headers that are recognised. It is one SQL expression, of functions that
DuckDB, Snowflake and BigQuery share, so that findings are compared with a baseline where they are.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlglot import exp

from mopsctl.engine.cell import cell_text
from mopsctl.engine.table_run import Outcome
from mopsctl.schema.headers import header_key
from mopsctl.workspace import DIALECT, ROW, Table

IDENTITY = ("email", "full_name", "first_name", "last_name", "name", "company", "created_date")
"""Fields that tell records apart where there is no id."""

ID = "id"
DIGITS = 16
SEPARATOR = "\x1f"


def identity(table: Table, fields: Sequence[str], alias: str) -> exp.Expr:
    """What a record is known by in a finding of a rule on ``fields``; the table goes by ``alias``."""
    if ID in table.mapping:
        return comparable_id(cell_text(table.position_of(ID), alias), table.origin)
    names = [name for name in IDENTITY if name in table.mapping] or list(fields)
    if not names:
        return exp.Literal.string("")
    parts = [exp.Lower(this=cell_text(table.position_of(name), alias)) for name in names]
    return exp.func("CONCAT_WS", exp.Literal.string(SEPARATOR), *parts, dialect=DIALECT)


def comparable_id(text: exp.Expr, origin: str | None) -> exp.Expr:
    """An id as it is compared: Salesforce's in 18 characters are those in 15 with a checksum behind them."""
    if origin != "salesforce":
        return text
    is_long = exp.Length(this=text).eq(exp.Literal.number(18))
    short = exp.func("LEFT", text.copy(), exp.Literal.number(15))
    return exp.Case(ifs=[exp.If(this=is_long, true=short)], default=text.copy())


def fingerprint(outcome: Outcome, known_by: exp.Expr) -> exp.Expr:
    """The fingerprint, in a selection of all broken records with ``_row``; see `identity` for ``known_by``."""
    order = exp.Order(expressions=[exp.Ordered(this=exp.column(ROW))])
    number = exp.Window(this=exp.RowNumber(), partition_by=[known_by.copy()], order=order)
    again = exp.func("CONCAT", exp.Literal.string(SEPARATOR), exp.cast(number.copy(), "TEXT"))
    first = exp.EQ(this=number, expression=exp.Literal.number(1))
    which = exp.Case(ifs=[exp.If(this=first, true=exp.Literal.string(""))], default=again)
    head = SEPARATOR.join((outcome.rule.id, outcome.table.object, _field(outcome), ""))
    digest = exp.MD5(this=exp.func("CONCAT", exp.Literal.string(head), known_by, which))
    digits = exp.func("LEFT", digest, exp.Literal.number(DIGITS))
    # A letter first: spreadsheets read "52000000000000e7" as a number.
    return exp.func("CONCAT", exp.Literal.string("f"), digits)


def _field(outcome: Outcome) -> str:
    """The rule's first field, by a name that does not hang on how a header is spelled."""
    name = next(iter(outcome.fields), "")
    return name if name in outcome.table.mapping else header_key(name) or name
