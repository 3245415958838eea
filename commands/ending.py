"""How a command on records ends: what did not work is said, and the exit code tells of it."""

from __future__ import annotations

from collections.abc import Collection
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
    end_with(result.failures)
    is_new = result.baseline is None or not result.baseline.written
    raise typer.Exit(int(found and is_new))


def end_with(failures: Collection[Failure]) -> None:
    """Say each failure on standard error, and end with 2 where there is one.

    :raises typer.Exit: where there is a failure.
    """
    for failure in failures:
        typer.echo(f"Error: {failure.message}", err=True)
    if failures:
        raise typer.Exit(MopsctlError.exit_code)
