"""As what each field of a condition must be read: exports are text, and a comparison says what is meant.

A field beside a number is read as a number, beside a date as a date, alone as a yes or no. Between fields
their own kinds decide (`amount <= budget`). What cannot be compared is a mistake, and said so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from sqlglot import exp

from mopsctl.engine.condition_error import ConditionError
from mopsctl.engine.functions import CAST_TYPES, Reading, signature_of
from mopsctl.workspace import DIALECT

NaturalReading = Callable[[str], Reading | None]
"""As what a field's own kind says it is read; None where it says nothing."""

_COMPARISONS = (
    exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.NullSafeEQ, exp.NullSafeNEQ, exp.Between, exp.In,
)  # fmt: skip
_CHOICES = (exp.Coalesce, exp.Nullif, exp.Greatest, exp.Least, exp.Case, exp.If)
_FIXED = (
    ((exp.Boolean, exp.Connector, exp.Is, *_COMPARISONS), Reading.TRUTH),
    ((exp.Interval,), Reading.SPAN),
)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}([ T].*)?")


def no_natural_reading(field: str) -> None:
    """For a condition whose table is not known yet."""


def field_readings(condition: exp.Expr, natural: NaturalReading) -> dict[int, Reading]:
    """The reading of each column node of a condition, by the node's ``id``.

    :raises ConditionError: where a text is compared with a number, a date with a word, and the like.
    """
    reader = _Reader(natural)
    reader.require(condition, Reading.TRUTH)
    return reader.found


class _Reader:
    def __init__(self, natural: NaturalReading) -> None:
        self._natural = natural
        self.found: dict[int, Reading] = {}

    def require(self, node: exp.Expr, wanted: Reading | None) -> None:
        """Read what is under a node so that the node gives what is wanted (None: anything)."""
        if isinstance(node, exp.Paren):
            self.require(node.this, wanted)
        elif isinstance(node, exp.Column):
            self.found[id(node)] = wanted or Reading.TEXT
        elif isinstance(node, exp.Literal):
            _check_literal(node, wanted)
        else:
            given = self._given(node)
            if given is not None and wanted is not None and given is not wanted:
                raise ConditionError(f"{_sql(node)} is {given}, not {wanted}")
            self._require_parts(node, wanted)

    def _require_parts(self, node: exp.Expr, wanted: Reading | None) -> None:
        signature = signature_of(node)
        if signature is not None:
            for key, reading in signature.takes.items():
                for part in _parts(node, key):
                    self.require(part, reading)
        elif isinstance(node, exp.Connector):
            for part in node.flatten():
                self.require(part, Reading.TRUTH)
        elif isinstance(node, _COMPARISONS):
            self._compare(list(_operands(node)))
        elif isinstance(node, exp.Is):
            self._require_state(node)
        elif isinstance(node, exp.Add | exp.Sub):
            self._require_sum(node)
        elif isinstance(node, exp.Cast):
            is_field = isinstance(node.this.unnest(), exp.Column)
            self.require(node.this, CAST_TYPES[node.to.this] if is_field else None)
        elif isinstance(node, _CHOICES):
            self._require_choice(node, wanted)

    def _compare(self, operands: Sequence[exp.Expr]) -> None:
        given = {reading for reading in map(self._given, operands) if reading is not None}
        if len(given) > 1:
            words = " with ".join(sorted(given))
            raise ConditionError(f"{_sql(operands[0].parent or operands[0])} compares {words}")
        wanted = given.pop() if given else self._common(operands)
        for operand in operands:
            self.require(operand, wanted)

    def _common(self, operands: Sequence[exp.Expr]) -> Reading:
        """The reading of operands of which none has one by itself: fields, and texts in quotes."""
        texts = [operand.name for operand in operands if isinstance(operand, exp.Literal)]
        if texts:
            return Reading.DATE if all(map(_DATE.fullmatch, texts)) else Reading.TEXT
        leanings = {reading for reading in map(self._leaning, operands) if reading is not None}
        return leanings.pop() if len(leanings) == 1 else Reading.TEXT

    def _require_state(self, node: exp.Is) -> None:
        """``is null`` asks whether there is a text at all; ``is true`` for a yes or no."""
        is_null = isinstance(node.expression, exp.Null)
        self.require(node.this, None if is_null else Reading.TRUTH)

    def _require_sum(self, node: exp.Add | exp.Sub) -> None:
        leanings = [self._leaning(part) for part in (node.this, node.expression)]
        timely = Reading.DATE in leanings or Reading.SPAN in leanings
        for part, leaning in zip((node.this, node.expression), leanings, strict=True):
            if not timely:
                self.require(part, Reading.NUMBER)
            else:
                self.require(part, leaning or Reading.DATE)

    def _require_choice(self, node: exp.Expr, wanted: Reading | None) -> None:
        for test in _tests(node):
            self.require(test, Reading.TRUTH)
        values = list(_values(node))
        if isinstance(node, exp.Case) and node.this is not None:
            self._compare([node.this, *(branch.this for branch in node.args["ifs"])])
        if wanted is None:
            self._compare(values)
        else:
            for value in values:
                self.require(value, wanted)

    def _leaning(self, node: exp.Expr) -> Reading | None:
        inner = node.unnest()
        return self._natural(inner.name) if isinstance(inner, exp.Column) else self._given(inner)

    def _given(self, node: exp.Expr) -> Reading | None:
        """What a node gives by itself; None for fields, texts in quotes, and choices between such."""
        inner = node.unnest()
        if isinstance(inner, exp.Add | exp.Sub):
            return self._sum(inner)
        if isinstance(inner, _CHOICES):
            return next(
                (reading for reading in map(self._given, _values(inner)) if reading is not None), None
            )
        return _fixed(inner)

    def _sum(self, node: exp.Add | exp.Sub) -> Reading:
        left, right = self._leaning(node.this), self._leaning(node.expression)
        if isinstance(node, exp.Sub) and Reading.DATE in (left, right) and right in (Reading.DATE, None):
            return Reading.NUMBER
        if Reading.DATE in (left, right):
            return Reading.DATE
        if Reading.SPAN in (left, right):
            return Reading.SPAN if left is right else Reading.DATE
        return Reading.NUMBER


