"""Filters for a CRM's own queries: from a rule's condition, and back to a condition on the table that we have.

The way back is what makes a filter trustworthy: it is run on the export, and one that finds a record which keeps
to the rule is not shown.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from sqlglot import exp

from mopsctl.crm_filter import AllOf, AnyOf, Condition, CrmFilter, CrmValue, Operator
from mopsctl.engine.kinds import Scope
from mopsctl.engine.record import Record
from mopsctl.engine.rule import Rule

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_ORDERS: dict[type[exp.Expr], Operator] = {
    exp.LT: Operator.LESS,
    exp.LTE: Operator.AT_MOST,
    exp.GT: Operator.GREATER,
    exp.GTE: Operator.AT_LEAST,
}
_OPPOSITES = {
    Operator.EMPTY: Operator.FILLED,
    Operator.FILLED: Operator.EMPTY,
    Operator.ONE_OF: Operator.NONE_OF,
    Operator.NONE_OF: Operator.ONE_OF,
    Operator.LESS: Operator.AT_LEAST,
    Operator.AT_MOST: Operator.GREATER,
    Operator.GREATER: Operator.AT_MOST,
    Operator.AT_LEAST: Operator.LESS,
}


def rule_filter(rule: Rule, scope: Scope) -> CrmFilter | None:
    """What a CRM can be asked for the records that break a rule; None where it has no words for them."""
    try:
        own = rule.kind.crm_filter(rule.params, scope)
        where = None if rule.where is None else condition_filter(rule.where, scope.as_of)
    except (Exception, SystemExit):
        # A plug-in's mistake, or a day beyond the calendar: it costs the filter, not the report.
        return None
    if own is None or rule.where is None:
        return own
    return None if where is None else AllOf((where, own))


def condition_filter(node: exp.Expr, as_of: date) -> CrmFilter | None:
    """A condition as a filter; None where it does more than compare fields with values."""
    inner = node.unnest()
    if isinstance(inner, exp.And | exp.Or):
        parts = [condition_filter(part, as_of) for part in inner.flatten()]
        whole = tuple(part for part in parts if part is not None)
        join = AllOf if isinstance(inner, exp.And) else AnyOf
        return join(whole) if len(whole) == len(parts) else None
    if isinstance(inner, exp.Not):
        kept = condition_filter(inner.this, as_of)
        return None if kept is None else opposite(kept)
    if isinstance(inner, exp.Column):
        return Condition(inner.name, Operator.ONE_OF, (True,))
    return _comparison(inner, as_of)


def opposite(wanted: CrmFilter) -> CrmFilter:
    """What a filter leaves out, of the records that have a value in its fields."""
    if isinstance(wanted, Condition):
        return Condition(wanted.field, _OPPOSITES[wanted.operator], wanted.values)
    join = AnyOf if isinstance(wanted, AllOf) else AllOf
    return join(tuple(opposite(part) for part in wanted.parts))


def filter_predicate(wanted: CrmFilter, record: Record) -> exp.Expr:
    """The filter as a condition on a table, compared as CRMs compare: text in any case, nothing in what is empty.

    :raises UnknownFieldError: for a field that the table does not have.
    """
    if isinstance(wanted, Condition):
        return exp.func("COALESCE", _predicate(wanted, record), exp.false())
    join = exp.and_ if isinstance(wanted, AllOf) else exp.or_
    return join(*(filter_predicate(part, record) for part in wanted.parts))


def _comparison(node: exp.Expr, as_of: date) -> CrmFilter | None:
    field = _field(node.this) if isinstance(node.this, exp.Expr) else None
    if field is None:
        return None
    if isinstance(node, exp.Is):
        return Condition(field, Operator.EMPTY) if isinstance(node.expression, exp.Null) else None
    if isinstance(node, exp.In):
        return _one_of(field, [_value(value, as_of) for value in node.expressions])
    value = _value(node.expression, as_of) if isinstance(node.expression, exp.Expr) else None
    if isinstance(node, exp.EQ | exp.NEQ):
        return _equality(field, value, isinstance(node, exp.EQ))
    operator = _ORDERS.get(type(node))
    if operator is None or not isinstance(value, float | date):
        return None
    return Condition(field, operator, (value,))


def _equality(field: str, value: CrmValue | None, same: bool) -> CrmFilter | None:
    """``=`` and ``<>``, for which empty and missing are one value like any other."""
    if value == "":
        return Condition(field, Operator.EMPTY if same else Operator.FILLED)
    equal = _one_of(field, [value])
    if equal is None or same:
        return equal
    return AnyOf((Condition(field, Operator.EMPTY), opposite(equal)))


def _one_of(field: str, values: list[CrmValue | None]) -> Condition | None:
    known = tuple(value for value in values if value is not None and value != "")
    if len(known) != len(values) or len({type(value) for value in known}) != 1:
        return None
    return Condition(field, Operator.ONE_OF, known)


def _field(node: exp.Expr) -> str | None:
    """The field of a column, in whatever case it is compared."""
    inner = node.unnest()
    if isinstance(inner, exp.Lower | exp.Upper):
        inner = inner.this.unnest()
    return inner.name if isinstance(inner, exp.Column) else None


def _value(node: exp.Expr, as_of: date) -> CrmValue | None:
    inner = node.unnest()
    if isinstance(inner, exp.Boolean):
        return bool(inner.this)
    if isinstance(inner, exp.Literal):
        if not inner.is_string:
            return float(inner.name)
        return date.fromisoformat(inner.name) if _is_day(inner.name) else inner.name
    if isinstance(inner, exp.CurrentDate):
        return as_of
    if isinstance(inner, exp.Add | exp.Sub):
        return _shifted(inner, as_of)
    return None


def _is_day(text: str) -> bool:
    try:
        return bool(_DATE.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False


def _shifted(node: exp.Add | exp.Sub, as_of: date) -> date | None:
    """Today and a number of days before or after it."""
    day, span = _value(node.this, as_of), node.expression.unnest()
    if not isinstance(day, date) or not isinstance(span, exp.Interval):
        return None
    if str(span.args.get("unit")).upper().removesuffix("S") != "DAY" or not span.name.isdigit():
        return None
    days = timedelta(days=int(span.name))
    return day - days if isinstance(node, exp.Sub) else day + days


def _predicate(wanted: Condition, record: Record) -> exp.Expr:
    name, operator = wanted.field, wanted.operator
    if operator is Operator.EMPTY:
        return record.blank(name)
    if operator is Operator.FILLED:
        return exp.not_(record.blank(name))
    left, values = _read(record, name, wanted.values[0]), [_literal(value) for value in wanted.values]
    if operator is Operator.ONE_OF:
        return exp.In(this=left, expressions=values)
    if operator is Operator.NONE_OF:
        other = exp.not_(exp.In(this=left, expressions=values))
        return exp.and_(exp.not_(record.blank(name)), other)
    order = next(kind for kind, known in _ORDERS.items() if known is operator)
    return order(this=left, expression=values[0])


def _read(record: Record, name: str, value: CrmValue) -> exp.Expr:
    if isinstance(value, bool):
        return record.truth(name)
    if isinstance(value, float):
        return record.number(name)
    if isinstance(value, date):
        return record.date(name)
    return exp.Lower(this=record.text(name))


def _literal(value: CrmValue) -> exp.Expr:
    if isinstance(value, date):
        return exp.cast(exp.Literal.string(value.isoformat()), "TIMESTAMP")
    if isinstance(value, str):
        return exp.Literal.string(value.lower())
    return exp.convert(value)
