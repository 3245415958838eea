"""Progress drawn on standard error: a bar with counts and what is being done, only where a person watches."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout

from mopsctl.progress import Progress, Silent


class Bar:
    """Progress as a rich bar; a step that ends leaves no trace."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.fields[count]}"),
            TimeElapsedColumn(),
        )
        self._progress = Progress(*columns, console=Console(stderr=True), transient=True)
        self._task = self._progress.add_task("Starting", total=None, count="")
        self._done = 0
        self._total: int | None = None
        self._unit = ""

    def __enter__(self) -> Bar:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def step(self, description: str, total: int | None = None, unit: str = "") -> None:
        """Begin a step."""
        self._done, self._total, self._unit = 0, total, unit
        self._progress.reset(self._task, total=total, description=description, count=self._count())

    def advance(self, amount: int) -> None:
        """Move the bar on."""
        self._done += amount
        self._progress.update(self._task, completed=self._done, count=self._count())

    def _count(self) -> str:
        if self._unit == "bytes":
            done, total = f"{self._done / 1e6:,.0f}", self._total and f"{self._total / 1e6:,.0f} MB"
        else:
            done, total = f"{self._done:,}", self._total and f"{self._total:,} {self._unit}"
        return f"{done} of {total}" if total else done


@contextmanager
def watched(quiet: bool) -> Iterator[Progress]:
    """Progress for a command: a bar on a terminal, silence elsewhere or where it is asked for.

    What plug-ins print meanwhile goes to standard error: standard output is the result's alone.
    """
    if quiet or not sys.stderr.isatty():
        with redirect_stdout(sys.stderr):
            yield Silent()
        return
    with Bar() as bar, redirect_stdout(sys.stderr):
        yield bar
