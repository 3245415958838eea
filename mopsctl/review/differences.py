"""Where two values differ, character by character."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from mopsctl.reports.visible import JOINERS, visible

LONGEST = 400
"""Characters of a value that are shown and compared."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a value that the other has too, or not."""

    text: str
    differs: bool


def differences(left: str, right: str) -> tuple[list[Span], list[Span]]:
    """Both values as spans, made safe to show; what differs only in case differs.

    Values longer than `LONGEST` are cut. The least number of characters that are only in one of both is marked; a
    letter and its accents are one character.
    """
    from rapidfuzz.distance import Indel

    one, other = _characters(left), _characters(right)
    first: list[Span] = []
    second: list[Span] = []
    for step in Indel.opcodes(one, other):
        equal = step.tag == "equal"
        _append(first, "".join(one[step.src_start : step.src_end]), not equal)
        _append(second, "".join(other[step.dest_start : step.dest_end]), not equal)
    return first, second


def _characters(text: str) -> list[str]:
    found: list[str] = []
    for char in visible(text, LONGEST):
        joined = unicodedata.combining(char) or char in JOINERS or (found and found[-1][-1] in JOINERS)
        if found and joined:
            found[-1] += char
        else:
            found.append(char)
    return found


def _append(spans: list[Span], text: str, differs: bool) -> None:
    if not text:
        return
    if spans and spans[-1].differs == differs:
        spans[-1] = Span(spans[-1].text + text, differs)
    else:
        spans.append(Span(text, differs))
