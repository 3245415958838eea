"""Conditions bound to a table: each field name becomes the column, read as the comparison needs it.

Exports are text. A user writes ``amount > 1000`` and ``close_date < current_date``, so a field compared with
a number is read as a number and one compared with a date as a date; where the text is neither, the
comparison is null and the record does not meet it. Empty and missing are one: ``is null`` and ``= ''`` agree.
"""

from __future__ import annotations

import re
from datetime import date

from sqlglot import exp

from mopsctl.engine.record import Record

_COMPARISONS = (exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.Between, exp.In, exp.Is)
_TEXT_CONTEXTS = (exp.Func, exp.Like, exp.ILike, exp.DPipe)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}([ T].*)?")


def bind(condition: exp.Expr, record: Record, as_of: date) -> exp.Expr:
    """The condition over the record's columns; ``current_date`` is the day the data is judged for.

    :raises UnknownFieldError: for a name that is neither a canonical field nor a header of the table.
    """
    bound = condition.copy()
    for node in list(bound.find_all(exp.Column)):
        reader = _reader(node)
        replacement = {"number": _number, "date": Record.date, "text": Record.text}[reader](record, node.name)
        if bound is node:
            bound = replacement
        else:
            node.replace(replacement)
    return bound.transform(_settle, as_of)


def _number(record: Record, field: str) -> exp.Expr:
    digits = exp.func("REPLACE", record.text(field), exp.Literal.string(","), exp.Literal.string(""))
    return exp.TryCast(this=digits, to=exp.DataType.build("DOUBLE"))


def _reader(column: exp.Expr) -> str:
    """How the comparison around a column needs it read."""
    inner, outer = column, column.parent
    while outer is not None and not isinstance(outer, _COMPARISONS):
        if isinstance(outer, (exp.Cast, exp.TryCast, exp.And, exp.Or, *_TEXT_CONTEXTS)):
            return "text"
        inner, outer = outer, outer.parent
    if outer is None:
        return "text"
    others = [node for child in outer.iter_expressions() if child is not inner for node in child.walk()]
    arithmetic = [node for node in inner.walk() if node is not column]
    if any(isinstance(node, exp.CurrentDate | exp.Interval) for node in others + arithmetic):
        return "date"
    literals = [node for node in others + arithmetic if isinstance(node, exp.Literal)]
    if any(not literal.is_string for literal in literals):
        return "number"
    if literals and all(_DATE.fullmatch(literal.name) for literal in literals):
        return "date"
    return "text"


def _settle(node: exp.Expr, as_of: date) -> exp.Expr:
    if isinstance(node, exp.CurrentDate):
        return exp.cast(exp.Literal.string(as_of.isoformat()), "DATE")
    if type(node) is exp.Cast and isinstance(node.find(exp.Column), exp.Column):
        return exp.TryCast(this=node.this, to=node.to)
    if isinstance(node, exp.Is) and isinstance(node.expression, exp.Null) and _is_text(node.this):
        return exp.EQ(this=node.this, expression=exp.Literal.string(""))
    return node


def _is_text(node: exp.Expr) -> bool:
    return isinstance(node, exp.Column) and node.name.startswith("s")
