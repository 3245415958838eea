"""The first records of a text, before its layout is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mopsctl.sources.delimited.split import quote_state, split_lenient, split_strict

SAMPLE_RECORDS = 200
_MAX_LINES = 100


@dataclass(frozen=True, slots=True)
class SampleRecord:
    """A record's cells, the number of its first line, and how many lines it takes."""

    line: int
    cells: list[str]
    lines: int = 1


def sample_records(lines: Sequence[str], delimiter: str) -> list[SampleRecord]:
    """The first 200 records of ``lines`` (without endings) that are not blank."""
    records: list[SampleRecord] = []
    index = 0
    while index < len(lines) and len(records) < SAMPLE_RECORDS:
        used = _lines_of_record(lines, index, delimiter)
        text = "\n".join(lines[index : index + used])
        if text.strip("\0 "):
            cells = split_strict(text, delimiter) or split_lenient(text, delimiter)
            records.append(SampleRecord(index + 1, cells, used))
        index += used
    return records


def _lines_of_record(lines: Sequence[str], index: int, delimiter: str) -> int:
    """How many lines a quoted value spans; 1 where it closes nowhere near."""
    state = quote_state(lines[index], delimiter)
    used = 1
    while state and index + used < len(lines) and used < _MAX_LINES:
        state = quote_state(lines[index + used], delimiter, inside=True)
        used += 1
    return used if state is False else 1
