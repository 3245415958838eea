"""What `dedupe find --since` saves, whole processes measured, and that its result is that of a full run.

    python benchmarks/dedupe_incremental.py 100000

Contacts of make_duplicates.py; a hundredth of them then gets another e-mail address or surname, and as many again are
deleted or new. Prints the CPU time of a full run and of one since the state of the day before, and their ratio.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
from make_duplicates import make_with_truth
from measure import Figures, apart, measure

MOPSCTL = str(Path(sys.executable).parent / "mopsctl")
CHANGED = 0.01


def change(before: Path, after: Path, share: float = CHANGED, seed: int = 1) -> None:
    """Write the records of a file as they are a day later: a share changed, as many deleted or new."""
    random = np.random.default_rng(seed)
    frame = pd.read_csv(before, dtype=str, keep_default_na=False)
    count = int(len(frame) * share)
    places = random.permutation(len(frame))[: 2 * count]
    renamed, readdressed = places[: count // 2], places[count // 2 : count]
    others = random.integers(0, len(frame), count)
    frame.loc[renamed, "LastName"] = frame["LastName"].to_numpy()[others[: len(renamed)]]
    frame.loc[readdressed, "Email"] = "new." + frame["Email"].to_numpy()[others[len(renamed) :]]
    new = frame.iloc[places[count : count + count // 2]]
    fresh = new.assign(Id="N" + new["Id"].str[1:], Phone="", MailingStreet="")
    kept = frame.drop(index=frame.index[places[count + count // 2 :]])
    pd.concat([kept, fresh]).to_csv(after, index=False)


def run(source: Path, name: str, state: Path | None, runs: int) -> Figures:
    """Find duplicates; a state is put back before it is used again by the next run.

    Raises RuntimeError if the command did not end as it should.
    """
    outputs = [
        "-o",
        str(source.with_name(f"{name}-groups.csv")),
        "--pairs",
        str(source.with_name(f"{name}-pairs.csv")),
    ]
    command = [MOPSCTL, "dedupe", "find", str(source), "-q", *outputs]
    if state is None:
        figures = measure(command, runs, warm_up=False)
    else:
        copy = state.with_suffix(".copy")
        script = 'cp "$1" "$2"; shift 2; exec "$@"'
        figures = measure(
            ["sh", "-c", script, "sh", str(state), str(copy), *command, "--since", str(copy)], runs, False
        )
    if figures.code not in (0, 1):
        raise RuntimeError(f"ended with {figures.code}")
    return figures


def main(rows: int, runs: int) -> None:
    """Make the records, run both ways, print the figures.

    Raises SystemExit where the results differ.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        before, after, state = (folder / part for part in ("before.csv", "after.csv", "contacts.state"))
        apart(make_with_truth, rows, before, folder / "truth.csv")
        apart(change, before, after)
        measure(
            [
                MOPSCTL,
                "dedupe",
                "find",
                str(before),
                "-q",
                "-o",
                str(folder / "g.csv"),
                "--since",
                str(state),
            ],
            1,
            False,
        )
        full, since = run(after, "full", None, runs), run(after, "since", state, runs)
        print(f"{rows:,} contacts, {CHANGED:.0%} changed, state {state.stat().st_size / 1e6:.1f} MB")
        for label, figures in (("in full", full), ("since", since)):
            print(f"{label:>8}: {figures.cpu:.2f} s CPU, {figures.wall:.2f} s, {figures.peak:,.0f} MB")
        print(f"   ratio: {since.cpu / full.cpu:.2f} of the CPU time")
        for part in ("groups", "pairs"):
            if (folder / f"full-{part}.csv").read_bytes() != (folder / f"since-{part}.csv").read_bytes():
                raise SystemExit(f"the {part} differ")
        print("groups.csv and pairs.csv are the same, byte for byte")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("rows", type=int, nargs="?", default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    main(arguments.rows, arguments.runs)
