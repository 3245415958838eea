"""The example company's files, read without any code of ours, and what is said to be wrong in them."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml

EXAMPLES = Path(__file__).parents[2] / "examples"
Exports = dict[str, pd.DataFrame]


@pytest.fixture(scope="session")
def examples() -> Path:
    return EXAMPLES


@pytest.fixture(scope="session")
def exports() -> Exports:
    """Every export by file name, as text; damaged rows are left out."""
    return {path.name: _read(path) for path in sorted((EXAMPLES / "exports").glob("*.csv"))}


def _read(path: Path) -> pd.DataFrame:
    with path.open(encoding="utf-8", newline="") as stream:
        header, *rows = csv.reader(stream)
    return pd.DataFrame([row for row in rows if len(row) == len(header)], columns=header, dtype=str)


@pytest.fixture(scope="session")
def expected() -> dict[str, Any]:
    """``expected.yaml`` as it is."""
    loaded: dict[str, Any] = yaml.safe_load((EXAMPLES / "expected.yaml").read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="session")
def clusters(examples: Path) -> pd.DataFrame:
    """``duplicates.csv``: id, cluster, object, kind; all text."""
    return pd.read_csv(examples / "duplicates.csv", dtype=str)
