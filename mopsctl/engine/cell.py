"""A cell of a table as an expression: as it is, without surrounding white space, empty or not."""

from __future__ import annotations

from sqlglot import exp

from mopsctl.normalize.pattern_sql import matches_whole
from mopsctl.normalize.white_space import WHITE_SPACE


def raw_cell(position: int, table: str | None = None) -> exp.Expr:
    """The cell exactly as the source has it, null where the record has none; ``table`` is an alias."""
    return exp.column(f"c{position}", table)


def written_text(position: int, table: str | None = None) -> exp.Expr:
    """The cell with the white space around it, "" where it is missing."""
    return exp.func("COALESCE", raw_cell(position, table), exp.Literal.string(""))


def cell_text(position: int, table: str | None = None) -> exp.Expr:
    """The cell without surrounding white space, "" where it is empty or missing.

    Few cells have any, and finding those by a pattern is several times as fast as trimming every cell by a set of
    characters.
    """
    cell = written_text(position, table)
    surrounded = exp.RegexpLike(
        this=cell, expression=exp.Literal.string(f"^[{WHITE_SPACE}]|[{WHITE_SPACE}]$")
    )
    trimmed = exp.Trim(this=cell.copy(), expression=exp.Literal.string(WHITE_SPACE))
    return exp.Case(ifs=[exp.If(this=surrounded, true=trimmed)], default=cell.copy())


def is_blank(position: int, table: str | None = None) -> exp.Expr:
    """Whether the cell is missing, or holds nothing but white space."""
    matches = matches_whole(raw_cell(position, table), f"[{WHITE_SPACE}]*")
    return exp.func("COALESCE", matches, exp.true())
