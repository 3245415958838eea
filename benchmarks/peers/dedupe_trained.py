"""dedupe, which learns from labelled pairs and here has none. ``RECORDS OUT VARIANT``

It has no unsupervised mode. What comes nearest without a person: it is told that pairs which agree in two or more
keys are duplicates and that random pairs which share no key are not, and learns from these. Variants: ``pairs`` (its
scores of pairs), ``clusters`` (the groups of its own clustering; the score is the highest threshold that keeps a
pair together).
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from io import StringIO
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

import dedupe
import numpy as np
import pandas as pd
from dedupe.serializer import write_training
from dedupe.variables import Exact, ShortString, String, Text
from dedupe_columns import Model, read

VARIABLES = {
    "name": ShortString,
    "text": String,
    "company": String,
    "email": String,
    "code": ShortString,
    "phone": ShortString,
    "date": ShortString,
    "category": Exact,
}
EXAMPLES = 300
SAMPLE = 5_000
THRESHOLDS = [number / 10 for number in range(1, 10)]
LARGEST_KEY = 50

Record = dict[str, "str | None"]
Examples = dict[str, list[tuple[Record, Record]]]


def main(path: Path, out: Path, variant: str) -> None:
    random.seed(1)
    frame, model = read(path)
    records: dict[str, Record] = frame.set_index("unique_id")[list(model.fields)].to_dict("index")
    variables = [_variable(frame, column, role) for column, role in model.fields.items()]
    deduper = dedupe.Dedupe(variables, num_cores=1)
    labelled = StringIO()
    write_training(_examples(frame, model, records), labelled)
    labelled.seek(0)
    deduper.prepare_training(records, training_file=labelled, sample_size=min(SAMPLE, len(records)))
    deduper.train(recall=1.0)
    found = _clusters(deduper, records) if variant == "clusters" else _pairs(deduper, records)
    found.to_csv(out, index=False)


def _variable(frame: pd.DataFrame, column: str, role: str) -> object:
    kind = Text if role == "text" and frame[column].str.len().mean() > 60 else VARIABLES[role]
    return kind(column, has_missing=True)


def _examples(frame: pd.DataFrame, model: Model, records: dict[str, Record]) -> Examples:
    shared: Counter[tuple[str, str]] = Counter()
    for number in range(len(model.keys)):
        for _, ids in frame.groupby(f"key_{number}")["unique_id"]:
            if len(ids) <= LARGEST_KEY:
                shared.update(combinations(sorted(ids), 2))
    enough = 2 if len(model.keys) > 2 else 1
    alike = [pair for pair, count in shared.items() if count >= enough]
    same = random.sample(alike, min(EXAMPLES, len(alike)))
    ids = list(records)
    drawn = [tuple(sorted(random.sample(ids, 2))) for _ in range(EXAMPLES)]
    other = [pair for pair in drawn if pair not in shared]
    return {
        "match": [(records[left], records[right]) for left, right in same],
        "distinct": [(records[left], records[right]) for left, right in other],
    }


def _pairs(deduper: dedupe.Dedupe, records: dict[str, Record]) -> pd.DataFrame:
    scores = deduper.score(deduper.pairs(records))
    pairs = pd.DataFrame(scores["pairs"], columns=["id_a", "id_b"])
    return pairs.assign(score=scores["score"])


def _clusters(deduper: dedupe.Dedupe, records: dict[str, Record]) -> pd.DataFrame:
    highest: dict[tuple[str, str], float] = {}
    scores = deduper.score(deduper.pairs(records))
    with TemporaryDirectory() as folder:
        for threshold in THRESHOLDS:
            for ids, _ in deduper.cluster(_copied(scores, f"{folder}/{threshold}"), threshold):
                highest.update(dict.fromkeys(combinations(sorted(ids), 2), threshold))
    rows = [(left, right, score) for (left, right), score in highest.items()]
    return pd.DataFrame(rows, columns=["id_a", "id_b", "score"])


def _copied(scores: np.ndarray, path: str) -> np.memmap:
    """A copy in a file, as its clustering wants it, which sorts it in place."""
    copy = np.memmap(path, scores.dtype, "w+", shape=scores.shape)
    copy[:] = scores
    return copy


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
