"""Checkboxes as systems and people write them, read inside the database."""

from __future__ import annotations

from sqlglot import exp

YES = ("true", "yes", "y", "t", "1", "on", "ja", "oui", "si", "sí")
NO = ("false", "no", "n", "f", "0", "off", "nein", "non")


def truth_sql(text: exp.Expr) -> exp.Expr:
    """A BOOLEAN out of a trimmed text in any case; NULL where it is neither yes nor no."""
    lowered = exp.Lower(this=text.copy())
    yes, no = (
        exp.In(this=lowered.copy(), expressions=[exp.Literal.string(word) for word in words])
        for words in (YES, NO)
    )
    return exp.case().when(yes, exp.true()).when(no, exp.false())
