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
from mopsctl.schema.objects import find_field

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


def bind(condition: exp.Expr, record: Record, as_of: date) -> exp.Expr:
    """The condition over the record's columns; ``current_date`` is the day the data is judged for.

    :raises UnknownFieldError: for a name that is neither a canonical field nor a header of the table.
    :raises ConditionError: where the fields' own kinds cannot be compared as the condition does.
    """
    bound = exp.paren(of_present_fields(condition, record), copy=False)
    readings = field_readings(bound, lambda name: _NATURAL.get(record.value_kind(name)))
    for node in list(bound.find_all(exp.Column)):
        node.replace(_read(record, node.name, readings[id(node)]))
    return bound.transform(_settle, as_of, copy=False)


def of_present_fields(condition: exp.Expr, record: Record) -> exp.Expr:
    """The condition with no field in ``coalesce`` that the object has and the table lacks.

    So one rule can ask for the field of one vendor, else for that of another: ``coalesce(status, stage)``.
    Where the table has none of them the last stays, for the rule to be reported as not checked.
    """
    found = condition.copy()
    for node in list(found.find_all(exp.Coalesce)):
        choices = [node.this, *node.expressions]
        present = [choice for choice in choices if not _is_absent(choice, record)] or choices[-1:]
        node.set("this", present[0])
        node.set("expressions", present[1:])
    return found


def _is_absent(choice: exp.Expr, record: Record) -> bool:
    if not isinstance(choice, exp.Column) or record.has(choice.name):
        return False
    return find_field(record.table.object, choice.name) is not None


def _read(record: Record, field: str, reading: Reading) -> exp.Expr:
    if reading is Reading.NUMBER:
        return record.number(field)
    if reading is Reading.DATE:
        return exp.cast(record.date(field), "DATE")
    if reading is Reading.TRUTH:
        if record.value_kind(field) not in _MAYBE_TRUTH:
            raise ConditionError(
                f"{field} is no yes or no; compare it with a value, or ask {field} is not null"
            )
        return record.truth(field)
    return record.text(field)


def _string(text: str) -> exp.Expr:
    return exp.Literal.string(text)


def _settle(node: exp.Expr, as_of: date) -> exp.Expr:
    if isinstance(node, exp.CurrentDate):
        return exp.cast(_string(as_of.isoformat()), "DATE")
    if isinstance(node, exp.Mod):
        # A remainder by 0 would end the run for one record; by null it is unknown.
        divisor = exp.func("NULLIF", exp.paren(node.expression, copy=False), exp.Literal.number(0))
        return exp.Mod(this=node.this, expression=divisor)
    if type(node) is exp.Cast:
        return exp.TryCast(this=node.this, to=node.to)
    if isinstance(node, exp.Coalesce):
        return _first_filled(node)
    if isinstance(node, exp.Is) and isinstance(node.expression, exp.Null) and _is_text(node.this):
        return exp.EQ(this=node.this, expression=_string(""))
    return node


def _first_filled(node: exp.Coalesce) -> exp.Expr:
    """Of texts the first that is not empty, since empty and missing are one."""
    choices = [node.this, *node.expressions]
    if not any(_is_text(choice) for choice in choices):
        return node
    filled = [exp.func("NULLIF", choice, _string("")) if _is_text(choice) else choice for choice in choices]
    return exp.func("COALESCE", *filled, _string(""))


def _is_text(node: exp.Expr) -> bool:
    return isinstance(node, exp.Column) and node.name.startswith("s")
