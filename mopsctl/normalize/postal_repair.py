"""Mended postal codes: what a spreadsheet made of 02134, and an O that should be a zero."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise, product

from mopsctl.normalize.postal_codes import bare_code, fits, form_of, state_patterns
from mopsctl.normalize.states import COUNTRIES, find_area

_CONFIRMED, _CERTAIN, _LIKELY, _FOUND = 0.97, 0.9, 0.85, 0.7
_ZERO_UNSURE = {"DE": 0.6}
"""Where a code without its first digit may be another thing: Germany's had four digits until 1993."""

_GROUPS = {
    "US": (5, "-"), "BR": (5, "-"), "PT": (4, "-"), "JP": (3, "-"), "PL": (2, "-"), "CA": (3, " "), "IE": (3, " "),
    "NL": (4, " "), "SE": (3, " "), "CZ": (3, " "), "SK": (3, " "), "GR": (3, " "), "GB": (-3, " "),
}  # fmt: skip
"""Where a country's postal codes are parted, and by what."""

_ALIKE = {"O": "0", "0": "O", "I": "1", "L": "1", "1": "I", "S": "5", "5": "S"}
_MOST_ALIKE = 5
"""More signs that could be another than this are not tried in all combinations."""


def suggest_postal_code(text: str, country: str, state: str = "") -> tuple[str, float] | None:
    """The postal code that was probably meant and the confidence (0-1); None where none is sure enough.

    A leading zero that a spreadsheet dropped is put back; where the state is known and other codes are its own,
    nothing is suggested.
    """
    if form_of(country) is None:
        return None
    for candidate, confidence in _candidates(text.strip(), country):
        if fits(candidate, country):
            belongs = _belongs(candidate, country, state)
            if belongs is False:
                return None
            written = formatted(candidate, country)
            return None if written == text else (written, _CONFIRMED if belongs else confidence)
    return None


def formatted(text: str, country: str) -> str:
    """A right postal code as the country writes it: 1234AB gives 1234 AB."""
    bare = bare_code(text, country)
    at, mark = _GROUPS.get(country, (0, ""))
    parts = (bare[:at], bare[at:]) if at else (bare, "")
    return mark.join(part for part in parts if part)


def _candidates(text: str, country: str) -> Iterator[tuple[str, float]]:
    plain = re.sub(r"[.,]0+$", "", text.strip("\"'`= "))
    yield plain, _CERTAIN
    digits = re.sub(r"[\s-]", "", plain)
    if digits.isdecimal():
        confidence = _ZERO_UNSURE.get(country, _LIKELY)
        yield from ((digits.zfill(len(digits) + zeros), confidence) for zeros in (1, 2))
        if country == "US" and len(digits) in (8, 9) and digits.endswith("0000"):
            yield digits[:-4].zfill(5), _CERTAIN
    yield from ((meant, _LIKELY) for meant in _look_alikes(digits.upper(), country))
    words = re.split(r"[\s,;/()]+", text)
    pairs = {f"{left} {right}" for left, right in pairwise(words) if fits(f"{left} {right}", country)}
    found = pairs or {word for word in words if fits(word, country)}
    if len(found) == 1:
        yield found.pop(), _FOUND


def _look_alikes(text: str, country: str) -> Iterator[str]:
    """The one text that is a postal code and differs in letters that look like digits, or digits like letters."""
    doubtful = [place for place, sign in enumerate(text) if sign in _ALIKE]
    if not 0 < len(doubtful) <= _MOST_ALIKE:
        return
    meant = set()
    for choice in product((False, True), repeat=len(doubtful)):
        signs = list(text)
        for place, changed in zip(doubtful, choice, strict=True):
            signs[place] = _ALIKE[signs[place]] if changed else signs[place]
        if fits("".join(signs), country):
            meant.add("".join(signs))
    if len(meant) == 1:
        yield meant.pop()


def _belongs(text: str, country: str, state: str) -> bool | None:
    """Whether a code is one of its state's; None where that cannot be told."""
    area = find_area(state, country) if state and country in COUNTRIES else None
    pattern = state_patterns(country).get(area.code) if area else None
    if pattern is None:
        return None
    return re.match(pattern, bare_code(text, country)) is not None
