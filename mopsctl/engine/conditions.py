"""Conditions from configuration: SQL that may compare a record's own fields, and nothing else."""

from __future__ import annotations

import re

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from mopsctl.engine.located import nearest
from mopsctl.workspace import DIALECT

MAX_LENGTH = 4_000

OPERATORS: tuple[type[exp.Expr], ...] = (
    exp.And, exp.Or, exp.Not, exp.Paren, exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.Is,
    exp.NullSafeEQ, exp.NullSafeNEQ, exp.In, exp.Between, exp.Like, exp.ILike, exp.Escape, exp.Tuple,
    exp.Add, exp.Sub, exp.Mul, exp.Div, exp.Mod, exp.Neg, exp.DPipe, exp.Case, exp.If,
    exp.Column, exp.Identifier, exp.Literal, exp.Boolean, exp.Null, exp.Cast, exp.TryCast, exp.DataType,
    exp.Interval, exp.Var,
)  # fmt: skip

FUNCTIONS = {
    "abs", "ceil", "coalesce", "concat", "contains", "current_date", "date_diff", "date_part", "date_trunc",
    "day", "ends_with", "floor", "greatest", "hour", "ilike", "least", "left", "length", "lower", "ltrim",
    "month", "nullif", "position", "prefix", "regexp_extract", "regexp_full_match", "regexp_matches", "replace",
    "right", "round", "rtrim", "split_part", "starts_with", "strpos", "strip_accents", "substr", "substring",
    "suffix", "trim", "try_strptime", "upper", "year",
}  # fmt: skip
"""DuckDB functions of scalars only: none reads a file, a setting, the network or another table."""

_FUNCTION_NODES: tuple[type[exp.Expr], ...] = (
    exp.Abs, exp.Ceil, exp.Coalesce, exp.Concat, exp.Contains, exp.CurrentDate, exp.DateDiff, exp.Extract,
    exp.DateTrunc, exp.TimestampTrunc, exp.Day, exp.EndsWith, exp.Floor, exp.Greatest, exp.Least, exp.Left,
    exp.Length, exp.Lower, exp.Month, exp.Nullif, exp.RegexpExtract, exp.RegexpFullMatch, exp.RegexpLike,
    exp.Replace, exp.Right, exp.Round, exp.SplitPart, exp.StartsWith, exp.StrPosition, exp.Substring,
    exp.Trim, exp.Upper, exp.Year, exp.TsOrDsToDate, exp.StrToTime,
)  # fmt: skip

_TYPES = {
    exp.DataType.Type.VARCHAR, exp.DataType.Type.TEXT, exp.DataType.Type.INT, exp.DataType.Type.BIGINT,
    exp.DataType.Type.DOUBLE, exp.DataType.Type.DECIMAL, exp.DataType.Type.BOOLEAN, exp.DataType.Type.DATE,
    exp.DataType.Type.TIMESTAMP, exp.DataType.Type.TIMESTAMPNTZ, exp.DataType.Type.INTERVAL,
}  # fmt: skip


class ConditionError(ValueError):
    """A condition or pattern that is wrong or may not be used; the caller adds the place."""


def parse_condition(text: str) -> exp.Expr:
    """The condition as an expression whose columns are field names.

    :raises ConditionError: where it is not SQL, or uses anything beyond fields, operators and plain functions.
    """
    if len(text) > MAX_LENGTH:
        raise ConditionError(f"this condition is longer than {MAX_LENGTH} characters")
    try:
        parsed = [part for part in sqlglot.parse(text, dialect=DIALECT) if part is not None]
    except (SqlglotError, RecursionError) as error:
        reason = re.sub(r"\x1b\[\d+m", "", str(error)).splitlines()[0]
        raise ConditionError(f"the condition {text!r} is not SQL: {reason}") from None
    if len(parsed) != 1:
        raise ConditionError(f"{text!r} must be one condition")
    for node in parsed[0].walk():
        _admit(node, text)
    return parsed[0]


def fields_of(condition: exp.Expr) -> list[str]:
    """The field names that a condition uses, in order, each once."""
    return list(dict.fromkeys(node.name for node in condition.find_all(exp.Column)))


def _admit(node: exp.Expr, text: str) -> None:
    if isinstance(node, exp.Column):
        if node.table or isinstance(node.this, exp.Star):
            raise ConditionError(f"in {text!r}, name a field without a table: {node.sql(DIALECT)!r}")
    elif isinstance(node, exp.Anonymous):
        name = node.name.lower()
        if name not in FUNCTIONS:
            raise ConditionError(f"in {text!r}, {name}() may not be used{nearest(name, sorted(FUNCTIONS))}")
    elif isinstance(node, exp.DataType):
        if node.this not in _TYPES:
            raise ConditionError(f"in {text!r}, the type {node.sql(DIALECT)} may not be used")
    elif isinstance(node, exp.Literal) and not node.is_string and not node.this.replace(".", "").isdigit():
        raise ConditionError(f"in {text!r}, {node.this} is not a plain number")
    elif not isinstance(node, OPERATORS + _FUNCTION_NODES):
        raise ConditionError(f"in {text!r}, {_word(node)} may not be used: only fields, values, comparisons and "
                          "plain functions")  # fmt: skip
    _check_pattern(node, text)


def _check_pattern(node: exp.Expr, text: str) -> None:
    if not isinstance(node, exp.RegexpLike | exp.RegexpFullMatch | exp.RegexpExtract):
        return
    pattern = node.expression
    if not (isinstance(pattern, exp.Literal) and pattern.is_string):
        raise ConditionError(f"in {text!r}, a pattern must be written out")
    check_pattern(pattern.name)


def check_pattern(pattern: str) -> None:
    """:raises ConditionError: for a pattern that RE2, which cannot hang, does not know."""
    import pyarrow as pa
    import pyarrow.compute as pc

    try:
        pc.match_substring_regex(pa.array([""]), pattern)
    except pa.ArrowInvalid as error:
        reason = str(error).rpartition("regular expression: ")[2]
        raise ConditionError(
            f"the pattern {pattern!r} is not RE2 syntax ({reason}); look-arounds and back-references are not in it"
        ) from None


def _word(node: exp.Expr) -> str:
    if isinstance(node, exp.Subquery | exp.Select | exp.Exists):
        return "a sub-query"
    if isinstance(node, exp.Func):
        return f"{node.sql_name().lower()}()"
    return node.key.replace("_", " ")
