"""Look-ups into the tables of a workspace, for rules that need more than their own table."""

from __future__ import annotations

from collections.abc import Sequence

from sqlglot import exp

from mopsctl.engine.cell import cell_text
from mopsctl.engine.kinds import Tables
from mopsctl.workspace import Workspace


class WorkspaceTables(Tables):
    """The tables of a workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def records(self, object_name: str, fields: Sequence[str], origin: str | None) -> exp.Query | None:
        """See `Tables`."""
        selections: list[exp.Query] = []
        for table in self._workspace.of_object(object_name):
            known = all(table.position(name) is not None for name in fields)
            if known and (origin is None or table.origin in (origin, None)):
                texts = [exp.alias_(cell_text(table.position_of(name)), name, quoted=True) for name in fields]
                selections.append(exp.select(*texts).from_(table.name))
        if not selections:
            return None
        return selections[0] if len(selections) == 1 else exp.union(*selections, distinct=False)
