"""Where a thing stands in its source, in the ``file:line`` form that editors and people know."""

from __future__ import annotations

from mopsctl.reports.visible import visible


def place(path: str, line: int | None = None, sheet: str | None = None) -> str:
    """``contacts.csv:17``, or ``book.xlsx[Leads]:17`` for a sheet; the path alone where no line is known."""
    name = visible(path) if sheet is None else f"{visible(path)}[{visible(sheet)}]"
    return name if line is None else f"{name}:{line}"
