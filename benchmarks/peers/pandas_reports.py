"""Findings written by pandas: XLSX through openpyxl (100,000 rows, as many as the report holds), or Parquet."""

from __future__ import annotations

import sys

import pandas as pd

ROWS_IN_SHEET = 100_000


def main() -> None:
    findings, kind, *path = sys.argv[1:]
    frame = pd.read_parquet(findings)
    if kind == "xlsx":
        frame.head(ROWS_IN_SHEET).to_excel(path[0], index=False, engine="openpyxl")
    elif kind == "parquet":
        frame.to_parquet(path[0], compression="zstd")


if __name__ == "__main__":
    main()
