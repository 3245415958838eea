"""An evaluation put together by hand: 12 scored pairs of 40 contacts and leads, two of them wrong."""

from __future__ import annotations

import io
from collections.abc import Callable
from importlib import import_module

import numpy as np
import pandas as pd
import pytest

from mopsctl.matching.agreement import Agreement
from mopsctl.matching.calibration import calibration
from mopsctl.matching.clusterwise import ClusterFigures
from mopsctl.matching.duplicates import Band, Evidence, PairExplanation, ScenarioReport
from mopsctl.matching.evaluation import AUTO_PRECISION, Evaluation
from mopsctl.matching.missed_pairs import Fates
from mopsctl.matching.thresholds import best_f1, curve, lowest_with_precision
from mopsctl.matching.worst_pairs import NamedRecord, WorstPair
from mopsctl.reports.options import ReportOptions

SCORES = [0.999, 0.995, 0.99, 0.985, 0.98, 0.98, 0.96, 0.95, 0.91, 0.88, 0.84, 0.81]
WRONG = (5, 10)
TRUE = 14


def evidence(first: tuple[str | None, str | None]) -> tuple[Evidence, ...]:
    return (
        Evidence("first_name", *first, "nickname", 6.25, "a nickname"),
        Evidence("email", "bob@quillmere.example", None, "missing", 0.0, "no e-mail address"),
        Evidence("mobile", "+49 30 111", "+49 30 222", "differs", -3.5, "different mobile numbers"),
    )


def worst(found: bool, first: tuple[str | None, str | None] = ("Bob", "Robert")) -> WorstPair:
    left = NamedRecord("003Qm000000aaaaIAA", "contact", "contacts.csv", 17)
    right = NamedRecord("00QQm000000bbbbIAA", "lead", "leads.csv", 5)
    explained = PairExplanation(
        3, 21, 0.98 if found else 0.21, "same-mobile" if found else None, Band.AUTO if found else None, -14.0,
        0.01, evidence(first), ("mobile",) if found else (), None if found else "they share no key",
        "Surely the same person." if found else "Not the same person.", (),
    )  # fmt: skip
    return WorstPair(left, right, explained)


def build(
    scores: list[float] = SCORES,
    first: tuple[str | None, str | None] = ("Bob", "Robert"),
    name: str = "contacts.csv",
) -> Evaluation:
    score = np.array(scores)
    is_true = np.array([number not in WRONG for number in range(len(scores))], dtype=bool)
    points = curve(score, is_true, TRUE)
    scored = Agreement(len(scores), int(is_true.sum()), TRUE)
    return Evaluation(
        created="2026-11-25T09:30:00+00:00", version="0.1.0", source=name, truth="truth.csv",
        seconds=1.25, redacted=False, compared_records=44, records=40,
        clusters=ClusterFigures(Agreement(8, 6, 9), 0.95, 0.875, 0.125, 0.05),
        groups=Agreement(11, 9, TRUE), pairs=scored,
        bands={"auto": Agreement(8, 7, TRUE), "review": Agreement(4, 3, TRUE)},
        scenarios={"same-mobile": Agreement(9, 8, TRUE), "same-name-same-company": Agreement(3, 2, TRUE)},
        objects={"contact": Agreement(8, 7, 10), "lead": Agreement(0, 0, 0), "across objects": Agreement(3, 2, 4)},
        rules=(ScenarioReport("same-mobile", "contact", "Same mobile, similar name", 0.95, 0.8, 9, 8),),
        curve=points, best=best_f1(points), precise=lowest_with_precision(points, AUTO_PRECISION),
        calibration=calibration(score, is_true),
        scores=pd.DataFrame({"score": score, "true": is_true}),
        fates=Fates(TRUE, 9, 1, 1, 2, 1),
        false_positives=(worst(found=True, first=first),), false_negatives=(worst(found=False, first=first),),
        notes=("4 records of which truth.csv says nothing left out of the figures",),
    )  # fmt: skip


@pytest.fixture
def make() -> Callable[..., Evaluation]:
    """``make(scores=[…], first=("Bob", "Rob"), name="contacts.csv")``; each may be left out."""
    return build


@pytest.fixture
def written() -> Callable[..., str]:
    """Writes an evaluation in a format and gives the text."""

    def write(result: Evaluation, form: str, **options: object) -> str:
        out = io.StringIO(newline="")
        import_module(f"mopsctl.reports.evaluation_{form}").write(result, out, ReportOptions(**options))  # type: ignore[arg-type]
        return out.getvalue()

    return write
