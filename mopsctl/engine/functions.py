"""The plain functions that a condition may use, with what each takes and gives; any other is refused.

All are scalar functions of DuckDB: none reads a file, a setting, the network or another table, none can
fail on a value, and none makes a long text out of a short one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlglot import exp


class Reading(StrEnum):
    """As what a text from an export is read; the values are words for messages."""

    TEXT = "a text"
    NUMBER = "a number"
    DATE = "a date"
    TRUTH = "a yes or no"
    SPAN = "a span of time"


@dataclass(frozen=True, slots=True)
class Signature:
    """What a function takes, by the name of sqlglot's argument, and what it gives.

    ``counts`` are arguments that must be written out as whole numbers.
    """

    takes: dict[str, Reading]
    gives: Reading
    counts: tuple[str, ...] = ()


_TEXT, _NUMBER, _DATE, _TRUTH = Reading.TEXT, Reading.NUMBER, Reading.DATE, Reading.TRUTH
_ONE_TEXT, _ONE_NUMBER, _ONE_DATE = {"this": _TEXT}, {"this": _NUMBER}, {"this": _DATE}
_TWO_TEXTS = {"this": _TEXT, "expression": _TEXT}

FUNCTIONS: dict[type[exp.Expr], Signature] = {
    exp.Lower: Signature(_ONE_TEXT, _TEXT),
    exp.Upper: Signature(_ONE_TEXT, _TEXT),
    exp.Trim: Signature(_TWO_TEXTS, _TEXT),
    exp.Length: Signature(_ONE_TEXT, _NUMBER),
    exp.Left: Signature(_ONE_TEXT, _TEXT, ("expression",)),
    exp.Right: Signature(_ONE_TEXT, _TEXT, ("expression",)),
    exp.Substring: Signature(_ONE_TEXT, _TEXT, ("start", "length")),
    exp.Replace: Signature({**_TWO_TEXTS, "replacement": _TEXT}, _TEXT),
    exp.SplitPart: Signature({"this": _TEXT, "delimiter": _TEXT}, _TEXT, ("part_index",)),
    exp.Concat: Signature({"expressions": _TEXT}, _TEXT),
    exp.DPipe: Signature(_TWO_TEXTS, _TEXT),
    exp.StartsWith: Signature(_TWO_TEXTS, _TRUTH),
    exp.EndsWith: Signature(_TWO_TEXTS, _TRUTH),
    exp.Contains: Signature(_TWO_TEXTS, _TRUTH),
    exp.Like: Signature(_TWO_TEXTS, _TRUTH),
    exp.ILike: Signature(_TWO_TEXTS, _TRUTH),
    exp.StrPosition: Signature({"this": _TEXT, "substr": _TEXT}, _NUMBER),
    exp.RegexpLike: Signature(_TWO_TEXTS, _TRUTH),
    exp.RegexpFullMatch: Signature(_TWO_TEXTS, _TRUTH),
    exp.RegexpExtract: Signature(_TWO_TEXTS, _TEXT, ("group",)),
    exp.Abs: Signature(_ONE_NUMBER, _NUMBER),
    exp.Ceil: Signature(_ONE_NUMBER, _NUMBER),
    exp.Floor: Signature(_ONE_NUMBER, _NUMBER),
    exp.Round: Signature(_ONE_NUMBER, _NUMBER, ("decimals",)),
    exp.Neg: Signature(_ONE_NUMBER, _NUMBER),
    exp.Mul: Signature({"this": _NUMBER, "expression": _NUMBER}, _NUMBER),
    exp.Div: Signature({"this": _NUMBER, "expression": _NUMBER}, _NUMBER),
    exp.Mod: Signature({"this": _NUMBER, "expression": _NUMBER}, _NUMBER),
    exp.Year: Signature(_ONE_DATE, _NUMBER),
    exp.Quarter: Signature(_ONE_DATE, _NUMBER),
    exp.Month: Signature(_ONE_DATE, _NUMBER),
    exp.Day: Signature(_ONE_DATE, _NUMBER),
    exp.Extract: Signature({"expression": _DATE}, _NUMBER),
    exp.DateTrunc: Signature(_ONE_DATE, _DATE),
    exp.TimestampTrunc: Signature(_ONE_DATE, _DATE),
    exp.DateDiff: Signature({"this": _DATE, "expression": _DATE}, _NUMBER),
    exp.CurrentDate: Signature({}, _DATE),
    exp.Not: Signature({"this": _TRUTH}, _TRUTH),
    exp.Escape: Signature({"this": _TRUTH}, _TRUTH),
}
"""Functions, and operators that are like one."""

NAMED_FUNCTIONS: dict[str, Signature] = {
    "strip_accents": Signature({"expressions": _TEXT}, _TEXT),
    "prefix": Signature({"expressions": _TEXT}, _TRUTH),
    "suffix": Signature({"expressions": _TEXT}, _TRUTH),
}
"""Functions that sqlglot has no class for."""

FUNCTION_NAMES = (
    "abs", "ceil", "coalesce", "concat", "contains", "current_date", "date_diff", "date_trunc", "day",
    "ends_with", "extract", "floor", "greatest", "if", "least", "left", "length", "lower", "ltrim", "month",
    "nullif", "position", "prefix", "quarter", "regexp_extract", "regexp_full_match", "regexp_matches",
    "replace", "right", "round", "rtrim", "split_part", "starts_with", "strip_accents", "strpos", "substring",
    "suffix", "trim", "upper", "year",
)  # fmt: skip
"""The same as a user writes them."""

UNITS = ("day", "week", "month", "quarter", "year")

CAST_TYPES = {
    exp.DataType.Type.VARCHAR: Reading.TEXT,
    exp.DataType.Type.TEXT: Reading.TEXT,
    exp.DataType.Type.INT: Reading.NUMBER,
    exp.DataType.Type.BIGINT: Reading.NUMBER,
    exp.DataType.Type.FLOAT: Reading.NUMBER,
    exp.DataType.Type.DOUBLE: Reading.NUMBER,
    exp.DataType.Type.DECIMAL: Reading.NUMBER,
    exp.DataType.Type.BOOLEAN: Reading.TRUTH,
    exp.DataType.Type.DATE: Reading.DATE,
    exp.DataType.Type.TIMESTAMP: Reading.DATE,
    exp.DataType.Type.TIMESTAMPNTZ: Reading.DATE,
}


def signature_of(node: exp.Expr) -> Signature | None:
    """What the function or operator at a node takes and gives; None for anything else."""
    if isinstance(node, exp.Anonymous):
        return NAMED_FUNCTIONS.get(node.name.lower())
    return FUNCTIONS.get(type(node))
