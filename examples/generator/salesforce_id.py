"""Salesforce record ids: 15 case-sensitive characters and a suffix of 3 that makes them case-safe."""

from __future__ import annotations

import string
from dataclasses import dataclass
from random import Random

_DIGITS = string.digits + string.ascii_uppercase + string.ascii_lowercase
_SUFFIX = string.ascii_uppercase + "012345"

PREFIXES: dict[str, str] = {
    "account": "001",
    "contact": "003",
    "user": "005",
    "opportunity": "006",
    "campaign": "701",
    "lead": "00Q",
    "campaign_member": "00v",
}
"""Key prefix by object, as in Salesforce's "Standard Field Record ID Prefix Decoder"."""


def with_suffix(id15: str) -> str:
    """Return the 18-character form of a 15-character id.

    Each suffix character tells which of five characters are capitals, the first being the lowest bit
    (Salesforce Help, "How to convert a 15 character ID to 18").
    """
    chunks = (id15[start : start + 5] for start in (0, 5, 10))
    bits = (sum(1 << place for place, char in enumerate(chunk) if char.isupper()) for chunk in chunks)
    return id15 + "".join(_SUFFIX[value] for value in bits)


@dataclass(slots=True)
class IdSequence:
    """The next ids of one object; they grow, with gaps, as in an org where records come and go."""

    object: str
    rng: Random
    last: int


def new_sequence(object_name: str, rng: Random) -> IdSequence:
    return IdSequence(object_name, rng, rng.randrange(62**3, 62**4))


def next_id(sequence: IdSequence) -> str:
    """Return the sequence's next id, 18 characters."""
    sequence.last += sequence.rng.randint(1, 40)
    number, digits = sequence.last, ""
    for _ in range(8):
        number, digit = divmod(number, 62)
        digits = _DIGITS[digit] + digits
    return with_suffix(f"{PREFIXES[sequence.object]}Qm00{digits}"[:15])
