"""What stands around a person's name: honorifics and degrees, which go, and the generation (Jr, III), which counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Iterable

_ORDINALS = {"2nd": "ii", "3rd": "iii", "4th": "iv"}


@dataclass(frozen=True, slots=True)
class _Patterns:
    """RE2 patterns for texts in ASCII; ``generation`` has the groups spelling and rest."""

    only_honorific: str
    honorifics: str
    degrees: str
    degrees_after_comma: str
    generation: str


def with_roman_generations(names: pa.Array) -> pa.Array:
    """The names with "2nd", "3rd" and "4th" as II, III and IV."""
    for ordinal, numeral in _ORDINALS.items():
        names = pc.replace_substring_regex(names, rf"(?i)\b{ordinal}\b", numeral)
    return names


def without_titles(names: pa.Array) -> pa.Array:
    """The names, in ASCII and trimmed, without honorifics and degrees; a surname may be an honorific alone (Lord)."""
    patterns = _patterns()
    names = pc.replace_substring_regex(names, patterns.honorifics, r"\1 \2")
    names = pc.replace_substring_regex(names, patterns.degrees, r"\1")
    names = pc.replace_substring_regex(names, patterns.degrees_after_comma, r"\1")
    return pc.ascii_trim_whitespace(names)


def is_title(names: pa.Array) -> pa.Array:
    """Whether a text is an honorific and nothing else; null where the name is."""
    return pc.match_substring_regex(names, _patterns().only_honorific)


def split_generation(names: pa.Array) -> tuple[pa.Array, pa.Array]:
    """The names without the generation, and the generation: jr, sr, ii, iii or iv, null where there is none.

    "Sr." before a name is Spanish for Mr, after one it is Senior; so the name must have lost its honorifics.
    """
    pattern = _patterns().generation
    found = pc.struct_field(pc.extract_regex(names, pattern), "spelling")
    forms = _generations()
    place = pc.index_in(pc.ascii_lower(found), value_set=pa.array(list(forms)))
    return (
        pc.replace_substring_regex(names, pattern, r"\2", max_replacements=1),
        pc.take(pa.array(list(forms.values())), place),
    )


@cache
def _patterns() -> _Patterns:
    titles = _document()
    plain, dotted = _any_of(titles["honorifics"]), _any_of(titles["honorifics_with_dot"])
    degrees, as_written = _any_of(titles["degrees"]), _any_of(titles["degrees_as_written"])
    after_comma = _any_of([*titles["degrees_after_comma"], *titles["degrees_as_written"]])
    return _Patterns(
        only_honorific=rf"(?i)^(?:{plain}\.?|{dotted}\.)$",
        honorifics=rf"(?i)(^|,)\s*(?:{plain}(?:\.\s*|\s+)|{dotted}\.\s*)+([a-z])",
        degrees=rf"(?:[\s,]+(?:(?i:{degrees})|{as_written})\b\.?)+\s*(,|$)",
        degrees_after_comma=rf"(?i)(?:,\s*{after_comma}\b\.?)+\s*(,|$)",
        generation=rf"(?i)[\s,]+(?P<spelling>{'|'.join(_generations())})\b\.?\s*(?P<rest>,|$)",
    )


@cache
def _generations() -> dict[str, str]:
    """Each spelling of a generation and the form that compares."""
    return {spelling: form for form, spellings in _document()["suffixes"].items() for spelling in spellings}


def _any_of(titles: Iterable[str]) -> str:
    """A pattern of the titles, longest first, each letter with or without a dot."""
    choices = (
        r"\.?\s+".join(r"\.?".join(map(re.escape, word)) for word in title.split())
        for title in sorted(titles, key=lambda title: (-len(title), title))
    )
    return f"(?:{'|'.join(choices)})"


@cache
def _document() -> dict[str, Any]:
    import yaml

    text = (files("mopsctl.normalize.data") / "name_titles.yaml").read_text(encoding="utf-8")
    document: dict[str, Any] = yaml.safe_load(text)
    return document
