"""Kinds that fail: what a kind's own code raises is told of as a `Failure`, and the run goes on without its rule."""

from __future__ import annotations

import duckdb

from mopsctl.engine.registry import installed, plugin_of
from mopsctl.engine.rule import Rule
from mopsctl.engine.unavailable import Unavailable
from mopsctl.errors import MopsctlError
from mopsctl.failure import Failure, error_text

PASSED_ON = (MopsctlError, MemoryError, duckdb.OperationalError, duckdb.InterruptException)
"""What is no fault of the kind that was running: the user's mistakes, no memory, no disk, Ctrl-C."""


class KindFailedError(Exception):
    """A kind failed while its findings were put in words."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.message)
        self.failure = failure


def is_passed_on(error: BaseException) -> bool:
    """Whether an error is no fault of a kind. DuckDB turns Ctrl-C into an error of changing class."""
    return isinstance(error, PASSED_ON) or "Query interrupted" in str(error)


def failure_of(rule: Rule, error: BaseException) -> Failure:
    """What a kind raised while its rule was checked.

    :raises Exception: the same again, where it is no fault of the kind.
    """
    if is_passed_on(error):
        raise error
    if isinstance(rule.kind, Unavailable):
        plugin = ", ".join(dict.fromkeys(failure.plugin for failure in installed().failures))
        said, why = str(error), f"no plug-in that can be loaded has its kind {rule.kind.name!r}"
    else:
        plugin, said = plugin_of(rule.kind), error_text(error)
        why = f"its kind {rule.kind.name!r}, of the plug-in {plugin!r}, failed: {said}"
    return Failure(plugin, rule.id, said, f"the rule {rule.id!r} is not checked: {why}")
