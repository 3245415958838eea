"""Conditions from configuration: SQL that may compare a record's own fields, and nothing else."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from mopsctl.engine.condition_error import ConditionError
from mopsctl.engine.functions import CAST_TYPES, FUNCTION_NAMES, UNITS, signature_of
from mopsctl.engine.readings import field_readings, no_natural_reading
from mopsctl.nearest import did_you_mean
from mopsctl.workspace import DIALECT

MAX_LENGTH, MAX_PATTERN, MAX_DEPTH, MAX_SHOWN = 4_000, 20_000, 40, 120
"""Characters of a condition and of a pattern, parentheses and functions in each other, characters in a message."""
MAX_COUNT, MAX_GROUP = 1_000_000, 9
"""The greatest length or position in a text, and the greatest group of a pattern, that DuckDB knows."""

# sqlglot logs what it cannot parse; the error says it better.
logging.getLogger("sqlglot").addHandler(logging.NullHandler())

_OPERATORS: tuple[type[exp.Expr], ...] = (
    exp.And, exp.Or, exp.Paren, exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.Is, exp.NullSafeEQ,
    exp.NullSafeNEQ, exp.In, exp.Between, exp.Add, exp.Sub, exp.Case, exp.If, exp.Coalesce, exp.Nullif,
    exp.Greatest, exp.Least, exp.Identifier, exp.Boolean, exp.Null, exp.Cast, exp.TryCast,
    exp.DataTypeParam,
)  # fmt: skip
_MISSING_PART = re.compile(r"Required keyword: '\w+' missing for <class '[\w.]+'>")
_PATTERNS = (exp.RegexpLike, exp.RegexpFullMatch, exp.RegexpExtract)


def parse_condition(text: str) -> exp.Expr:
    """The condition as an expression whose columns are field names.

    :raises ConditionError: where it is not SQL, uses anything beyond fields, operators and plain functions,
        or compares what cannot be compared.
    """
    if len(text) > MAX_LENGTH:
        raise ConditionError(f"this condition is longer than {MAX_LENGTH} characters")
    parsed = _parsed(text)
    try:
        for node, depth in _nodes(parsed):
            node.comments = None  # what stands in a comment is never written into a statement
            _admit(node, depth)
        field_readings(parsed, no_natural_reading)
    except ConditionError as error:
        raise ConditionError(f"in {_shown(text)}, {error}") from None
    return parsed


def fields_of(condition: exp.Expr) -> list[str]:
    """The field names that a condition uses, in order, each once."""
    return list(dict.fromkeys(node.name for node in condition.find_all(exp.Column, bfs=False)))


def check_pattern(pattern: str) -> None:
    """:raises ConditionError: for a pattern that RE2, which cannot hang, does not know."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if len(pattern) > MAX_PATTERN:
        raise ConditionError(f"this pattern is longer than {MAX_PATTERN} characters")
    try:
        # One null is enough for RE2 to read the pattern; an array of Python texts would load pandas.
        pc.match_substring_regex(pa.nulls(1, pa.string()), pattern)
    except pa.ArrowInvalid as error:
        reason = shortened(str(error).rpartition("regular expression: ")[2])
        raise ConditionError(
            f"the pattern {_shown(pattern)} is not RE2 syntax ({reason}); "
            "look-arounds and back-references are not in it"
        ) from None


def _parsed(text: str) -> exp.Expr:
    try:
        statements = [part for part in sqlglot.parse(text, dialect=DIALECT) if part is not None]
    except RecursionError:
        raise ConditionError(f"the condition {_shown(text)} nests too deep") from None
    except SqlglotError as error:
        said = re.sub(r"\x1b\[\d+m", "", str(error)).splitlines()[0]
        reason = _MISSING_PART.sub("something is missing", said)
        raise ConditionError(f"the condition {_shown(text)} is not SQL: {reason}") from None
    if len(statements) != 1:
        raise ConditionError(f"{_shown(text)} must be one condition")
    return statements[0]


