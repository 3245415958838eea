"""Which header spelling means which canonical field, vendor by vendor, from ``data/spellings_*.yaml``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from math import sqrt
from typing import Any

from mopsctl.schema.headers import header_key
from mopsctl.schema.objects import objects
from mopsctl.schema.tables import load_table, vendor_names

GENERIC = "generic"
"""The table of no vendor's own headers."""

_ANYONES = 0.6


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to write a field's header.

    ``field`` is None for a header that only tells where a table is from; ``rank`` is its place among the field's
    spellings, the most telling first.
    """

    vendor: str
    object: str
    field: str | None
    text: str
    rank: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All spellings by header key, with how much a key tells about the object and a text about the vendor.

    ``object_weight`` by key is 1/sqrt(n) for what n objects have; ``vendor_weight`` by text is 1/n for what n
    vendors write so, and less for what people write without any vendor. ``generic_keys``: those
    of GENERIC by first letter. ``vendor_fields``: (vendor, object, field) that the vendor has a spelling for.
    """

    by_key: dict[str, tuple[Spelling, ...]]
    generic_keys: dict[str, tuple[str, ...]]
    object_weight: dict[str, float]
    vendor_weight: dict[str, float]
    vendor_fields: frozenset[tuple[str, str, str]]


@cache
def lexicon() -> Lexicon:
    """The spellings of every vendor, indexed; built once a process."""
    by_key: defaultdict[str, list[Spelling]] = defaultdict(list)
    vendors: defaultdict[str, set[str]] = defaultdict(set)
    for spelling in _all_spellings():
        by_key[header_key(spelling.text)].append(spelling)
        if spelling.vendor != GENERIC:
            vendors[spelling.text].add(spelling.vendor)
    generic = {key for key, found in by_key.items() if any(one.vendor == GENERIC for one in found)}
    return Lexicon(
        by_key={key: tuple(found) for key, found in by_key.items()},
        generic_keys=_by_first_letter(generic),
        object_weight={key: 1 / sqrt(len({one.object for one in found})) for key, found in by_key.items()},
        vendor_weight={
            text: (_ANYONES if header_key(text) in generic else 1.0) / len(names)
            for text, names in vendors.items()
        },
        vendor_fields=frozenset(
            (one.vendor, one.object, one.field) for found in by_key.values() for one in found if one.field
        ),
    )


def _by_first_letter(keys: set[str]) -> dict[str, tuple[str, ...]]:
    ordered = sorted(filter(None, keys))
    return {letter: tuple(group) for letter, group in groupby(ordered, key=lambda key: key[0])}


@cache
def vendor_label(vendor: str) -> str:
    """The vendor's name as people write it."""
    label: str = load_table(f"spellings_{vendor}.yaml")["label"]
    return label


@cache
def spellings_of(vendor: str, object_name: str, field: str) -> tuple[str, ...]:
    """How a vendor writes a field, the most telling first; nothing where it has no such field."""
    texts = load_table(f"spellings_{vendor}.yaml")["objects"].get(object_name, {}).get(field, [])
    return tuple(_flat(texts))


def _all_spellings() -> Iterator[Spelling]:
    for vendor in vendor_names():
        for object_name, fields in load_table(f"spellings_{vendor}.yaml")["objects"].items():
            yield from _object_spellings(vendor, object_name, fields)
    for name, known in objects().items():
        for field in known.fields.values():
            yield Spelling(GENERIC, name, field.name, field.name, 0)
            yield Spelling(GENERIC, name, field.name, field.label, 1)


def _object_spellings(vendor: str, object_name: str, fields: dict[str, Any]) -> Iterator[Spelling]:
    for name, texts in fields.items():
        field = None if name == "also" else name
        for rank, text in enumerate(_flat(texts)):
            yield Spelling(vendor, object_name, field, text, rank)


def _flat(texts: list[Any]) -> Iterator[str]:
    """The strings of a list whose YAML aliases have put lists inside it."""
    for text in texts:
        if isinstance(text, list):
            yield from _flat(text)
        else:
            yield str(text)
