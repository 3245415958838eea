"""Sentences on what a search for duplicates could not look at."""

from __future__ import annotations

from collections.abc import Sequence

from mopsctl.matching.compared_records import ComparedRecords, id_position
from mopsctl.matching.decisions import Decisions
from mopsctl.matching.finding import Searched
from mopsctl.workspace import Workspace

SHOWN = 3


def notes_on(
    workspace: Workspace,
    records: ComparedRecords,
    searched: Sequence[Searched],
    decisions: Decisions | None = None,
) -> list[str]:
    """What users should know: nothing to compare by, ids that are missing or repeated, decisions on nobody."""
    notes = []
    for one in searched:
        name = ", ".join(part.source.path for table in one.population.tables for part in table.parts)
        if not one.design.facets:
            notes.append(f"{name}: no column can be compared, so no duplicates were searched there.")
        elif len(one.design.facets) == 1:
            notes.append(
                f"{name}: only {one.design.facets[0].name} can be compared, which is little evidence."
            )
        for table in one.population.tables:
            if id_position(workspace, table) is None:
                path = table.parts[0].source.path
                notes.append(f"{path}: records have no id column and are named by file and line.")
    unknown = None if decisions is None else decisions.unknown_note(records)
    if unknown is not None:
        notes.append(unknown)
    repeated = records.repeated_ids()
    if repeated:
        shown = ", ".join(f"{name} {record} ({count} records)" for name, record, count in repeated[:SHOWN])
        notes.append(
            f"{len(repeated):,} ids have several records, which are compared as different ones: {shown}."
        )
    return notes
