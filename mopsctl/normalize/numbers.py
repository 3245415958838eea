"""Numbers and amounts as CRM exports write them, read inside the database."""

from __future__ import annotations

from sqlglot import exp

from mopsctl.normalize.pattern_sql import matches_whole, replace_all

_BETWEEN_DIGITS = r"[\s\x{00a0}\x{202f}'’%€$£¥]"
_DECIMAL_COMMA = r"-?[0-9]{1,3}([.][0-9]{3})*,[0-9]{1,2}|-?[0-9]+,[0-9]{1,2}"


def number_sql(text: exp.Expr) -> exp.Expr:
    """A DOUBLE out of a text: 1200.5 of "1,200.50", "$1,200.50" and "1.200,50 €"; NULL where it is no number."""
    plain = replace_all(text.copy(), _BETWEEN_DIGITS, "")
    is_european = matches_whole(plain.copy(), _DECIMAL_COMMA)
    european = _replace(_replace(plain.copy(), ".", ""), ",", ".")
    digits = exp.case().when(is_european, european).else_(_replace(plain.copy(), ",", ""))
    return exp.TryCast(this=digits, to=exp.DataType.build("DOUBLE"))


def _replace(text: exp.Expr, sign: str, by: str) -> exp.Expr:
    return exp.func("REPLACE", text, exp.Literal.string(sign), exp.Literal.string(by))
