"""Findings that are accepted: suppressed ones leave the score, those of a baseline only the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mopsctl.acceptance import BaselineReport
from mopsctl.auditing.baseline import Baseline
from mopsctl.auditing.options import AuditOptions
from mopsctl.engine.run import Run
from mopsctl.engine.suppressing import Use, suppress
from mopsctl.engine.suppression import Suppression
from mopsctl.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Accepted:
    """The use of each suppression, and what the baseline knew."""

    uses: tuple[Use, ...] = ()
    baseline: BaselineReport | None = None


def accept(
    workspace: Workspace,
    run: Run,
    suppressions: Sequence[Suppression],
    baseline: Baseline | None,
    options: AuditOptions,
) -> Accepted:
    """Take accepted findings out of a run."""
    uses = tuple(suppress(workspace, run.tables, suppressions, run.scope))
    known = None if baseline is None else baseline.compare(workspace, run, options.prune)
    return Accepted(uses, known)
