"""Rule kinds as pages: the list, and one kind explained."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from itertools import chain
from typing import Any

from mopsctl.kindbook import Key, KindEntry
from mopsctl.reports.terminal_page import apart, wants_json, write_json, write_page, write_table


def write_kind_list(kinds: Sequence[KindEntry], form: str) -> None:
    """The kinds to standard output, one a line, or as JSON."""
    if wants_json(form):
        write_json([_as_data(kind) for kind in kinds])
        return
    write_table(
        ("kind", "dimension", "what"),
        ((kind.name, kind.dimension.value, kind.summary) for kind in kinds),
        f"{len(kinds)} kinds. Explain one with: mopsctl rules explain --kind NAME",
    )


def write_kind(kind: KindEntry, form: str) -> None:
    """One kind to standard output, as a page or as JSON."""
    if wants_json(form):
        write_json(_as_data(kind))
        return
    sections = {
        "Checks": apart(kind.paragraphs),
        "Keys of its own": list(chain.from_iterable(map(_key_lines, kind.keys))),
        "Example": as_item(kind.example),
        "Defined in": [kind.module],
    }
    write_page(f"{kind.name}: a kind of rule", kind.dimension.value, sections)


def key_type(key: Key) -> str:
    """What a key holds, whether it must be there, and what holds where it is not."""
    said = [key.type, "required"] if key.required else [key.type]
    return ", ".join(said if key.default is None else [*said, f"by default {key.default}"])


def _key_lines(key: Key) -> list[str]:
    return [f"{key.name} ({key_type(key)})", f"    {key.description}"]


def as_item(rule: str) -> list[str]:
    """A rule as an item of the list in mopsctl.yaml."""
    first, *others = rule.splitlines()
    return ["rules:", f"  - {first}", *(f"    {line}" for line in others)]


def _as_data(kind: KindEntry) -> dict[str, Any]:
    return {**asdict(kind), "dimension": kind.dimension.value}