def _fixed(node: exp.Expr) -> Reading | None:
    """What a node gives whatever stands under it."""
    signature = signature_of(node)
    if signature is not None:
        return signature.gives
    if isinstance(node, exp.Cast):
        return CAST_TYPES[node.to.this]
    if isinstance(node, exp.Literal):
        return None if node.is_string else Reading.NUMBER
    return next((reading for kinds, reading in _FIXED if isinstance(node, kinds)), None)


def _check_literal(literal: exp.Literal, wanted: Reading | None) -> None:
    shown = literal.sql(DIALECT)
    if not literal.is_string:
        if wanted not in (None, Reading.NUMBER):
            raise ConditionError(f"{shown} is a number, not {wanted}")
    elif wanted is Reading.NUMBER and not re.fullmatch(r"-?\d+([.]\d+)?", literal.name):
        raise ConditionError(f"{shown} is no number")
    elif wanted is Reading.DATE and not _is_date(literal.name):
        raise ConditionError(f"{shown} is no date; write it as '2026-12-31'")
    elif wanted in (Reading.TRUTH, Reading.SPAN):
        raise ConditionError(f"{shown} is a text, not {wanted}")


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text[:10])
    except ValueError:
        return False
    return _DATE.fullmatch(text) is not None


def _operands(node: exp.Expr) -> Iterator[exp.Expr]:
    for key in ("this", "expression", "low", "high", "expressions"):
        yield from _parts(node, key)


def _values(node: exp.Expr) -> Iterator[exp.Expr]:
    """What a choice may give."""
    if isinstance(node, exp.Case):
        for branch in node.args["ifs"]:
            yield branch.args["true"]
        yield from _parts(node, "default")
    elif isinstance(node, exp.If):
        yield from (*_parts(node, "true"), *_parts(node, "false"))
    else:
        yield from _operands(node)


def _tests(node: exp.Expr) -> Iterator[exp.Expr]:
    """The conditions on which a choice depends."""
    if isinstance(node, exp.If):
        yield node.this
    elif isinstance(node, exp.Case) and node.this is None:
        for branch in node.args["ifs"]:
            yield branch.this


def _parts(node: exp.Expr, key: str) -> Iterator[exp.Expr]:
    value = node.args.get(key)
    for part in value if isinstance(value, list) else [value]:
        if isinstance(part, exp.Expr):
            yield part


def _sql(node: exp.Expr) -> str:
    return node.sql(DIALECT)
