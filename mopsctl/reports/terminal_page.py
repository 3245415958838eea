"""Documentation on standard output: a table, a page of sections, or the same as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from mopsctl.errors import UsageError
from mopsctl.reports.visible import visible

PIPE_WIDTH = 120


def wants_json(form: str) -> bool:
    """Whether ``-f`` asks for JSON.

    :raises UsageError: where it asks for anything but that and text.
    """
    if form not in ("text", "json"):
        raise UsageError(f"-f {form}: give text or json")
    return form == "json"


def write_json(data: Any) -> None:
    """Data as indented JSON."""
    json.dump(data, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def write_table(columns: Sequence[str], rows: Iterable[Sequence[str]], foot: str) -> None:
    """A table whose first column is never broken, and a line below it."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    for name in columns:
        table.add_column(name, no_wrap=name == columns[0])
    for row in rows:
        table.add_row(*(Text(visible(cell)) for cell in row))
    console = Console(width=None if sys.stdout.isatty() else PIPE_WIDTH)
    # Kept and then written, since rich ends the process itself where the reader of a pipe went away.
    with console.capture() as kept:
        console.print(table)
        console.print(f"\n{foot}", highlight=False)
    sys.stdout.write(kept.get())
    sys.stdout.flush()


def write_page(title: str, subtitle: str, sections: Mapping[str, Sequence[str]]) -> None:
    """A title, a line on it, and each section that has any lines."""
    out = sys.stdout
    out.write(f"{visible(title)}\n{visible(subtitle)}\n")
    for heading, lines in sections.items():
        if lines:
            out.write(f"\n{heading}\n")
            out.writelines(f"  {visible(line)}".rstrip() + "\n" for line in lines)


def apart(paragraphs: Sequence[str]) -> list[str]:
    """Paragraphs as lines, with an empty one between."""
    return [line for paragraph in paragraphs for line in ("", paragraph)][1:]
