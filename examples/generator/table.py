"""The records of one export file while they are being made."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from .salesforce_id import IdSequence, new_sequence

Row = dict[str, str]

SEED = "quillmere"


@dataclass(slots=True)
class Table:
    """One export file: its columns in order, its records, and where the next id comes from."""

    object: str
    file: str
    columns: tuple[str, ...]
    ids: IdSequence
    id_column: str = "Id"
    rows: list[Row] = field(default_factory=list)


def new_table(object_name: str, file: str, columns: tuple[str, ...], id_column: str = "Id") -> Table:
    ids = new_sequence(object_name, rng_for(f"{file} ids"))
    return Table(object_name, file, columns, ids, id_column)


def rng_for(purpose: str) -> Random:
    """Return a random stream of its own for each purpose, so that a change in one file leaves the others."""
    return Random(f"{SEED} {purpose}")
