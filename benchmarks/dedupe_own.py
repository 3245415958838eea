"""mopsctl on a labelled set, as anybody would run it: a file in, groups and pairs out."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from dedupe_truth import Agreement, LabelledSet, of_groups, of_pairs, read_truth
from measure import Figures, apart, measure

MOPSCTL = str(Path(sys.executable).parent / "mopsctl")


@dataclass(frozen=True, slots=True)
class Answer:
    """Agreement of all groups, and of the pairs of the band ``auto`` alone; what the process cost."""

    groups: Agreement
    auto: Agreement
    figures: Figures


def find_duplicates(labelled: LabelledSet, work: Path) -> Answer:
    """Run `mopsctl dedupe find` without configuration and hold its answer against the truth.

    Raises RuntimeError if the command did not end as it should: 0, or 1 where it found duplicates.
    """
    groups, pairs = work / "own-groups.csv", work / "own-pairs.csv"
    for path in (groups, pairs):
        path.unlink(missing_ok=True)
    options = ["-q", "-o", str(groups), "--pairs", str(pairs)]
    figures = measure([MOPSCTL, "dedupe", "find", str(labelled.records), *options], 1, warm_up=False)
    if figures.code not in (0, 1) or not groups.exists():
        raise RuntimeError(f"ended with {figures.code}")
    return Answer(*apart(_agreements, groups, pairs, labelled.truth), figures)


def _agreements(groups: Path, pairs: Path, truth_file: Path) -> tuple[Agreement, Agreement]:
    """Of all groups, and of the pairs of the band auto."""
    truth = read_truth(truth_file)
    grouped = pd.read_csv(groups, dtype=str, keep_default_na=False).set_index("record_id")["group_id"]
    found = pd.read_csv(pairs, dtype=str, keep_default_na=False, usecols=["id_a", "id_b", "band"])
    return of_groups(grouped, truth), of_pairs(found[found["band"] == "auto"], truth)


def blocking_recall(labelled: LabelledSet) -> float | None:
    """The share of true pairs that were compared, as `mopsctl dedupe evaluate` counts them; None if it fails."""
    options = ["--truth", str(labelled.truth), "-q", "-f", "json"]
    command = [MOPSCTL, "dedupe", "evaluate", str(labelled.records), *options]
    run = subprocess.run(command, check=False, capture_output=True, text=True)
    if run.returncode:
        return None
    return float(json.loads(run.stdout)["true_pairs"]["blocking_recall"])
