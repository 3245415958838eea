"""How right a search for duplicates is, judged by records of which the truth is known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from mopsctl.errors import UsageError
from mopsctl.matching.agreement import Agreement
from mopsctl.matching.calibration import Calibration, calibration
from mopsctl.matching.clusterwise import ClusterFigures, cluster_figures
from mopsctl.matching.duplicates import Duplicates, ScenarioReport
from mopsctl.matching.missed_pairs import Fates, WasCompared, missed_pairs, true_pairs
from mopsctl.matching.overlap import Overlap, overlap
from mopsctl.matching.pairwise import by_column, grouped_pairs, pairs_with_truth
from mopsctl.matching.thresholds import Curve, CurvePoint, best_f1, curve, lowest_with_precision
from mopsctl.matching.truth import Truth
from mopsctl.matching.worst_pairs import WorstPair, worst_found, worst_missed

AUTO_PRECISION = 0.99
"""The share of pairs of the auto band that should be true (0-1)."""
SHOWN = 10


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What is right and wrong about a search.

    ``records`` of ``compared_records`` have a known truth, and everything counts only those; ``clusters`` are the true
    ones of two and more. ``groups`` counts all pairs within groups, ``pairs`` those that were scored as duplicates,
    ``bands``, ``scenarios`` and ``objects`` are parts of them: bands and scenarios of the scored pairs, objects of the
    pairs within groups ("contact", or "contact, lead" for pairs across). ``best`` is the threshold (0-1) with the
    highest F1, ``precise`` the lowest that keeps a precision of ``AUTO_PRECISION``.
    ``false_positives`` and ``false_negatives`` are the worst pairs, ``notes`` sentences on what was left out.
    """

    created: str
    version: str
    source: str
    truth: str
    seconds: float
    redacted: bool
    compared_records: int
    records: int
    clusters: ClusterFigures
    groups: Agreement
    pairs: Agreement
    bands: dict[str, Agreement]
    scenarios: dict[str, Agreement]
    objects: dict[str, Agreement]
    rules: tuple[ScenarioReport, ...]
    curve: Curve
    best: CurvePoint | None
    precise: CurvePoint | None
    calibration: Calibration
    scores: pd.DataFrame
    fates: Fates
    false_positives: tuple[WorstPair, ...]
    false_negatives: tuple[WorstPair, ...]
    notes: tuple[str, ...]


def evaluate(
    duplicates: Duplicates, truth: Truth, was_compared: WasCompared | None = None, shown: int = SHOWN
) -> Evaluation:
    """Judge a search by the truth; ``shown`` is the most false positives and false negatives that are explained.

    :raises UsageError: where the truth is known of no record.
    """
    known, group = truth.is_known, judged_groups(duplicates.groups, truth)
    records = overlap(group[known], truth.cluster[known])
    found = pairs_with_truth(duplicates.pairs, truth)
    true = true_pairs(truth.cluster)
    missed, fates = missed_pairs(true, group, found, was_compared)
    score, is_true = found["score"].to_numpy(dtype=float), found["true"].to_numpy(dtype=bool)
    points = curve(score, is_true, true.total)
    return Evaluation(
        created=duplicates.created, version=duplicates.version, source=duplicates.source, truth=truth.path,
        seconds=duplicates.seconds, redacted=duplicates.redacted,
        compared_records=len(known), records=len(records),
        clusters=cluster_figures(records),
        groups=grouped_pairs(records),
        pairs=Agreement(len(found), int(is_true.sum()), true.total),
        bands=by_column(found, "band", true.total),
        scenarios=by_column(found, "scenario", true.total),
        objects=_by_object(duplicates, records, known),
        rules=duplicates.scenarios,
        curve=points,
        best=best_f1(points),
        precise=lowest_with_precision(points, AUTO_PRECISION),
        calibration=calibration(score, is_true),
        scores=found[["score", "true"]],
        fates=fates,
        false_positives=worst_found(found, duplicates, shown),
        false_negatives=worst_missed(missed, truth.cluster, duplicates, shown),
        notes=truth.notes,
    )  # fmt: skip


def judged_groups(groups: pd.DataFrame, truth: Truth) -> np.ndarray:
    """The group of each place as a number (int64); a record in none has a number of its own.

    Where pairs across objects are not judged, the records of each object in a group are a group.

    :raises UsageError: where nothing can be judged.
    """
    records = len(truth.cluster)
    if not truth.is_known.any():
        raise UsageError(f"nothing can be judged by {truth.path}: all records that it names share their ids")
    number = np.arange(records, dtype=np.int64)
    number[groups["record"].to_numpy()] = records + pd.factorize(groups["group"])[0]
    return number if truth.kind is None else number * (int(truth.kind.max()) + 1) + truth.kind


def _by_object(duplicates: Duplicates, records: Overlap, known: np.ndarray) -> dict[str, Agreement]:
    """Pairs within groups by the objects of the two; all across objects are one part."""
    objects = np.array(duplicates.records.objects(np.flatnonzero(known)), dtype=object)
    parts = {name: grouped_pairs(records.part(objects == name)) for name in sorted(set(objects))}
    whole = grouped_pairs(records)
    sums = [sum(getattr(part, name) for part in parts.values()) for name in ("found", "right", "true")]
    across = Agreement(whole.found - sums[0], whole.right - sums[1], whole.true - sums[2])
    return {**parts, "across objects": across} if across.found or across.true else parts
