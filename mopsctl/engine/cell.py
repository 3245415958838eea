"""A cell of a table as an expression: as it is, without surrounding white space, empty or not."""

from __future__ import annotations

from sqlglot import exp

SPACES = " \t\r\n\u00a0\u200b\ufeff"
"""What surrounds a value without being part of it: blanks, line ends, and what web pages leave behind."""


def raw_cell(position: int, table: str | None = None) -> exp.Expr:
    """The cell exactly as the source has it, null where the record has none; ``table`` is an alias."""
    return exp.column(f"c{position}", table)


def cell_text(position: int, table: str | None = None) -> exp.Expr:
    """The cell without surrounding white space, "" where it is empty or missing.

    Few cells have any, and finding those by a pattern is several times as fast as trimming every cell by a set of
    characters.
    """
    cell = exp.func("COALESCE", raw_cell(position, table), exp.Literal.string(""))
    surrounded = exp.RegexpLike(this=cell, expression=exp.Literal.string(f"^[{SPACES}]|[{SPACES}]$"))
    trimmed = exp.Trim(this=cell.copy(), expression=exp.Literal.string(SPACES))
    return exp.Case(ifs=[exp.If(this=surrounded, true=trimmed)], default=cell.copy())


def is_blank(position: int, table: str | None = None) -> exp.Expr:
    """Whether the cell is missing, or holds nothing but white space."""
    nothing = exp.Literal.string(f"[{SPACES}]*")
    matches = exp.RegexpFullMatch(this=raw_cell(position, table), expression=nothing)
    return exp.func("COALESCE", matches, exp.true())
