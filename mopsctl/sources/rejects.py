"""What could not be read as it stands, as a CSV file (``--rejects``)."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from mopsctl.private_file import write_private
from mopsctl.safe_cell import neutralise
from mopsctl.sources.table import ReadProblem

COLUMNS = ("file", "line", "sheet", "kind", "reason", "text")


def write_rejects(path: str | Path, problems: Iterable[ReadProblem]) -> None:
    """Write ``problems`` to ``path``, one a row, for the owner's eyes only, safe to open in a spreadsheet.

    Raises UsageError where the file cannot be written.
    """
    with write_private(path) as stream:
        writer = csv.writer(stream)
        writer.writerow(COLUMNS)
        for problem in problems:
            cells = (problem.path, str(problem.line or ""), problem.sheet or "", problem.kind.value)
            writer.writerow([neutralise(cell) for cell in (*cells, problem.reason, problem.text)])
