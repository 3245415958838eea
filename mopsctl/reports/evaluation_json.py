"""JSON: an evaluation for programs, of the shape in ``schema_evaluation``."""

from __future__ import annotations

from dataclasses import asdict
from typing import IO, Any

from mopsctl.matching.agreement import Agreement
from mopsctl.matching.evaluation import AUTO_PRECISION, Evaluation
from mopsctl.matching.thresholds import Curve, CurvePoint
from mopsctl.matching.worst_pairs import WorstPair
from mopsctl.reports.finding_record import json_text
from mopsctl.reports.options import ReportOptions

SCHEMA_VERSION = 1
DIGITS = 6
MOST_POINTS = 200


def write(result: Evaluation, out: IO[str], options: ReportOptions) -> None:
    """Write one object, a key a line."""
    lines = (f"{json_text(key)}: {json_text(value)}" for key, value in evaluation_record(result).items())
    out.write("{\n" + ",\n".join(lines) + "\n}\n")


def evaluation_record(result: Evaluation) -> dict[str, Any]:
    """Everything that is known; ratios and scores are 0-1, None where there is nothing to divide by."""
    return {
        "schema": SCHEMA_VERSION,
        "command": "dedupe evaluate",
        "mopsctl": result.version,
        "created": result.created,
        "source": result.source,
        "truth": result.truth,
        "redacted": result.redacted,
        "records": {"compared": result.compared_records, "known": result.records},
        "groups": _agreement(result.groups),
        "objects": {name: _agreement(part) for name, part in result.objects.items()},
        "pairs": _agreement(result.pairs),
        "bands": {name: _agreement(part) for name, part in result.bands.items()},
        "scenarios": {name: _agreement(part) for name, part in result.scenarios.items()},
        "clusters": _clusters(result),
        "true_pairs": {**asdict(result.fates), "blocking_recall": _rounded(result.fates.compared_share)},
        "thresholds": {
            "best_f1": _point(result.best),
            "precise": {"precision": AUTO_PRECISION, "at": _point(result.precise)},
            "curve": _curve(result.curve.thinned(MOST_POINTS)),
        },
        "calibration": _calibration(result),
        "false_positives": [_pair(pair) for pair in result.false_positives],
        "false_negatives": [_pair(pair) for pair in result.false_negatives],
        "notes": list(result.notes),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)


def _agreement(part: Agreement) -> dict[str, Any]:
    ratios = {"precision": part.precision, "recall": part.recall, "f1": part.f1}
    return {**asdict(part), **{name: _rounded(value) for name, value in ratios.items()}}


def _clusters(result: Evaluation) -> dict[str, Any]:
    figures = result.clusters
    b_cubed = {
        "precision": figures.b_cubed_precision,
        "recall": figures.b_cubed_recall,
        "f1": figures.b_cubed_f1,
    }
    variation = {"bits": figures.variation, "split": figures.split, "lumped": figures.lumped}
    return {
        "exact": _agreement(figures.exact),
        "b_cubed": {name: _rounded(value) for name, value in b_cubed.items()},
        "variation_of_information": {name: _rounded(value) for name, value in variation.items()},
    }


def _point(point: CurvePoint | None) -> dict[str, Any] | None:
    if point is None:
        return None
    return {"threshold": _rounded(point.threshold), **_agreement(point.agreement)}


def _curve(points: Curve) -> list[dict[str, Any] | None]:
    return [_point(points.at(index)) for index in range(len(points))]


def _calibration(result: Evaluation) -> dict[str, Any]:
    found = result.calibration
    bins = [
        {**asdict(part), "mean": _rounded(part.mean), "share": _rounded(part.share)} for part in found.bins
    ]
    return {"brier": _rounded(found.brier), "expected_error": _rounded(found.error), "bins": bins}


def _pair(pair: WorstPair) -> dict[str, Any]:
    found = pair.explanation
    return {
        "left": asdict(pair.left),
        "right": asdict(pair.right),
        "score": _rounded(found.score),
        "scenario": found.scenario,
        "band": None if found.band is None else found.band.value,
        "prior": _rounded(found.prior),
        "evidence": [{**asdict(part), "weight": _rounded(part.weight)} for part in found.evidence],
        "keys": list(found.keys),
        "not_compared": found.not_compared,
        "verdict": found.verdict,
    }
