"""Conditions bound to a table: each field name becomes the column, read as the comparison needs it.

Exports are text. A user writes ``amount > 1000`` and ``close_date < current_date``, so a field compared with
a number is read as a number and one compared with a date as a date (a day); where the text is neither, the
comparison is null and the record does not meet it. Empty and missing are one: ``is null`` and ``= ''`` agree.
"""

from __future__ import annotations

from datetime import date

from sqlglot import exp

from mopsctl.engine.condition_error import ConditionError
from mopsctl.engine.functions import Reading
from mopsctl.engine.readings import field_readings
from mopsctl.engine.record import Record
from mopsctl.schema.model import ValueKind

_NATURAL = {
    ValueKind.NUMBER: Reading.NUMBER,
    ValueKind.MONEY: Reading.NUMBER,
    ValueKind.PERCENT: Reading.NUMBER,
    ValueKind.DATE: Reading.DATE,
    ValueKind.DATETIME: Reading.DATE,
    ValueKind.BOOLEAN: Reading.TRUTH,
}

_MAYBE_TRUTH = (ValueKind.BOOLEAN, ValueKind.TEXT, ValueKind.PICKLIST, ValueKind.NUMBER)
"""Checkboxes, and what may be one in a field that no list knows."""

YES = ("true", "yes", "y", "t", "1", "on", "ja", "oui", "si", "sí")
NO = ("false", "no", "n", "f", "0", "off", "nein", "non")
"""As systems and people write a checkbox."""

_GROUPED = r"[\s\x{00a0}\x{202f}'’%€$£¥]"
_DECIMAL_COMMA = r"-?[0-9]{1,3}([.][0-9]{3})*,[0-9]{1,2}|-?[0-9]+,[0-9]{1,2}"


def bind(condition: exp.Expr, record: Record, as_of: date) -> exp.Expr:
    """The condition over the record's columns; ``current_date`` is the day the data is judged for.

    :raises UnknownFieldError: for a name that is neither a canonical field nor a header of the table.
    :raises ConditionError: where the fields' own kinds cannot be compared as the condition does.
    """
    bound = exp.paren(condition.copy(), copy=False)
    readings = field_readings(bound, lambda name: _NATURAL.get(record.value_kind(name)))
    for node in list(bound.find_all(exp.Column)):
        node.replace(_read(record, node.name, readings[id(node)]))
    return bound.transform(_settle, as_of, copy=False)


def _read(record: Record, field: str, reading: Reading) -> exp.Expr:
    if reading is Reading.NUMBER:
        return _number(record, field)
    if reading is Reading.DATE:
        return exp.cast(record.date(field), "DATE")
    if reading is Reading.TRUTH:
        if record.value_kind(field) not in _MAYBE_TRUTH:
            raise ConditionError(
                f"{field} is no yes or no; compare it with a value, or ask {field} is not null"
            )
        return _truth(record, field)
    return record.text(field)


def _number(record: Record, field: str) -> exp.Expr:
    """1200.5 of "1,200.50", "$1,200.50" and "1.200,50 €"; a checkbox is 1 or 0."""
    if record.value_kind(field) is ValueKind.BOOLEAN:
        return exp.cast(_truth(record, field), "DOUBLE")
    plain = _replaced(record.text(field), _GROUPED, "")
    is_european = exp.RegexpFullMatch(this=plain, expression=exp.Literal.string(_DECIMAL_COMMA))
    european = exp.func("REPLACE", _without(plain.copy(), "."), _string(","), _string("."))
    digits = exp.case().when(is_european, european).else_(_without(plain.copy(), ","))
    return exp.TryCast(this=digits, to=exp.DataType.build("DOUBLE"))


def _truth(record: Record, field: str) -> exp.Expr:
    text = exp.Lower(this=record.text(field))
    yes, no = (exp.In(this=text.copy(), expressions=[_string(word) for word in words]) for words in (YES, NO))
    return exp.case().when(yes, exp.true()).when(no, exp.false())


def _replaced(text: exp.Expr, pattern: str, by: str) -> exp.Expr:
    return exp.Anonymous(
        this="regexp_replace", expressions=[text, _string(pattern), _string(by), _string("g")]
    )


def _without(text: exp.Expr, sign: str) -> exp.Expr:
    return exp.func("REPLACE", text, _string(sign), _string(""))


def _string(text: str) -> exp.Expr:
    return exp.Literal.string(text)


def _settle(node: exp.Expr, as_of: date) -> exp.Expr:
    if isinstance(node, exp.CurrentDate):
        return exp.cast(_string(as_of.isoformat()), "DATE")
    if type(node) is exp.Cast:
        return exp.TryCast(this=node.this, to=node.to)
    if isinstance(node, exp.Is) and isinstance(node.expression, exp.Null) and _is_text(node.this):
        return exp.EQ(this=node.this, expression=_string(""))
    return node


def _is_text(node: exp.Expr) -> bool:
    return isinstance(node, exp.Column) and node.name.startswith("s")
