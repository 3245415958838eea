"""Reads the YAML tables that ship in ``mopsctl/schema/data``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

# libyaml is some ten times faster; a platform without it still works.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def load_table(name: str) -> dict[str, Any]:
    """The content of ``data/<name>``, parsed once a process."""
    text = files("mopsctl.schema.data").joinpath(name).read_text(encoding="utf-8")
    table: dict[str, Any] = yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader, either way
    return table


@cache
def vendor_names() -> tuple[str, ...]:
    """Vendors that have a table of spellings, "generic" last, each as in ``spellings_<vendor>.yaml``."""
    stems = (entry.name for entry in files("mopsctl.schema.data").iterdir())
    found = [name[len("spellings_") : -len(".yaml")] for name in stems if name.startswith("spellings_")]
    return tuple(sorted(found, key=lambda name: (name == "generic", name)))
