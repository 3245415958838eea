"""Measures ``mopsctl rules suggest`` beside peers that infer rules, in the same run on the same file.

    python benchmarks/suggest.py                      on 10 thousand, 100 thousand and 1 million contacts
    python benchmarks/suggest.py --data contacts.csv  on a file of your own

The peers are a loop over pandas columns (fill, distinct values, value counts, shapes, lengths, ranges), and
pandera's schema inference where its environment is there (--peers, as in run.py). Both do less: neither counts how
many records break what it infers, names them, or looks at two fields together.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from measure import Figures, measure
from run import HERE, MOPSCTL, WORK, contacts

SIZES = (10_000, 100_000, 1_000_000)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path)
    parser.add_argument("--peers", type=Path, default=WORK / "peers")
    arguments = parser.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    files = [arguments.data] if arguments.data else [contacts(rows) for rows in SIZES]
    print("| file | tool | wall | CPU | peak | time against mopsctl |\n|---|---|---|---|---|---|")
    for data in files:
        beside(data, arguments.peers)


def beside(data: Path, environments: Path) -> None:
    """One file by every tool."""
    python = environments / "main" / "bin" / "python"
    tools = {
        "mopsctl rules suggest": [
            MOPSCTL,
            "rules",
            "suggest",
            str(data),
            "-q",
            "-o",
            str(WORK / "learned.yaml"),
        ],
        "pandas, a loop over columns": [
            sys.executable,
            str(HERE / "peers" / "pandas_inference.py"),
            str(data),
        ],
        "pandera.infer_schema": [str(python), str(HERE / "peers" / "pandera_inference.py"), str(data)],
    }
    own: Figures | None = None
    for name, command in tools.items():
        if not Path(command[0]).exists():
            print(f"| {data.name} | {name} | not installed | | | |")
            continue
        figures = measure(command, 1, warm_up=False)
        own = own or figures
        wall = f"{figures.wall:.1f} s" if figures.code == 0 else f"failed ({figures.code})"
        ratio = f"{figures.wall / own.wall:.2f}"
        print(
            f"| {data.name} | {name} | {wall} | {figures.cpu:.1f} s | {figures.peak:.0f} MB | {ratio} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
