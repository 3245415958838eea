"""What tells an object or a vendor beside single headers: needed fields, file names, Salesforce ids."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from mopsctl.schema.headers import header_key
from mopsctl.schema.tables import load_table

_TOKEN = re.compile(r"[^\W_\d]+\d?(?![^\W_])|[^\W_\d]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class ObjectSigns:
    """What tells an object.

    ``needs``: groups of fields of which a table must have one each; ``file``: keys of words in a name; ``prefixes``:
    of Salesforce ids; ``prior``: what counts for the object beforehand.
    """

    needs: tuple[frozenset[str], ...]
    file: tuple[str, ...]
    prefixes: frozenset[str]
    prior: float


@dataclass(frozen=True, slots=True)
class VendorSigns:
    """Patterns of a vendor's export file names (lower-case path) and of its headers as written."""

    file: re.Pattern[str]
    headers: re.Pattern[str]


@cache
def object_signs() -> dict[str, ObjectSigns]:
    """The signs of each object."""
    raw = load_table("signs.yaml")["objects"]
    return {
        name: ObjectSigns(
            needs=tuple(frozenset(group) for group in one["needs"]),
            file=tuple(header_key(words) for words in one["file"]),
            prefixes=frozenset(one["prefixes"]),
            prior=one["prior"],
        )
        for name, one in raw.items()
    }


@cache
def foreign_keys() -> frozenset[str]:
    """Keys of headers that speak against every CRM object."""
    return frozenset(header_key(text) for text in load_table("signs.yaml")["foreign"])


@cache
def vendor_signs() -> dict[str, VendorSigns]:
    """The signs of each vendor."""
    return {
        name: VendorSigns(re.compile("|".join(one["file"])), re.compile("|".join(one["headers"])))
        for name, one in load_table("signs.yaml")["vendors"].items()
    }


def object_of_prefix(prefix: str) -> str | None:
    """The object whose Salesforce ids begin with ``prefix``, None for objects that are not ours."""
    return next((name for name, signs in object_signs().items() if prefix in signs.prefixes), None)


def object_in_name(name: str) -> tuple[str, str] | None:
    """The object that a file's or sheet's name speaks of, with the word that says so.

    The last such word decides, and the longer of two at the same end ("campaign_members" is not "members").
    """
    tokens = [token.casefold() for token in _TOKEN.findall(_CAMEL.sub(" ", name))]
    for end in range(len(tokens), 0, -1):
        for start in range(max(0, end - 3), end):
            key = header_key("".join(tokens[start:end]))
            for object_name, signs in object_signs().items():
                if key in signs.file:
                    return object_name, " ".join(tokens[start:end])
    return None
