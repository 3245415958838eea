"""Searches of made records, with all that a search knows: its facets, weights, blocks and pairs."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from mopsctl.auditing.dedupe import DedupeOptions, search_options
from mopsctl.auditing.ingest import ingest
from mopsctl.auditing.options import AuditOptions
from mopsctl.config import Config, default_matches
from mopsctl.matching.finding import Searched
from mopsctl.matching.workspace_search import search_populations
from mopsctl.workspace import Workspace

from .background import Maker
from .headers import HEADERS

THINGS = {"id": "Key", "name": "Title", "company": "Publisher", "city": "Town", "postal_code": "Shelf"}
"""Columns that no CRM has."""
FEW = ("id", "first_name", "last_name", "phone")
"""Fields of people of whom little is known."""
KINDS = ("people", "few fields", "companies", "things")


def write(path: Path, headers: Mapping[str, str], rows: Sequence[Mapping[str, str]]) -> Path:
    """A file of records, its columns called by ``headers``."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(headers.values())
        writer.writerows([row.get(name, "") for name in headers] for row in rows)
    return path


@cache
def searched(kind: str) -> Searched:
    """The search of a made table: people (of all fields or few), companies, numbers, things of which no CRM knows."""
    with TemporaryDirectory() as folder:
        return search_file(_written(kind, Path(folder) / "records.csv"))


def search_file(path: Path) -> Searched:
    """The search of a file that has one population."""
    config = Config(match=default_matches())
    with Workspace() as workspace:
        ingest(workspace, path, AuditOptions(), config)
        return search_populations(workspace, search_options(config, DedupeOptions()))[1][0]


def _written(kind: str, path: Path) -> Path:
    if kind == "people":
        return write(path, HEADERS["contact"], Maker(7).people(600, "C"))
    if kind == "few fields":
        return write(path, {name: HEADERS["contact"][name] for name in FEW}, Maker(7).people(600, "C"))
    if kind == "numbers":
        return write(path, {"id": "Key", "phone": "Phone"}, Maker(7).people(600, "C"))
    rows = Maker(7).accounts("A")
    if kind == "companies":
        return write(path, HEADERS["account"], rows)
    return write(path, THINGS, [{**row, "company": row.get("industry", "")} for row in rows])
