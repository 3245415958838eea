"""The naive way: records are duplicates where some set of columns is equal. ``RECORDS OUT``"""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd
from dedupe_columns import read

frame, model = read(Path(sys.argv[1]))
found = []
for columns in model.exact:
    complete = frame.dropna(subset=columns)
    first = complete.groupby(columns)["unique_id"].transform("first")
    pairs = pd.DataFrame({"id_a": first, "id_b": complete["unique_id"], "score": 1.0})
    found.append(pairs[pairs["id_a"] != pairs["id_b"]])
pd.concat(found).to_csv(sys.argv[2], index=False)
