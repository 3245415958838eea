"""Owner ids as names, where the source has a table of users."""

from __future__ import annotations

from sqlglot import exp

from mopsctl.workspace import DIALECT, Table, Workspace


def owner_names(workspace: Workspace, table: Table) -> dict[str, str]:
    """The name of each user by id, as ids are written in that table (in 15 or 18 characters)."""
    names: dict[str, str] = {}
    for users in workspace.of_object("user"):
        if users.origin not in (table.origin, None):
            continue
        label = _label(users)
        position = users.position("id")
        if label is None or position is None:
            continue
        query = exp.select(exp.column(f"c{position}"), label).from_(users.name)
        for identity, name in workspace.query(query):
            if identity and name and name.strip():
                names[identity] = names[identity[:15]] = name.strip()
    return names


def _label(users: Table) -> exp.Expr | None:
    if "name" in users.mapping:
        return exp.column(f"c{users.mapping['name']}")
    parts = [exp.column(f"c{users.mapping[n]}") for n in ("first_name", "last_name") if n in users.mapping]
    if not parts:
        return None
    return exp.func("CONCAT_WS", exp.Literal.string(" "), *parts, dialect=DIALECT)
