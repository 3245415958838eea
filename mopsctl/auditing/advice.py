"""What to tidy in an object itself: fields nobody fills, fields that say the same, values nobody uses."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from rapidfuzz import fuzz
from sqlglot import exp

from mopsctl.engine.cell import cell_text
from mopsctl.engine.rule import Rule
from mopsctl.engine.table_run import TableRun
from mopsctl.findings import Severity
from mopsctl.results import FieldAdvice, FieldReport
from mopsctl.schema.headers import header_key
from mopsctl.schema.model import ValueKind
from mopsctl.workspace import ROW, Workspace

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

    Codes = npt.NDArray[np.uint64]

RETIRE_BELOW = 0.01
"""A field with a usable value in fewer than one record in a hundred is a candidate to retire."""
LEAST_ROWS = 50
"""In a smaller table an empty field says nothing."""
SAMPLE_ROWS = 5_000
SAME_VALUES = 0.95
SAME_NAME_AND_VALUES = 0.6
NAMES_ALIKE = 85
LEAST_OVERLAP = 20
MOST_COMPARED = 300
"""Columns that are compared with each other: pairs grow with their square."""
PICKLISTS = {ValueKind.PICKLIST.value, ValueKind.TEXT.value}


def table_advice(
    workspace: Workspace, run: TableRun, fields: Sequence[FieldReport], rules: Sequence[Rule]
) -> list[FieldAdvice]:
    """All advice on a table, in the order of its columns."""
    if run.table.rows < LEAST_ROWS:
        return []
    return [
        *_unfilled(fields),
        *_same(workspace, run, fields),
        *_unused_values(workspace, run, fields, rules),
    ]


def _unfilled(fields: Sequence[FieldReport]) -> list[FieldAdvice]:
    found = []
    for field in fields:
        if field.usable < RETIRE_BELOW * field.rows:
            share = f"{field.usable:,} of {field.rows:,} records have a usable value"
            junk = (
                f" ({field.filled - field.usable:,} hold a placeholder)"
                if field.filled > field.usable
                else ""
            )
            found.append(
                FieldAdvice(field.object, "unfilled", (field.header,), f"{field.header}: {share}{junk}")
            )
    return found


def _same(workspace: Workspace, run: TableRun, fields: Sequence[FieldReport]) -> list[FieldAdvice]:
    """Pairs of columns that mostly hold the same value, judged on the first records; of wide tables the fullest."""
    candidates = [p for p, field in enumerate(fields) if field.usable >= LEAST_OVERLAP and field.distinct > 1]
    candidates = sorted(sorted(candidates, key=lambda p: -fields[p].usable)[:MOST_COMPARED])
    if len(candidates) < 2:
        return []
    columns = [exp.alias_(exp.Lower(this=cell_text(p)), f"c{p}") for p in candidates]
    head = exp.select(*columns).from_(run.table.name).order_by(ROW).limit(SAMPLE_ROWS)
    sample = workspace.arrow(head).to_pandas()
    codes = {p: _codes(sample[f"c{p}"]) for p in candidates}
    found = []
    for left, right in combinations(candidates, 2):
        both, same = _overlap(codes[left], codes[right])
        if both >= LEAST_OVERLAP and same >= _bound(fields[left].header, fields[right].header) * both:
            names = (fields[left].header, fields[right].header)
            message = (
                f"{names[0]} and {names[1]} hold the same value in {same / both:.0%} of the records with both"
            )
            found.append(FieldAdvice(run.table.object, "same", names, message))
    return found


def _codes(values: pd.Series[str]) -> Codes:
    """A number for each value that is the same in every column; 0 where it is empty."""
    import numpy as np
    import pandas as pd

    texts = values.fillna("")
    hashed = pd.util.hash_pandas_object(texts, index=False)
    return np.asarray(hashed.where(texts != "", 0), dtype=np.uint64)


def _overlap(left: Codes, right: Codes) -> tuple[int, int]:
    both = (left != 0) & (right != 0)
    return int(both.sum()), int((both & (left == right)).sum())


def _bound(left: str, right: str) -> float:
    alike = fuzz.token_set_ratio(_words(left), _words(right)) >= NAMES_ALIKE
    return SAME_NAME_AND_VALUES if alike else SAME_VALUES


def _words(header: str) -> str:
    spaced = "".join(f" {c}" if c.isupper() else c for c in header.removesuffix("__c"))
    return " ".join(header_key(word) for word in spaced.replace("_", " ").split())


def _unused_values(
    workspace: Workspace, run: TableRun, fields: Sequence[FieldReport], rules: Sequence[Rule]
) -> list[FieldAdvice]:
    """Values that a rule allows for a picklist and no record has.

    Of states and countries, a rule's list holds every spelling, and nobody uses them all; nor of what a rule
    of severity info takes for known, which is nobody's picklist.
    """
    found = []
    for rule in rules:
        allowed: list[str] = getattr(rule.params, "values", [])
        if rule.kind.name != "one_of" or rule.severity is Severity.INFO:
            continue
        if not rule.is_for(run.table):
            continue
        position = run.table.position(rule.fields[0])
        if position is None or fields[position].kind not in PICKLISTS:
            continue
        query = (
            exp.select(exp.alias_(exp.Lower(this=cell_text(position)), "value"))
            .distinct()
            .from_(run.table.name)
        )
        used = {value for (value,) in workspace.query(query)}
        unused = [value for value in allowed if value.lower() not in used]
        if unused:
            header = run.table.headers[position]
            listed = ", ".join(unused[:8]) + (" …" if len(unused) > 8 else "")
            message = f"{header}: no record has {listed}, which {rule.id} allows"
            found.append(FieldAdvice(run.table.object, "unused_value", (header,), message))
    return found
