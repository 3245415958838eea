"""A run of characters of one class within a code, as a piece of a pattern."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

CLASSES = {"A": "[A-Z]", "a": "[a-z]", "9": "[0-9]", "X": "[A-Za-z0-9]"}
"""Capitals, small letters, digits, and any of them."""
_NARROWER = ("[0-9]", "[A-F0-9]", "[a-f0-9]", "[A-Z0-9]", "[a-z0-9]")
_WORDS = {
    "[0-9]": "digits", "[A-F0-9]": "hexadecimal digits", "[a-f0-9]": "hexadecimal digits", "[A-Z]": "capitals",
    "[a-z]": "small letters",
}  # fmt: skip
LONG = 6
"""A run of more characters is counted instead of spelt out."""
MOST_CHOICES = 6
MOST_SPREAD = 3
SALESFORCE_ID = (15, 18)
KEY_PREFIX = 3
"""Characters with which the ids of one Salesforce object begin; those behind them are the organisation's."""


_SPECIAL = re.compile(r"([\\.^$*+?{}\[\]|()])")


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a pattern: its class, its regular expression and what it looks like.

    ``length`` is that of a fixed one, ``is_literal`` whether it is always the same text.
    """

    sign: str
    pattern: str
    form: str
    is_fixed: bool
    length: int = 0
    is_literal: bool = False
    has_prefix: bool = False


def escaped(text: str) -> str:
    """A text as a pattern of itself."""
    return _SPECIAL.sub(r"\\\1", text)


def run_of(sign: str, texts: Counter[str], share: float) -> Run:
    """The run of a class whose texts are counted; what a ``share`` of the records agrees on is fixed."""
    total = texts.total()
    ranked = sorted(texts.items(), key=lambda item: (-item[1], item[0]))
    if sign != "9":
        text, count = ranked[0]
        if count >= share * total:
            return Run(sign, escaped(text), text, True, len(text), is_literal=True)
        choices = sorted(text for text, count in ranked[:MOST_CHOICES] if count >= 0.01 * total)
        if sign == "A" and sum(texts[choice] for choice in choices) >= share * total:
            return Run(sign, f"(?:{'|'.join(map(escaped, choices))})", "|".join(choices), True)
    return _of_class(sign, texts, share)


def _of_class(sign: str, texts: Counter[str], share: float) -> Run:
    total = texts.total()
    lengths: Counter[int] = Counter()
    for text, count in texts.items():
        lengths[len(text)] += count
    fixed = next((length for length, count in lengths.items() if count >= share * total), 0)
    prefix = _prefix(texts, share, fixed) if sign == "X" else ""
    rest = Counter({text[len(prefix) :]: count for text, count in texts.items() if text.startswith(prefix)})
    letters = _narrowest(rest, share) if sign == "X" else CLASSES[sign]
    if fixed:
        left = fixed - len(prefix)
        pattern = f"{escaped(prefix)}{letters}" + (f"{{{left}}}" if left > 1 else "")
        return Run(sign, pattern, prefix + _drawn(sign, letters, left), True, fixed, has_prefix=bool(prefix))
    usual = sorted(length for length, count in lengths.items() if count >= 0.005 * total)
    near = usual and usual[-1] - usual[0] <= MOST_SPREAD and not prefix
    times = f"{{{usual[0]},{usual[-1]}}}" if near else "+"
    form = f"{prefix}({_WORDS.get(letters, 'letters or digits')})"
    pattern = f"{escaped(prefix)}{letters}{times}"
    return Run(sign, pattern, form, bool(near), has_prefix=bool(prefix))


def _drawn(sign: str, letters: str, length: int) -> str:
    """A run of fixed length as it looks: 999, or "(16 hexadecimal digits)"."""
    if length > LONG or sign == "X":
        return f"({length} {_WORDS.get(letters, 'letters or digits')})"
    return sign * length


def _prefix(texts: Counter[str], share: float, fixed: int) -> str:
    """The text with which nearly all begin, less its digits at the end: a counter moves on."""
    prefix = ""
    for length in range(1, max(map(len, texts))):
        starts: Counter[str] = Counter()
        for text, count in texts.items():
            starts[text[:length]] += count
        start, count = max(starts.items(), key=lambda item: (item[1], item[0]))
        if count < share * texts.total() or len(start) < length:
            break
        prefix = start
    if fixed in SALESFORCE_ID and len(prefix) >= KEY_PREFIX:
        return prefix[:KEY_PREFIX]
    return prefix.rstrip("0123456789")


def _narrowest(texts: Counter[str], share: float) -> str:
    for letters in _NARROWER:
        fits = re.compile(f"{letters}*").fullmatch
        if sum(count for text, count in texts.items() if fits(text)) >= share * texts.total():
            return letters
    return CLASSES["X"]
