"""The state that one search for duplicates leaves for the next: a private file of what is known of compared pairs.

It is a Parquet file with a row a pair: which population it belongs to, a hash of what the two records say, and by
facet the level at which they do not agree. No value of a record is in it. Its metadata tell what wrote it, since
levels mean nothing to another version or another way of comparing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from mopsctl.errors import UsageError
from mopsctl.matching.comparisons import COMPARISONS
from mopsctl.matching.facet import Facet
from mopsctl.matching.memory import NOTHING, UNKNOWN, Known, Memory, fresh, learnt, record_hashes
from mopsctl.private_file import write_private_bytes

if TYPE_CHECKING:
    import pyarrow as pa

SCHEMA_VERSION = 1
HEADER = b"mopsctl"
"""The metadata by which mopsctl knows its own Parquet files, which are no exports."""
ROWS = 1_000_000
"""Rows that are written at once."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of one population's pairs, and how its records were compared (``design``)."""

    design: str
    known: Known


@dataclass(slots=True)
class State:
    """What an earlier run left (``earlier``) and what this one will leave (``later``), by population.

    ``said`` are sentences on what could not be used; ``pairs`` counts all that were compared, ``anew`` those of them
    that the earlier run did not know.
    """

    path: Path
    earlier: dict[str, Kept] = field(default_factory=dict)
    later: dict[str, Kept] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    pairs: int = 0
    anew: int = 0


def read_state(path: str | Path) -> State:
    """What an earlier run left in a file; nothing where there is none yet, or another version wrote it.

    :raises UsageError: for a file that is something else, which a state must not replace.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    target = Path(path)
    state = State(target)
    if not target.exists():
        state.said.append(f"{target}: there is no state yet, so every candidate pair is compared.")
        return state
    try:
        with target.open("rb") as stream:
            table = pq.read_table(stream)
        header = json.loads((table.schema.metadata or {})[HEADER])
        if header["schema"] != SCHEMA_VERSION or header["code"] != code_version():
            state.said.append(
                f"{target}: another version of mopsctl wrote it, so every candidate pair is compared."
            )
        else:
            known = enumerate(header["populations"])
            state.earlier = {one["name"]: _kept(table, number, one) for number, one in known}
    except (pa.ArrowException, OSError, KeyError, TypeError, ValueError) as error:
        raise UsageError(
            f"--since {target}: this is no whole state file of mopsctl; name another file, or delete it"
        ) from error
    return state


def memory_for(state: State, population: str, facets: Sequence[Facet], records: int) -> Memory:
    """The memory of a population with these facets."""
    memory = Memory(record_hashes(facets, records))
    kept = state.earlier.get(population)
    if kept is None:
        if state.earlier:
            state.said.append(
                f"{state.path}: it knows nothing of {population} records; all their pairs are compared."
            )
    elif kept.design != design_of(facets):
        state.said.append(
            f"{state.path}: {population} records had other fields to compare, so all their pairs are compared."
        )
    else:
        memory.earlier = kept.known
    return memory


def remember(state: State, population: str, facets: Sequence[Facet], memory: Memory) -> None:
    """Add what was seen of a population."""
    known = learnt(memory)
    state.pairs += len(known.keys)
    state.anew += fresh(memory, known)
    state.later[population] = Kept(design_of(facets), known)


def write_state(state: State) -> None:
    """Write what is known now; populations that were not searched stay as they were.

    :raises UsageError: where the file cannot be written.
    """
    import pyarrow.parquet as pq

    populations = {**state.earlier, **state.later}
    facets = max((len(kept.known.levels) for kept in populations.values()), default=0)
    schema = _schema(populations, facets)
    with (
        write_private_bytes(state.path) as stream,
        pq.ParquetWriter(stream, schema, compression="zstd", use_dictionary=False) as out,
    ):
        for number, kept in enumerate(populations.values()):
            for start in range(0, len(kept.known.keys), ROWS):
                out.write_table(_rows(kept.known, number, slice(start, start + ROWS), schema))


def since(state: State) -> tuple[str, ...]:
    """Sentences on what the state was good for."""
    if state.said and state.anew == state.pairs:
        return tuple(state.said)
    known = f"{state.path}: of {state.pairs:,} pairs, {state.anew:,} have a new or changed record and were compared."
    return (*state.said, known)


def design_of(facets: Sequence[Facet]) -> str:
    """How records are compared, less the values: what levels of another run must have in common with this one."""
    parts = [[f.name, f.kind, len(f.columns), list(f.marks), f.variants is not None] for f in facets]
    return hashlib.blake2b(json.dumps(parts).encode(), digest_size=16).hexdigest()


@cache
def code_version() -> str:
    """A hash of all code and word lists on which a level depends, and of the library that compares texts."""
    import rapidfuzz

    package = Path(__file__).parent.parent
    digest = hashlib.blake2b(rapidfuzz.__version__.encode(), digest_size=16)
    for folder in ("matching", "normalize"):
        for path in sorted((package / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def _schema(populations: dict[str, Kept], facets: int) -> pa.Schema:
    import pyarrow as pa

    named = [
        {"name": name, "design": kept.design, "facets": list(kept.known.levels)}
        for name, kept in populations.items()
    ]
    header = {"schema": SCHEMA_VERSION, "code": code_version(), "populations": named}
    columns = [
        ("population", pa.int16()),
        ("key", pa.uint64()),
        *((f"level{n}", pa.int8()) for n in range(facets)),
    ]
    return pa.schema(columns, metadata={HEADER: json.dumps(header).encode()})


def _rows(known: Known, number: int, part: slice, schema: pa.Schema) -> pa.Table:
    import pyarrow as pa

    keys = known.keys[part]
    levels = [levels[part] for levels in known.levels.values()]
    unused = [np.full(len(keys), UNKNOWN, np.int8)] * (len(schema) - 2 - len(levels))
    columns = [np.full(len(keys), number, np.int16), keys, *levels, *unused]
    return pa.table([pa.array(column) for column in columns], schema=schema)


def _kept(table: pa.Table, number: int, header: dict[str, Any]) -> Kept:
    """One population of a state.

    :raises ValueError: where it is not as `write_state` makes it.
    """
    here = np.flatnonzero(table.column("population").to_numpy() == number)
    part = table.slice(int(here[0]), len(here)) if len(here) else table.slice(0, 0)
    keys = part.column("key").to_numpy().astype(np.uint64)
    levels = {
        name: part.column(f"level{n}").to_numpy().astype(np.int8) for n, name in enumerate(header["facets"])
    }
    highest = max(len(one.levels) for one in COMPARISONS.values())
    if (keys[1:] <= keys[:-1]).any() or any(
        ((one < UNKNOWN) | (one >= highest)).any() for one in levels.values()
    ):
        raise ValueError("damaged")
    return Kept(str(header["design"]), Known(keys, levels) if len(keys) else NOTHING)