def _nodes(root: exp.Expr) -> Iterator[tuple[exp.Expr, int]]:
    """Every node with its depth; a chain of the same operator is one level, however long."""
    waiting = [(root, 0)]
    while waiting:
        node, depth = waiting.pop()
        yield node, depth
        for part in node.iter_expressions():
            is_chain = type(part) is type(node) and isinstance(node, exp.Connector)
            waiting.append((part, depth if is_chain else depth + 1))


def _admit(node: exp.Expr, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise ConditionError(f"parentheses and functions nest more than {MAX_DEPTH} levels deep")
    check = next((check for kind, check in _CHECKS.items() if isinstance(node, kind)), None)
    signature = signature_of(node)
    if check is not None:
        check(node)
    elif signature is not None:
        _admit_arguments(node, {*signature.takes, "unit"}, signature.counts)
    elif isinstance(node, exp.Anonymous):
        name = node.name.lower()
        raise ConditionError(f"{name}() may not be used{did_you_mean(name, FUNCTION_NAMES)}")
    elif not isinstance(node, _OPERATORS):
        raise ConditionError(
            f"{_word(node)} may not be used: only fields, values, comparisons and plain functions"
        )


def _admit_column(node: exp.Expr) -> None:
    if node.args.get("table") or isinstance(node.this, exp.Star):
        raise ConditionError(f"name a field without a table: {node.sql(DIALECT)!r}")


def _admit_type(node: exp.Expr) -> None:
    if node.this not in CAST_TYPES or node.args.get("nested"):
        raise ConditionError(f"the type {node.sql(DIALECT)} may not be used")


def _admit_literal(node: exp.Expr) -> None:
    if not node.is_string and not re.fullmatch(r"\d+([.]\d*)?|[.]\d+", node.name):
        raise ConditionError(f"{node.name} is not a plain number")


def _admit_unit(node: exp.Expr) -> None:
    if node.name.lower().removesuffix("s") not in UNITS:
        raise ConditionError(f"{node.name.lower()!r} is no unit of time; there are {', '.join(UNITS)}")


def _admit_interval(node: exp.Expr) -> None:
    if not (isinstance(node.this, exp.Literal) and node.this.name.isdigit() and node.args.get("unit")):
        raise ConditionError("a span of time is written like: interval 30 day")


_CHECKS: dict[type[exp.Expr], Callable[[exp.Expr], None]] = {
    exp.Column: _admit_column,
    exp.DataType: _admit_type,
    exp.Literal: _admit_literal,
    exp.Var: _admit_unit,
    exp.Interval: _admit_interval,
}


def _admit_arguments(node: exp.Expr, taken: set[str], counts: tuple[str, ...]) -> None:
    for key, value in node.args.items():
        if key in counts and isinstance(value, exp.Expr):
            if not _is_count(value):
                raise ConditionError(
                    f"{value.sql(DIALECT)} must be written out as a whole number up to {MAX_COUNT:,}"
                )
        elif isinstance(value, exp.Expr) and key not in taken and not isinstance(value, exp.Var):
            if isinstance(node, exp.Escape) and value.is_string and len(value.name) == 1:
                continue
            raise ConditionError(f"{value.sql(DIALECT)} may not be given to {_word(node)}")
    if isinstance(node, _PATTERNS):
        pattern = node.expression
        if not pattern.is_string:
            raise ConditionError("a pattern must be written out")
        check_pattern(pattern.name)
        group = node.args.get("group")
        if group is not None and int(group.name) > MAX_GROUP:
            raise ConditionError(f"a pattern's groups are numbered up to {MAX_GROUP}")


def _is_count(value: exp.Expr) -> bool:
    number = value.this if isinstance(value, exp.Neg) else value
    return (
        isinstance(number, exp.Literal)
        and not number.is_string
        and number.name.isdigit()
        and int(number.name) <= MAX_COUNT
    )


def shortened(text: str) -> str:
    """The text as a message shows it."""
    return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}…"


def _shown(text: str) -> str:
    return repr(shortened(text))


def _word(node: exp.Expr) -> str:
    if isinstance(node, exp.Subquery | exp.Query | exp.Exists):
        return "a sub-query"
    if isinstance(node, exp.Func):
        return f"{node.sql_name().lower()}()"
    return node.key.replace("_", " ")
