"""Times finding duplicates among 10 thousand to 3 million contacts, Splink beside it, and says how well it was done.

    python benchmarks/dedupe_speed.py                           all sizes (about ten minutes)
    python benchmarks/dedupe_speed.py --rows 10000 100000       some
    python benchmarks/dedupe_speed.py --splink-max 1000000      Splink on a million, too (four minutes, 8 GB)

The contacts are made by make_duplicates.py and, where the folder shared/tools is beside the repository, also by
its make_crm.py (which needs faker). Wall and CPU time and the peak are of whole processes, from the file to the
written answer.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from dedupe_own import Answer, blocking_recall, find_duplicates
from dedupe_truth import LabelledSet, best
from measure import Figures, apart, measure

HERE = Path(__file__).parent
WORK = HERE.parent / "build" / "bench"
MAKE_CRM = HERE.parent.parent / "shared" / "tools" / "make_crm.py"
COLUMNS = ("contacts", "records", "tool", "wall", "CPU", "peak", "µs a record", "time against mopsctl")
QUALITY = (
    "contacts",
    "records",
    "precision",
    "recall",
    "F1",
    "precision of auto",
    "blocking recall",
    "Splink's F1",
)
MAKERS = ("made", "crm")
PEER_MODEL = "customary+lean"


def main() -> None:
    arguments = _arguments()
    print(_heading("Time and memory", COLUMNS))
    quality = []
    for maker in MAKERS if MAKE_CRM.exists() and find_spec("faker") else MAKERS[:1]:
        for rows in arguments.rows:
            labelled = contacts(maker, rows)
            own = find_duplicates(labelled, WORK)
            _cost(labelled, "mopsctl", own.figures, own.figures)
            splink = _splink(labelled, own.figures, arguments) if rows <= arguments.splink_max else ""
            quality.append(_quality(labelled, own, splink))
    print(_heading("How well, at its own thresholds", QUALITY))
    print("\n".join(quality))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", nargs="*", type=int, default=[10_000, 100_000, 1_000_000, 3_000_000])
    parser.add_argument("--splink-max", type=int, default=100_000, metavar="ROWS")
    parser.add_argument("--peers-python", type=Path, default=WORK / "peers" / "dedupe" / "bin" / "python")
    return parser.parse_args()


def contacts(maker: str, rows: int) -> LabelledSet:
    """So many contacts with their truth, made once."""
    made = LabelledSet(WORK / f"{maker}-{rows}")
    if not made.truth.exists():
        made.folder.mkdir(parents=True, exist_ok=True)
        records, truth = str(made.records), str(made.truth)
        own = [str(HERE / "make_duplicates.py"), str(rows), records, truth]
        crm = [str(MAKE_CRM), "--rows", str(rows), "--seed", "7", "--out", records, "--truth", truth]
        subprocess.run([sys.executable, *(own if maker == "made" else crm)], check=True)
    return made


def _splink(labelled: LabelledSet, own: Figures, arguments: argparse.Namespace) -> str:
    """Its row, and the best F1 that any threshold gives it."""
    script, out = HERE / "peers" / "dedupe_splink.py", WORK / "peer-pairs.csv"
    command = [str(arguments.peers_python), str(script), str(labelled.records), str(out), PEER_MODEL]
    figures = measure(command, 1, warm_up=False)
    if figures.code:
        return f"failed ({figures.code})"
    _cost(labelled, "Splink, to scored pairs", figures, own)
    return f"{apart(best, out, labelled.truth).f1:.3f}"


def _cost(labelled: LabelledSet, tool: str, figures: Figures, own: Figures) -> None:
    records = len(labelled)
    cells = (
        labelled.name.partition("-")[0],
        f"{records:,}",
        tool,
        f"{figures.wall:.1f} s",
        f"{figures.cpu:.1f} s",
        f"{figures.peak:.0f} MB",
        f"{figures.wall / records * 1e6:.1f}",
        f"{figures.wall / own.wall:.1f}",
    )
    print(_row(cells), flush=True)


def _quality(labelled: LabelledSet, own: Answer, splink: str) -> str:
    shares = (
        own.groups.precision,
        own.groups.recall,
        own.groups.f1,
        own.auto.precision,
        blocking_recall(labelled),
    )
    cells = ("failed" if share is None else f"{share:.3f}" for share in shares)
    return _row((labelled.name.partition("-")[0], f"{len(labelled):,}", *cells, splink))


def _heading(title: str, columns: tuple[str, ...]) -> str:
    return f"\n### {title}\n\n{_row(columns)}\n|{'---|' * len(columns)}"


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
