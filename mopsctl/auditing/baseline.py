"""The baseline: a file of the findings that are known, so that only new ones are reported.

It is JSON with one line for each rule on an object and holds fingerprints, no values. A baseline that is not
there is written and hides nothing in that run.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
from sqlglot import exp

from mopsctl import __version__
from mopsctl.acceptance import BaselineReport
from mopsctl.engine.listing import MARK, listed, marks_query, take_away
from mopsctl.engine.run import Run
from mopsctl.engine.table_run import Outcome, TableRun
from mopsctl.errors import UsageError
from mopsctl.private_file import write_private
from mopsctl.workspace import Workspace

SCHEMA_VERSION = 1
COMMAND = "baseline"

Key = tuple[str, str]
"""A rule's id and an object."""
Marks = dict[Key, pa.Array]
"""The fingerprints of each rule on an object."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """A baseline file; ``marks`` is None where there is none yet."""

    path: Path
    marks: Marks | None

    def compare(self, workspace: Workspace, run: Run, prune: bool) -> BaselineReport:
        """Take the findings that are known out of the lists of a run; write the file where there is none.

        :param prune: whether fingerprints of rules that were checked, which no longer occur, leave the file.
        """
        if self.marks is None:
            found = {key: _found(workspace, parts) for key, parts in _outcomes(run).items()}
            _write(self.path, found)
            return BaselineReport(str(self.path), sum(map(len, found.values())), written=True)
        kept = dict(self.marks)
        for key, parts in _outcomes(run).items():
            if key in self.marks:
                kept[key] = _known(workspace, parts, self.marks[key])
        known = sum(outcome.known for table_run in run.tables for outcome in table_run.outcomes)
        pruned = sum(map(len, self.marks.values())) - sum(map(len, kept.values()))
        if prune and pruned:
            _write(self.path, kept)
        return BaselineReport(str(self.path), known, pruned=pruned if prune else 0)


def read_baseline(path: Path) -> Baseline:
    """The baseline of a file, to be written where there is none.

    :raises UsageError: for a file that cannot be read, is cut short, or is no baseline.
    """
    try:
        if path.exists() and not path.is_file():  # a device may be read without end
            raise UsageError(f"--baseline {path} is no plain file; a baseline is read and written anew")
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Baseline(path, None)
    except OSError as error:
        raise UsageError(f"--baseline {path} cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError):
        raise UsageError(f"--baseline {path} is no baseline, or is cut short: it is not whole JSON") from None
    if not isinstance(data, dict) or data.get("command") != COMMAND:
        raise UsageError(f"--baseline {path} is no baseline; name a file that an earlier run has written")
    if data.get("schema") != SCHEMA_VERSION:
        raise UsageError(
            f"--baseline {path} was written by another version of mopsctl; delete it to begin anew"
        )
    try:
        return Baseline(path, _marks(data["findings"]))
    except (KeyError, TypeError, ValueError, pa.ArrowException):
        raise UsageError(
            f"--baseline {path} is damaged; take an earlier copy, or delete it to begin anew"
        ) from None


def _marks(entries: list[dict[str, Any]]) -> Marks:
    marks: Marks = {}
    for entry in entries:
        key = (str(entry["rule"]), str(entry["object"]))
        if key in marks:
            raise ValueError(key)
        listed_marks = entry["fingerprints"]
        if not isinstance(listed_marks, list) or None in listed_marks:
            raise TypeError(key)
        marks[key] = pa.array(listed_marks, pa.string()).unique()
    return marks


def _outcomes(run: Run) -> Mapping[Key, list[tuple[TableRun, int]]]:
    """Where the outcomes of each rule on an object are: the run of a table, and the place in it."""
    places: dict[Key, list[tuple[TableRun, int]]] = {}
    for table_run in run.tables:
        for place, outcome in enumerate(table_run.outcomes):
            places.setdefault((outcome.rule.id, outcome.table.object), []).append((table_run, place))
    return places


def _found(workspace: Workspace, parts: list[tuple[TableRun, int]]) -> pa.Array:
    found = [_marks_of(workspace, run, run.outcomes[place]) for run, place in parts]
    return pa.concat_arrays(found).unique()


def _marks_of(workspace: Workspace, run: TableRun, outcome: Outcome) -> pa.Array:
    if not outcome.failed:
        return pa.array([], pa.string())
    query = exp.select(MARK).from_(marks_query(run, outcome).subquery("f"))
    return workspace.arrow(query).column(0).combine_chunks().cast(pa.string())


def _known(workspace: Workspace, parts: list[tuple[TableRun, int]], marks: pa.Array) -> pa.Array:
    """Take what the baseline knows out of the lists of findings; gives which of its fingerprints still occur."""
    still: list[pa.Array] = []
    for run, place in parts:
        if not run.outcomes[place].failed:
            continue
        outcome = listed(workspace, run, run.outcomes[place])
        name = f"known_{run.table.name}_{outcome.column}"
        workspace.store(name, pa.table({MARK: marks}))
        is_known = exp.column(MARK).isin(query=exp.select(MARK).from_(name))
        occurring = exp.select(MARK).distinct().from_(str(outcome.listed)).where(is_known)
        still.append(workspace.arrow(occurring).column(0).combine_chunks().cast(pa.string()))
        run.outcomes[place] = replace(outcome, known=take_away(workspace, outcome, is_known))
        workspace.execute(exp.Drop(tables=[exp.to_table(name)], kind="TABLE"))
    return pa.concat_arrays(still).unique() if still else pa.array([], pa.string())


def _write(path: Path, marks: Marks) -> None:
    with write_private(path) as out:
        head = {"schema": SCHEMA_VERSION, "command": COMMAND, "mopsctl": __version__}
        out.write("{\n" + "".join(f'"{key}": {json.dumps(value)},\n' for key, value in head.items()))
        out.write('"findings": [')
        separator = "\n"
        for line in _lines(marks):
            out.write(separator + line)
            separator = ",\n"
        out.write("\n]\n}\n")


def _lines(marks: Marks) -> Iterator[str]:
    """A line for each rule on an object that has findings, in the order of their names."""
    for (rule, object_name), found in sorted(marks.items(), key=lambda item: item[0]):
        if len(found):
            fingerprints = sorted(found.to_pylist())
            entry = {"rule": rule, "object": object_name, "fingerprints": fingerprints}
            yield json.dumps(entry, ensure_ascii=False)
