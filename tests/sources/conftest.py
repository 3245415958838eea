"""A source written to disk and read back through the public interface."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from mopsctl.sources.open import open_source
from mopsctl.sources.table import FileFailure, ProblemKind, ReadOptions, ReadProblem, SourceTable


@dataclass
class Read:
    """A table with all its rows in memory."""

    table: SourceTable
    rows: list[list[str | None]]
    lines: list[int]

    @property
    def headers(self) -> list[str]:
        return self.table.headers

    def problems(self, kind: ProblemKind) -> list[ReadProblem]:
        return [problem for problem in self.table.problems if problem.kind is kind]

    @property
    def repaired(self) -> list[ReadProblem]:
        return self.problems(ProblemKind.REPAIRED)

    @property
    def rejected(self) -> list[ReadProblem]:
        return self.problems(ProblemKind.REJECTED)

    @property
    def skipped(self) -> list[ReadProblem]:
        return self.problems(ProblemKind.SKIPPED)

    @property
    def notes(self) -> list[str]:
        return [problem.reason for problem in self.problems(ProblemKind.NOTE)]


def drain(table: SourceTable) -> Read:
    rows: list[list[str | None]] = []
    lines: list[int] = []
    for batch in table.batches:
        assert batch.schema.names == [*(f"c{i}" for i in range(len(table.headers))), "_line"]
        columns = [column.to_pylist() for column in batch.columns]
        rows += [list(row[:-1]) for row in zip(*columns, strict=True)]
        lines += columns[-1]
    return Read(table, rows, lines)


def read_everything(source: Path | str, options: ReadOptions | None = None) -> list[Read | FileFailure]:
    found = open_source(source, options or ReadOptions())
    return [item if isinstance(item, FileFailure) else drain(item) for item in found]


def read_one(source: Path | str, options: ReadOptions | None = None) -> Read:
    (found,) = read_everything(source, options)
    assert isinstance(found, Read)
    return found


Reader = Callable[..., Read]


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    """Write content (text as UTF-8, or bytes) to a file of a name, and read the only table in it."""

    def write_and_read(
        content: str | bytes, name: str = "contacts.csv", options: ReadOptions | None = None
    ) -> Read:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_one(path, options)

    return write_and_read


@pytest.fixture(name="read_everything")
def _read_everything() -> Callable[..., list[Read | FileFailure]]:
    return read_everything


@pytest.fixture(name="read_one")
def _read_one() -> Reader:
    return read_one
