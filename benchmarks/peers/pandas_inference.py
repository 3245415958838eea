"""pandas: what can be read off each column by itself, in a loop."""

import sys

import pandas as pd

frame = pd.read_csv(sys.argv[1], dtype=str, keep_default_na=False)
for name in frame.columns:
    filled = frame[name][frame[name] != ""]
    print(name, f"filled {len(filled) / len(frame):.3f}")
    if filled.empty:
        continue
    counts = filled.value_counts()
    print("  distinct", len(counts), "unique", counts.iloc[0] == 1, dict(counts.head(20)))
    print("  length", filled.str.len().quantile([0, 0.01, 0.99, 1]).tolist())
    shapes = filled.str.replace(r"[A-Z]", "A", regex=True).str.replace(r"[a-z]", "a", regex=True)
    shapes = shapes.str.replace(r"[0-9]", "9", regex=True).str.replace(r"(.)\1+", r"\1", regex=True)
    print("  shapes", dict(shapes.value_counts(normalize=True).head(5)))
    numbers = pd.to_numeric(filled, errors="coerce")
    if numbers.notna().mean() > 0.9:
        print("  range", numbers.quantile([0, 0.01, 0.99, 1]).tolist())
