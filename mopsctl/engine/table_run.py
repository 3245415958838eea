"""What the scan of a table leaves.

Its marks are a table in the workspace: ``_row``; for each column ``m<position>``, null where the cell is empty,
false where it is a placeholder, true where it is usable; for each rule ``v<number>``, null where the rule does
not apply to the record, false where it is kept, true where it is broken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlglot import exp

from mopsctl.engine.record import Record
from mopsctl.engine.rule import Rule
from mopsctl.failure import Failure
from mopsctl.findings import Finding
from mopsctl.workspace import Table, Workspace


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the records of a table did by a rule.

    ``column`` is the rule's column in the marks; ``details`` names the table that holds what the kind's own
    judgement left: keyed by ``_row``, or by the values of ``fields`` (``k0``, ``k1``, …). ``failed`` records break the
    rule, of which ``known`` are in the baseline. ``listed`` names the table of the findings that are reported
    (``_row``, ``mark``: the fingerprint), where those are not all; ``examples`` are the first of them.
    """

    rule: Rule
    table: Table
    column: str
    fields: tuple[str, ...]
    details: str | None = None
    keyed_by_row: bool = False
    checked: int = 0
    failed: int = 0
    known: int = 0
    listed: str | None = None
    examples: tuple[Finding, ...] = ()

    @property
    def reported(self) -> int:
        """How many findings there are: records that break the rule and are not in the baseline."""
        return self.failed - self.known


@dataclass(frozen=True, slots=True)
class NotChecked:
    """A rule that could not be checked on a table, and why, as a sentence."""

    rule: Rule
    table: Table
    reason: str


@dataclass(frozen=True, slots=True)
class ColumnFill:
    """Of a column: how many cells are filled, and how many are usable (filled with no placeholder)."""

    position: int
    filled: int
    usable: int


@dataclass(slots=True)
class TableRun:
    """Everything the scan of a table found, and the record whose expressions it used.

    ``accepted`` names the tables of records (``_row``) that suppressions are about.
    """

    table: Table
    record: Record
    marks: str
    outcomes: list[Outcome] = field(default_factory=list)
    not_checked: list[NotChecked] = field(default_factory=list)
    columns: list[ColumnFill] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    accepted: list[str] = field(default_factory=list)


def count_marks(workspace: Workspace, marks: str, columns: Sequence[str]) -> dict[str, tuple[int, int]]:
    """For each column of marks, how many are not null, and how many are true."""
    if not columns:
        return {}
    counts: list[exp.Expr] = []
    for column in columns:
        counts.append(exp.Count(this=exp.column(column)))
        counts.append(count_true(exp.column(column)))
    row = workspace.query(exp.select(*counts, copy=False).from_(marks, copy=False))[0]
    return {column: (int(row[2 * i]), int(row[2 * i + 1])) for i, column in enumerate(columns)}


def count_true(column: exp.Expr) -> exp.Expr:
    """How often a column is true. DuckDB's COUNT_IF is null, not 0, where every value is null."""
    return exp.func("COALESCE", exp.func("COUNT_IF", column), exp.Literal.number(0))
