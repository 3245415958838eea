"""Salesforce record ids: 15 characters in which case matters, or 18 with a checksum that keeps the case.

The checksum has a character for each five of the id: A to Z and 0 to 5 number the 32 patterns of capitals in
them, the first of the five being the lowest bit (Salesforce Help, "What are the different ID formats in
Salesforce": CASESAFEID). So an id whose case was lost can be restored.
"""

from __future__ import annotations

import re

from sqlglot import exp

SHORT, LONG = 15, 18
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
FORM = f"[A-Za-z0-9]{{{SHORT}}}(?:[A-Z0-5]{{3}})?"
"""RE2 pattern of both forms."""


def checksum(short: str) -> str:
    """The three characters that follow an id of 15: ``a0D30000001n7Pi`` gives ``EAI``."""
    chunks = (short[start : start + 5] for start in range(0, SHORT, 5))
    return "".join(
        DIGITS[sum(1 << place for place, c in enumerate(chunk) if c.isupper())] for chunk in chunks
    )


def restored(value: str) -> str | None:
    """An id of 18 characters with the case that its checksum tells; None where the two cannot fit each other."""
    if not re.fullmatch(rf"[A-Za-z0-9]{{{LONG}}}", value):
        return None
    expected = value[SHORT:].upper()
    if any(character not in DIGITS for character in expected):
        return None
    bits = [DIGITS.index(expected[place // 5]) >> place % 5 & 1 for place in range(SHORT)]
    short = "".join(c.upper() if bit else c.lower() for c, bit in zip(value, bits, strict=False))
    return short + expected if checksum(short) == expected else None


def has_checksum_sql(text: exp.Expr) -> exp.Expr:
    """Whether the last three of 18 characters are the checksum of the others."""
    parts: list[exp.Expr] = []
    for chunk in range(3):
        capitals = [_capital(text, chunk * 5 + place + 1, 1 << place) for place in range(5)]
        number: exp.Expr = exp.Literal.number(1)
        for capital in capitals:
            number = exp.Add(this=number, expression=capital)
        digit = exp.Substring(this=exp.Literal.string(DIGITS), start=number, length=exp.Literal.number(1))
        parts.append(_character(text, SHORT + chunk + 1).eq(digit))
    return exp.and_(*parts)


def _capital(text: exp.Expr, place: int, weight: int) -> exp.Expr:
    is_capital = exp.Between(
        this=_character(text, place), low=exp.Literal.string("A"), high=exp.Literal.string("Z")
    )
    return exp.Case(
        ifs=[exp.If(this=is_capital, true=exp.Literal.number(weight))], default=exp.Literal.number(0)
    )


def _character(text: exp.Expr, place: int) -> exp.Expr:
    start, length = exp.Literal.number(place), exp.Literal.number(1)
    return exp.Substring(this=text.copy(), start=start, length=length)
