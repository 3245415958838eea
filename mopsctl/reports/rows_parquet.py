"""Rows as Parquet, for warehouses and notebooks."""

from __future__ import annotations

from typing import IO

import pyarrow.parquet as pq

from mopsctl.reports.rows import Rows


def write(rows: Rows, out: IO[bytes]) -> None:
    """Write row groups as the batches come, compressed with Zstandard."""
    with pq.ParquetWriter(out, rows.schema, compression="zstd") as writer:
        for batch in rows.batches():
            writer.write_batch(batch)
