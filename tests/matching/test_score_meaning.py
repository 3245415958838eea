"""A score is a probability, and keeps its meaning however many records there are."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from mopsctl.matching.calibration import calibration

from .made_search import search_file

MANY = 50
"""Pairs of a bin from which its share of true ones is no accident."""
MAKER = Path(__file__).parents[2] / "benchmarks" / "make_duplicates.py"


def scored(folder: Path, records: int) -> tuple[np.ndarray, np.ndarray]:
    """The scores of made contacts, and which of the pairs are true."""
    made, truth = folder / "contacts.csv", folder / "truth.csv"
    subprocess.run([sys.executable, str(MAKER), str(records), str(made), str(truth)], check=True)
    person = pd.read_csv(truth)["person"].to_numpy()
    found = search_file(made).found
    return found.score, person[found.left] == person[found.right]


@pytest.mark.parametrize("records", [1_000, 20_000])
def test_a_score_is_the_share_of_pairs_that_are_true(tmp_path: Path, records: int) -> None:
    found = calibration(*scored(tmp_path, records))
    assert found.error is not None
    assert found.error < 0.05
    telling = [part for part in found.bins if part.pairs >= MANY]
    assert any(part.low >= 0.9 for part in telling)
    for part in telling:
        assert part.share == pytest.approx(part.mean, abs=0.1)
