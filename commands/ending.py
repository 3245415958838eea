"""How a command on records ends: what did not work is said, and the exit code tells of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import typer

from mopsctl.errors import MopsctlError

if TYPE_CHECKING:
    from mopsctl.failure import Failure
    from mopsctl.results import AuditResult


def end(result: AuditResult, found: bool) -> None:
    """End with 2 where a plug-in failed, else with 1 where ``found`` says so, but for the run that writes a baseline.

    :raises typer.Exit: always.
    """
    say_failures(result.failures)
    if result.failures:
        raise typer.Exit(MopsctlError.exit_code)
    is_new = result.baseline is None or not result.baseline.written
    raise typer.Exit(int(found and is_new))


def say_failures(failures: Iterable[Failure]) -> None:
    """One line on standard error for each."""
    for failure in failures:
        typer.echo(f"Error: {failure.message}", err=True)
