"""RE2 patterns in forms that sqlglot writes for every dialect, where DuckDB has functions of its own."""

from __future__ import annotations

from sqlglot import exp


def matches_whole(text: exp.Expr, pattern: str) -> exp.Expr:
    """Whether a pattern matches the whole text."""
    return exp.RegexpLike(this=text, expression=exp.Literal.string(f"^(?:{pattern})$"))


def replace_all(text: exp.Expr, pattern: str, by: str) -> exp.Expr:
    """The text with every match of a pattern replaced."""
    return exp.RegexpReplace(
        this=text, expression=exp.Literal.string(pattern), replacement=exp.Literal.string(by)
    )
