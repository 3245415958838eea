"""CSV: the curve of an evaluation, a row for every distinct score from the highest down."""

from __future__ import annotations

from typing import IO

import pandas as pd

from mopsctl.matching.evaluation import Evaluation
from mopsctl.reports.options import ReportOptions


def write(result: Evaluation, out: IO[str], options: ReportOptions) -> None:
    """Write ``threshold,found,right,true,precision,recall,f1``; ratios 0-1 with six digits."""
    curve = result.curve
    columns = {
        "threshold": curve.threshold,
        "found": curve.found,
        "right": curve.right,
        "true": curve.true,
        "precision": curve.precision,
        "recall": curve.recall,
        "f1": curve.f1,
    }
    pd.DataFrame(columns).to_csv(out, index=False, float_format="%.6g", lineterminator="\r\n")
