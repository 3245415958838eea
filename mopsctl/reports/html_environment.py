"""What every HTML page is made with: our own templates, everything else escaped, styles and scripts by their hash."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Inline:
    """A style or script that stands in the page itself, and what admits it in the page's policy."""

    text: Markup
    hash: str


def inline(*names: str) -> Inline:
    """Files of ours as one inline element, with the source expression that admits exactly it (CSP level 2)."""
    text = "\n".join(template_text(name) for name in names)
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return Inline(Markup(text), f"'sha256-{digest}'")  # noqa: S704 - our own file


def environment(filters: Mapping[str, Callable[..., str]], names: Mapping[str, Any]) -> Environment:
    """Templates that escape what they are given and fail on what they are not; ``names`` are known to all of them."""
    made = Environment(
        loader=FunctionLoader(template_text),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(filters)
    made.globals.update(names)
    return made


def template_text(name: str) -> str:
    """One of our template, style or script files."""
    return files("mopsctl.reports.templates").joinpath(name).read_text(encoding="utf-8")
