"""What the levels of comparison are called in sentences."""

from __future__ import annotations

NOUNS = {
    "given_name": "given name", "family_name": "family name", "middle_name": "middle name",
    "generation": "generation (Jr, Sr)", "email": "e-mail", "phone": "telephone number", "domain": "domain",
    "postal_code": "postal code", "birthdate": "date of birth", "title": "job title",
}  # fmt: skip
"""What facets are called, where it is not their name."""

_PHRASES = {
    "same": "same {noun}",
    "alike": "{noun} spelt alike",
    "close": "{noun} nearly the same",
    "part": "one {noun} is part of the other",
    "nickname": "{noun} is a nickname of the other",
    "swapped": "given and family name exchanged",
    "initial": "{noun} fits the initial",
    "remotely alike": "{noun} remotely alike",
    "a slip apart": "{noun} one slip apart",
    "within a year": "{noun} within a year",
    "differs": "other {noun}",
    "other mobile": "other mobile number",
    "differs at the same provider": "other {noun} at the same provider",
}


def noun(facet: str) -> str:
    """What a facet is called; a header of the user's own stays as it is written."""
    return NOUNS.get(facet, facet.replace("_", " ") if facet.islower() else facet)


def phrase(facet: str, level: str) -> str:
    """How values of a facet compare, as part of a sentence: "same e-mail", "family name spelt alike"."""
    return _PHRASES.get(level, "{noun} " + level).format(noun=noun(facet))
