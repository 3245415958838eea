"""Writes what is wrong: expected.yaml and duplicates.csv for machines, README.md for people."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

from .clock import AS_OF
from .mess import Duplicates, Fault, Mess

_SAMPLE = 3
_TEMPLATE = Path(__file__).with_name("README.template.md")


def write_expected(mess: Mess, folder: Path) -> None:
    lines = [
        "# Made by make_examples.py: what is wrong in exports/, seen on the day of as_of.",
        f"as_of: {AS_OF.isoformat()}",
        "files:",
        *(
            f"  - {{file: {table.file}, object: {table.object}, records: {len(table.rows)}}}"
            for table in mess.company.tables.values()
        ),
        "damage:  # beside the records above",
        "  - {file: leads.csv, what: a row with an unquoted comma and so a cell too many, rows: 1}",
        "  - {file: leads.csv, what: a row with too few cells, rows: 1}",
        "  - {file: leads.csv, what: the footer of a report, rows: 5}",
        "faults:",
        *(line for fault in mess.faults for line in _as_yaml(mess, fault)),
    ]
    (folder / "expected.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _as_yaml(mess: Mess, fault: Fault) -> Iterator[str]:
    table = mess.company.tables[fault.table]
    yield f"  - fault: {fault.name}"
    yield f"    object: {table.object}"
    yield f"    file: {table.file}"
    yield f"    field: {fault.field}"
    if fault.segment:
        yield f"    segment: {json.dumps(fault.segment)}"
    yield f"    count: {len(fault.records)}"
    yield f"    what: {json.dumps(fault.what, ensure_ascii=False)}"
    yield f"    records: {json.dumps(fault.records[:_SAMPLE])}"


def write_readme(mess: Mess, folder: Path) -> None:
    """Fill the tables of the README's template."""
    files = [f"| {table.file} | {len(table.rows):,} |" for table in mess.company.tables.values()]
    faults = [
        f"| {fault.name} | {mess.company.tables[fault.table].file} | {fault.field} | {len(fault.records):,} "
        f"| {fault.what}{f', among {fault.segment}' if fault.segment else ''} |"
        for fault in mess.faults
    ]
    text = _TEMPLATE.read_text(encoding="utf-8")
    text = text.replace("{files}", "\n".join(files)).replace("{faults}", "\n".join(faults))
    (folder / "README.md").write_text(text, encoding="utf-8")


def write_duplicates(mess: Mess, folder: Path) -> None:
    """Write which records stand for one person or company: ``id,cluster,object,kind``, one row a record."""
    with (folder / "duplicates.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("id", "cluster", "object", "kind"))
        for number, group in enumerate(_joined(mess.duplicates), 1):
            writer.writerows((record, number, group.object, group.kind) for record in group.records)


def _joined(groups: list[Duplicates]) -> list[Duplicates]:
    """Return the groups, those that share a record made one; their kinds are joined with ``+``."""
    by_record: dict[str, Duplicates] = {}
    for group in groups:
        others = {id(by_record[record]): by_record[record] for record in group.records if record in by_record}
        parts = [*others.values(), group]
        kinds = dict.fromkeys(kind for part in parts for kind in part.kind.split("+"))
        records = dict.fromkeys(record for part in parts for record in part.records)
        joined = Duplicates("+".join(kinds), parts[0].object, tuple(records))
        by_record.update(dict.fromkeys(records, joined))
    return list({id(group): group for group in by_record.values()}.values())
