"""The words in which match rules say how values must compare, and which levels of a comparison they mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from mopsctl.matching.comparison import Outcome
from mopsctl.matching.comparisons import COMPARISONS
from mopsctl.matching.facet import Facet

_ALIKE = (
    "same", "close", "nickname", "swapped", "part", "alike", "a slip apart",
)  # fmt: skip
HOWS: dict[str, tuple[str, ...]] = {
    "same": ("same",),
    "exact": ("same",),
    "fuzzy": _ALIKE,
    "alike": _ALIKE,
    "nickname": ("same", "nickname", "swapped", "initial"),
    "company": ("same", "close", "alike"),
    "part": ("part",),
    "initial": ("same", "initial"),
    "compatible": (*_ALIKE, "initial", "within a year", "missing"),
    "missing": ("missing",),
    "differs": ("differs",),
}
"""Levels that each word stands for; "differs" are all levels that do not agree."""

FACET_OF = {
    "first_name": "given_name", "last_name": "family_name", "email_2": "email", "mobile_phone": "phone",
    "website": "domain", "full_name": "family_name",
}  # fmt: skip
"""The facet that compares a field, where it has another name."""


def facet_for(field: str, facets: Sequence[Facet]) -> Facet | None:
    """The facet that compares a field."""
    name = FACET_OF.get(field, field)
    by_name = next((facet for facet in facets if facet.name == name), None)
    return by_name or next((facet for facet in facets if field in facet.fields), None)


def meets(
    compare: Mapping[str, Sequence[str]], facets: Sequence[Facet], outcomes: Mapping[str, Outcome], pairs: int
) -> np.ndarray:
    """Which pairs compare as a match rule demands."""
    met = np.ones(pairs, bool)
    for names, hows in compare.items():
        found = [facet_for(name.strip(), facets) for name in names.split("|")]
        known = [(facet, outcomes[facet.name].level) for facet in found if facet is not None]
        met &= _one_meets(known, tuple(hows), pairs)
    return met


def _one_meets(known: Sequence[tuple[Facet, np.ndarray]], hows: tuple[str, ...], pairs: int) -> np.ndarray:
    """Whether one of several facets compares so; "differs" means that one does and none agrees."""
    if "differs" in hows:
        agrees, differs = np.zeros(pairs, bool), np.zeros(pairs, bool)
        for facet, level in known:
            against = _differing(facet)
            differs |= np.isin(level, against)
            agrees |= (level >= 0) & ~np.isin(level, against)
        return differs & ~agrees
    met = np.zeros(pairs, bool)
    for facet, level in known:
        wanted = {name for how in hows for name in HOWS[how]}
        places = [place for place, one in enumerate(COMPARISONS[facet.kind].levels) if one.name in wanted]
        met |= np.isin(level, [*places, -1] if "missing" in wanted else places)
    return met if known else np.full(pairs, any("missing" in HOWS[how] for how in hows))


def _differing(facet: Facet) -> list[int]:
    return [place for place, level in enumerate(COMPARISONS[facet.kind].levels) if not level.agrees]


def in_words(compare: Mapping[str, Sequence[str]]) -> str:
    """A match rule as a sentence, of its fields and the words for how they compare."""
    if not compare:
        return "Any evidence"
    parts = [
        f"{' or '.join(_spoken(name) for name in names.split('|'))} {' or '.join(hows)}"
        for names, hows in compare.items()
    ]
    sentence = ", ".join(parts)
    return sentence[0].upper() + sentence[1:]


def _spoken(field: str) -> str:
    return field.strip().replace("_", " ")
