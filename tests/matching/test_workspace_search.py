"""A search of a workspace: made once for all who ask for it in a run."""

from __future__ import annotations

import pyarrow as pa

from mopsctl.matching.workspace_search import SearchOptions, shared_by_rules, shared_search
from mopsctl.schema.model import Detection
from mopsctl.sources.table import LINE_COLUMN, SourceTable
from mopsctl.workspace import Workspace

HEADERS = ["id", "first_name", "last_name", "email", "phone"]
ROWS = [
    ["1", "Dana", "Reyes", "dana@acme.com", "+1 415 701 2311"],
    ["2", "Dana", "Reyes", "dana@acme.com", "(415) 701-2311"],
    ["3", "Omar", "Haddad", "omar@acme.com", "+1 212 701 2412"],
]


def filled(workspace: Workspace) -> Workspace:
    mapping = {name: place for place, name in enumerate(HEADERS)}
    columns = [pa.array([row[place] for row in ROWS]) for place in range(len(HEADERS))]
    lines = pa.array(range(2, len(ROWS) + 2), pa.int64())
    names = [*(f"c{place}" for place in range(len(HEADERS))), LINE_COLUMN]
    batch = pa.RecordBatch.from_arrays([*columns, lines], names=names)
    table = SourceTable("contacts.csv", HEADERS, HEADERS, iter(()))
    workspace.add(table, Detection("contact", 1.0, "salesforce", 1.0, mapping), [batch])
    return workspace


def test_a_search_is_made_once_a_run() -> None:
    with filled(Workspace()) as workspace:
        assert shared_by_rules(workspace) is None
        shared = shared_search(workspace, SearchOptions())
        assert shared_search(workspace, SearchOptions()) is shared
        assert shared_by_rules(workspace) is shared.found


def test_records_know_their_place_and_their_system() -> None:
    with filled(Workspace()) as workspace:
        shared = shared_search(workspace, SearchOptions())
        assert shared.records.span(workspace.tables[0]) == (0, 3)
        assert shared.records.systems([0, 2]) == ["salesforce", "salesforce"]
        assert shared.records.locations([2, 0]) == [("contacts.csv", 4), ("contacts.csv", 2)]
        assert sorted(shared.records.ids(shared.found.groups["record"].to_numpy())) == ["1", "2"]


def test_nothing_to_search_is_nothing_found() -> None:
    with Workspace() as workspace:
        assert len(shared_search(workspace, SearchOptions()).found.groups) == 0
