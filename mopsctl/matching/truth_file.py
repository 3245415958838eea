"""Reads which records are truly the same: a file of pairs (``id_a,id_b``) or of clusters (``id,cluster``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pandas as pd
import pyarrow as pa

from mopsctl.errors import UsageError
from mopsctl.schema.headers import header_key
from mopsctl.sources.open import open_source
from mopsctl.sources.table import LINE_COLUMN, ProblemKind, SourceTable

PAIR_COLUMNS = (("id_a", "id_b"), ("id_1", "id_2"), ("left_id", "right_id"), ("record_a", "record_b"))
OBJECT_COLUMNS = ("object_a", "object_b")
ID_COLUMNS = ("id", "record_id")
CLUSTER_COLUMNS = ("cluster", "cluster_id", "group", "group_id", "entity", "entity_id", "person", "person_id")
DECISION = "decision"
NOT_DUPLICATE = "not-duplicate"


@dataclass(frozen=True, slots=True)
class TruthFile:
    """What a file says is true.

    ``rows`` has columns ``line`` (int64) and text: ``left`` and ``right``, the two ids of a pair where ``is_pairs``,
    an id and its cluster otherwise; ``left_object`` and ``right_object``, NA where the file does not say which
    objects are meant. ``apart`` are rows of the same columns: pairs that are said not to be duplicates.
    ``is_reviewed`` is whether it holds decisions on some pairs, and so says nothing of the others.
    ``notes`` are sentences on how the file was understood.
    """

    path: str
    is_pairs: bool
    is_reviewed: bool
    rows: pd.DataFrame
    apart: pd.DataFrame
    notes: tuple[str, ...] = ()


def read_truth(path: Path) -> TruthFile:
    """Read a file of pairs or clusters, in any format that a source may have.

    Headers are those of ``PAIR_COLUMNS``, or of ``ID_COLUMNS`` and ``CLUSTER_COLUMNS``, however they are written; of
    a file that names none of them the first column is the id and the second the cluster. Others are not looked at,
    but for ``object`` (or ``object_a`` and ``object_b``), and ``decision``, by which a file of reviewed pairs says
    which of them are not duplicates.

    :raises SourceError: where the file cannot be read.
    :raises UsageError: where it does not hold truth; the message names the line.
    """
    table = _only_table(path)
    columns = {header_key(header): position for position, header in reversed(list(enumerate(table.headers)))}
    pair = next((names for names in PAIR_COLUMNS if _has(columns, names)), None)
    notes: list[str] = []
    if pair is not None:
        wanted = [columns[header_key(name)] for name in pair]
        objects = [columns.get(header_key(name)) for name in OBJECT_COLUMNS]
    else:
        wanted = _id_and_cluster(path, table.headers, columns, notes)
        objects = [columns.get("object"), None]
    decision = columns.get(DECISION) if pair else None
    frame = _frame(table, [*wanted, *objects, decision])
    _check_whole(path, table, frame, ("an id", "an id" if pair else "a cluster"))
    apart = frame["decision"].str.casefold().eq(NOT_DUPLICATE).fillna(value=False)
    rows = frame.drop(columns="decision")
    is_reviewed = decision is not None
    if is_reviewed:
        notes.append(f"{path} holds decisions: pairs on which nobody decided count as no duplicates")
    return TruthFile(str(path), pair is not None, is_reviewed, rows[~apart], rows[apart], tuple(notes))


def _has(columns: dict[str, int], names: Sequence[str]) -> bool:
    return all(header_key(name) in columns for name in names)


def _only_table(path: Path) -> SourceTable:
    tables = [table for table in open_source(path) if isinstance(table, SourceTable)]
    if len(tables) > 1:
        names = ", ".join(table.sheet or table.path for table in tables)
        raise UsageError(
            f"{path} holds several tables ({names}): give a file with one, of pairs or of clusters"
        )
    return tables[0]


def _id_and_cluster(path: Path, headers: list[str], columns: dict[str, int], notes: list[str]) -> list[int]:
    """Where a record's id and its cluster stand."""
    found = [_first_of(columns, names) for names in (ID_COLUMNS, CLUSTER_COLUMNS)]
    if None not in found:
        return [position for position in found if position is not None]
    if len(headers) < 2:
        raise UsageError(f"{path} has one column: give pairs (id_a,id_b) or clusters (id,cluster)")
    taken = f"{headers[0]!r} is taken for the header of record ids and {headers[1]!r} for that of clusters"
    notes.append(f"{path}: {taken}; name them id and cluster to be sure")
    return [0, 1]


def _first_of(columns: dict[str, int], names: Sequence[str]) -> int | None:
    return next((columns[header_key(name)] for name in names if header_key(name) in columns), None)


def _frame(table: SourceTable, positions: Sequence[int | None]) -> pd.DataFrame:
    """The columns at those positions as trimmed text, NA where empty or not there, and the lines."""
    batches = list(table.batches)
    whole = pa.Table.from_batches(batches) if batches else None
    names = ("left", "right", "left_object", "right_object", "decision")
    lines = whole[LINE_COLUMN].to_numpy() if whole is not None else []
    frame = pd.DataFrame({"line": pd.Series(lines, dtype="int64")})
    for name, position in zip(names, positions, strict=True):
        if position is None or whole is None:
            frame[name] = pd.Series(pd.NA, index=frame.index, dtype="string[pyarrow]")
        else:
            text = pd.Series(whole[f"c{position}"].to_pandas(types_mapper=pd.ArrowDtype)).astype(
                "string[pyarrow]"
            )
            frame[name] = text.str.strip()
            frame[name] = frame[name].mask(frame[name] == "")
    return frame


def _check_whole(path: Path, table: SourceTable, frame: pd.DataFrame, what: tuple[str, str]) -> None:
    """Refuse a file that cannot be relied on: figures made with half of a truth are wrong."""
    for problem in table.problems:
        if problem.kind is ProblemKind.REJECTED:
            _refuse(path, problem.line, f"cannot be read as it stands ({problem.reason})")
    if frame.empty:
        raise UsageError(f"{path} holds no {'pairs' if what[1] == 'an id' else 'clusters'}")
    for column, said in zip(("left", "right"), what, strict=True):
        empty = frame.loc[frame[column].isna(), "line"]
        if len(empty):
            _refuse(path, int(empty.iloc[0]), f"there is no {said.split()[1]}; each line needs {said}")


def _refuse(path: Path, line: int | None, said: str) -> NoReturn:
    raise UsageError(f"{path}:{line}: {said}" if line is not None else f"{path}: {said}")
