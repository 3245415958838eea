"""recordlinkage without labels: similarities of every field, then a classifier. ``RECORDS OUT VARIANT``

Variants, joined by "+": ``ecm`` (expectation conditional maximisation on agreements), ``kmeans`` (two clusters of the
similarities), ``sum`` (the sum of the similarities, as its documentation begins with), ``all`` (every pair, where
there are few records).
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pandas as pd
import recordlinkage
from dedupe_columns import Model, read

FEW = 1_500
METHODS = {
    "name": "jarowinkler",
    "email": "jarowinkler",
    "text": "qgram",
    "company": "qgram",
    "code": "damerau_levenshtein",
    "phone": "damerau_levenshtein",
    "date": "damerau_levenshtein",
}
AGREE = 0.8
MISSING = 0.5


def main(path: Path, out: Path, variant: str) -> None:
    frame, model = read(path)
    frame = frame.set_index("unique_id")
    parts = variant.split("+")
    if "all" in parts and len(frame) > FEW:
        sys.exit("too many records for every pair")
    features = _compare(frame, model, _candidates(frame, model, "all" in parts))
    scores = _classify(features, parts[0])
    pairs = pd.DataFrame(
        {"id_a": features.index.get_level_values(0), "id_b": features.index.get_level_values(1)}
    )
    pairs["score"] = scores
    pairs[pairs["score"] > 0].to_csv(out, index=False)


def _candidates(frame: pd.DataFrame, model: Model, every: bool) -> pd.MultiIndex:
    indexer = recordlinkage.Index()
    if every:
        indexer.full()
        return indexer.index(frame)
    for number in range(len(model.keys)):
        indexer.block(f"key_{number}")
    return indexer.index(frame)


def _compare(frame: pd.DataFrame, model: Model, candidates: pd.MultiIndex) -> pd.DataFrame:
    comparer = recordlinkage.Compare()
    for column, role in model.fields.items():
        if role in METHODS:
            comparer.string(column, column, method=METHODS[role], missing_value=MISSING, label=column)
        else:
            comparer.exact(column, column, missing_value=MISSING, label=column)
    return comparer.compute(candidates, frame)


def _classify(features: pd.DataFrame, method: str) -> np.ndarray:
    if method == "sum":
        return features.sum(axis=1).to_numpy()
    if method == "kmeans":
        matches = recordlinkage.KMeansClassifier().fit_predict(features)
        return features.index.isin(matches).astype(float)
    classifier = recordlinkage.ECMClassifier(binarize=AGREE)
    classifier.fit(features)
    return classifier.prob(features).to_numpy()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
