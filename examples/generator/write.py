"""Writes the tables as CSV files."""

from __future__ import annotations

import csv
from pathlib import Path

from .company import Company


def write_exports(company: Company, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for table in company.tables.values():
        with (folder / table.file).open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, table.columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(table.rows)
