"""The file of decisions: CSV to be kept in git, one decision a line, sorted, so that two branches merge.

Columns ``id_a,id_b,object_a,object_b,decision,decided,note``. The two records stand in the order of their objects and
ids; a line is read whichever stands first, and with Salesforce's ids of 15 characters as well as of 18. Lines may come
in any order and more than once, as a merge by git leaves them. A cell that a spreadsheet would run has a quote in
front (see `mopsctl.safe_cell`), which reading takes away.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mopsctl.errors import ConfigError, SourceError
from mopsctl.matching.decision_graph import graph_of
from mopsctl.matching.decisions import Decision, Decisions, Verdict
from mopsctl.matching.record_key import Pair, record_key
from mopsctl.private_file import write_private
from mopsctl.safe_cell import neutralise

COLUMNS = ("id_a", "id_b", "object_a", "object_b", "decision", "decided", "note")
NEEDED = COLUMNS[:6]
PLAIN = re.compile(r"(?:\w[\w .@:/-]*)?", re.ASCII)
"""Most cells, which are written as they are; the others take three times as long."""
CONFLICT_MARKS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


def write_decisions(path: str | Path, decisions: Iterable[Decision]) -> None:
    """Write the file anew, whole or not at all, readable by its owner only; the same decisions give the same bytes.

    :raises UsageError: where it cannot be written.
    """
    with write_private(path) as stream:
        stream.write(f"{','.join(COLUMNS)}\n")
        for each in sorted(decisions, key=lambda decision: decision.pair):
            one, other = each.pair
            cells = (
                one.id,
                other.id,
                one.object,
                other.object,
                each.verdict,
                each.decided.isoformat(),
                each.note,
            )
            stream.write(f"{','.join(map(_cell, cells))}\n")


def read_decisions(path: str | Path) -> Decisions:
    """The decisions of a file.

    :raises SourceError: where it cannot be read.
    :raises ConfigError: for lines that are no decisions, and for decisions that contradict each other; it names
        file and line of the first, and says how many there are.
    """
    lines, complaints = _lines(Path(path))
    first: dict[Pair, _Line] = {}
    for line in lines:
        known = first.setdefault(line.decision.pair, line)
        if known.decision.verdict is not line.decision.verdict:
            one, other = line.decision.pair
            said = f"{one.id} and {other.id} are {line.decision.verdict} here and {known.decision.verdict}"
            complaints.append((line.number, f"{said} in line {known.number}; delete one of the two"))
    if not complaints:
        complaints = _contradictions(first)
    if complaints:
        raise _error(path, complaints)
    return Decisions(line.decision for line in lines)


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    decision: Decision


def _lines(path: Path) -> tuple[list[_Line], list[tuple[int, str]]]:
    """The decisions with the numbers of their lines, and what is wrong with the other lines."""
    lines: list[_Line] = []
    complaints: list[tuple[int, str]] = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = csv.reader(stream)
            head = next(rows, [])
            if complaint := _head_complaint(head):
                return [], [(1, complaint)]
            for row in rows:
                if not any(row) or row == head:
                    continue
                try:
                    lines.append(_Line(rows.line_num, _decision(head, row)))
                except ValueError as error:
                    complaints.append((rows.line_num, str(error)))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no CSV file in UTF-8"
        raise SourceError(f"the decisions in {path} cannot be read: {reason}") from None
    return lines, complaints


def _head_complaint(head: Sequence[str]) -> str | None:
    missing = [name for name in NEEDED if name not in head]
    return (
        f"there is no column {missing[0]}; a file of decisions has {','.join(COLUMNS)}" if missing else None
    )


def _decision(head: Sequence[str], row: Sequence[str]) -> Decision:
    """The decision of a row.

    :raises ValueError: where it is none, saying why.
    """
    if len(row) == 1 and row[0].startswith(CONFLICT_MARKS):
        raise ValueError("git left a conflict here; keep the lines of both sides and delete the marks")
    if len(row) > len(head):
        raise ValueError("there are more cells than columns; put quotes round a cell that holds a comma")
    cells = {name: _unguarded(cell) for name, cell in zip(head, row, strict=False)}
    for name in NEEDED:
        if not cells.get(name, "").strip():
            raise ValueError(f"{name} is empty")
    one, other = record_key(cells["object_a"], cells["id_a"]), record_key(cells["object_b"], cells["id_b"])
    if one == other:
        raise ValueError(f"{one.id} is compared with itself")
    if cells["decision"] not in list(Verdict):
        raise ValueError(f"the decision is {cells['decision']!r}; write {' or '.join(Verdict)}")
    try:
        decided = date.fromisoformat(cells["decided"])
    except ValueError:
        raise ValueError(f"{cells['decided']!r} is no date; write it as 2026-03-31") from None
    return Decision.on(one, other, Verdict(cells["decision"]), decided, cells.get("note", ""))


def _contradictions(first: dict[Pair, _Line]) -> list[tuple[int, str]]:
    """What the decisions together say against one of them, by the line of that one."""
    _, found = graph_of(line.decision for line in first.values())
    complaints = []
    for each in found:
        others = ", ".join(str(first[decision.pair].number) for decision in each.against)
        lines = "line" if len(each.against) == 1 else "lines"
        complaints.append(
            (first[each.decision.pair].number, f"{each} ({lines} {others}); delete one of them")
        )
    return sorted(complaints)


def _error(path: str | Path, complaints: list[tuple[int, str]]) -> ConfigError:
    number, complaint = min(complaints)
    more = len(complaints) - 1
    rest = f" (and {more:,} more such {'line' if more == 1 else 'lines'})" if more else ""
    return ConfigError(f"{complaint}{rest}", f"{path}:{number}")


def _cell(text: str) -> str:
    """The text as a cell; by hand, since Python before 3.13 leaves a lone carriage return without quotes."""
    if PLAIN.fullmatch(text):
        return text
    guarded = _guarded(text)
    if not any(char in guarded for char in ',"\r\n'):
        return guarded
    doubled = guarded.replace('"', '""')
    return f'"{doubled}"'


def _guarded(cell: str) -> str:
    """The cell with a quote in front where a spreadsheet would run it, or where it looks as if it had got one."""
    return f"'{cell}" if _runs(cell.lstrip("'")) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _runs(cell.lstrip("'")) else cell


def _runs(cell: str) -> bool:
    return neutralise(cell) != cell
