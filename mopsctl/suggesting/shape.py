"""The form that most values of a field have, as a pattern: SKU-4711 and SKU-0815 are ``SKU-[0-9]{4}``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from string import ascii_letters, ascii_lowercase, ascii_uppercase, digits

from mopsctl.suggesting.run import CLASSES, Run, escaped, run_of

LONGEST_FORM = 200
"""Signs of a form; what has more is text, and a pattern of it nobody could read."""
EXACT = 0.98
"""The share of the values of a form that must agree on a length or a text for it to be in the pattern."""
LEAST_DIGITS = 5
"""Digits of a number without anything else from which on it is a code; fewer count something."""

_FINE = str.maketrans(ascii_uppercase + ascii_lowercase + digits, "A" * 26 + "a" * 26 + "9" * 10)
_LOOSE = str.maketrans(ascii_letters + digits, "X" * 62)
_REPEATED = re.compile(r"(?<=([Aa9X]))\1+")
_DATE_OR_AMOUNT = re.compile(r"9([-/.]9){1,2}([T ]9(:9){1,2}([.]9)?Z?)?|9(:9){1,2}|-?9([.,]9)*")


@dataclass(frozen=True, slots=True)
class Shape:
    """A pattern, and the form in words: "SKU-9999"."""

    pattern: str
    form: str


def common_shape(values: Sequence[str], counts: Sequence[int], gate: float) -> Shape | None:
    """The form that a share of ``gate`` of the records has; None where there is none, or it is no code's.

    :param values: distinct values; ``counts`` are their numbers of records.
    """
    for table in (_FINE, _LOOSE):
        family = _largest_family(values, counts, table)
        total = sum(counts)
        if family is not None and sum(family.members.values()) >= gate * total:
            return _shape(family)
    return None


@dataclass(frozen=True, slots=True)
class _Family:
    """The values of one signature, by their number of records."""

    signature: str
    members: dict[str, int]


def _largest_family(values: Sequence[str], counts: Sequence[int], table: dict[int, int]) -> _Family | None:
    families: dict[str, dict[str, int]] = {}
    for value, count in zip(values, counts, strict=True):
        signature = _REPEATED.sub("", value.translate(table))
        families.setdefault(signature, {})[value] = count
    if not families:
        return None
    signature, members = max(families.items(), key=lambda item: (sum(item[1].values()), item[0]))
    return _Family(signature, members)


def _shape(family: _Family) -> Shape | None:
    if len(family.signature) > LONGEST_FORM or len(max(family.members, key=len)) > 10 * LONGEST_FORM:
        return None
    if _DATE_OR_AMOUNT.fullmatch(family.signature) and family.signature != "9":
        return None
    tokens = list(family.signature)
    whole = re.compile("".join(f"({CLASSES[t]}+)" if t in CLASSES else escaped(t) for t in tokens))
    texts = _texts(family, whole.fullmatch)
    found = iter([run_of(sign, counts, EXACT) for sign, counts in zip(_signs(tokens), texts, strict=True)])
    parts: list[Run | str] = [next(found) if token in CLASSES else token for token in tokens]
    runs = [part for part in parts if isinstance(part, Run)]
    if not _is_code(runs):
        return None
    pattern = "".join(part.pattern if isinstance(part, Run) else escaped(part) for part in parts)
    return Shape(pattern, "".join(part.form if isinstance(part, Run) else part for part in parts))


def _signs(tokens: Sequence[str]) -> list[str]:
    return [token for token in tokens if token in CLASSES]


def _texts(family: _Family, match: Callable[[str], re.Match[str] | None]) -> list[Counter[str]]:
    """For each run of the signature, its texts by number of records."""
    counters: list[Counter[str]] = [Counter() for _ in _signs(list(family.signature))]
    for value, count in family.members.items():
        found = match(value)
        if found is not None:
            for counter, text in zip(counters, found.groups(), strict=True):
                counter[text] += count
    return counters


def _is_code(runs: Sequence[Run]) -> bool:
    """Whether the form is a code's: with digits, or with nothing in it of an open length. Words are none."""
    if not runs or all(run.is_literal for run in runs):
        return False
    if len(runs) == 1 and runs[0].sign == "9":
        return runs[0].is_fixed and runs[0].length >= LEAST_DIGITS
    if len(runs) == 1 and runs[0].sign == "X":
        return runs[0].is_fixed or runs[0].has_prefix
    if any(run.sign == "X" and not run.is_fixed and not run.has_prefix for run in runs):
        return False
    if any(run.sign in "Aa" and not run.is_fixed for run in runs):
        return False
    return any(run.sign in "9X" for run in runs) or all(run.length for run in runs)
