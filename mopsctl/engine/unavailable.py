"""What stands for a kind that no plug-in offers, while one that may offer it cannot be loaded."""

from __future__ import annotations

from pydantic import ConfigDict
from sqlglot import exp

from mopsctl.engine.kinds import Params, RowKind, Scope, Violation
from mopsctl.engine.record import Record
from mopsctl.findings import Dimension


class AnyParams(Params):
    """Whatever keys the kind may have."""

    model_config = ConfigDict(extra="allow", frozen=True)


class Unavailable(RowKind):
    """The kind is not there, since its plug-in cannot be loaded: its rules are listed and not checked."""

    dimension = Dimension.VALIDITY
    Params = AnyParams

    def __init__(self, name: str) -> None:
        """:param name: the word that the rule uses as ``kind``."""
        self.name = name  # type: ignore[misc]

    def fields(self, params: AnyParams) -> tuple[str, ...]:
        return ()

    def applies(self, params: AnyParams, record: Record) -> exp.Expr | None:
        return None

    def violates(self, params: AnyParams, record: Record, scope: Scope) -> exp.Expr:
        raise LookupError(f"no kind {self.name!r}")

    def message(self, params: AnyParams, violation: Violation) -> str:
        return f"the kind {self.name!r} is not there"


def stand_in(name: str, plugins_failed: bool) -> Unavailable | None:
    """What stands for an unknown kind; nothing where every plug-in works and the name is a mistake."""
    return Unavailable(name) if plugins_failed else None
