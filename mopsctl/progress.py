"""How long work tells what it is doing; the command line draws it, the library stays silent by default."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Receives the steps of a run: a description, a total where it is known, and advances towards it."""

    def step(self, description: str, total: int | None = None, unit: str = "") -> None:
        """A new step begins, and the one before it has ended."""

    def advance(self, amount: int) -> None:
        """``amount`` more of the step's total is done."""


class Silent:
    """Progress that nobody watches."""

    def step(self, description: str, total: int | None = None, unit: str = "") -> None:
        """Say nothing."""

    def advance(self, amount: int) -> None:
        """Say nothing."""
