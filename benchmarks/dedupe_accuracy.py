"""Finds the duplicates of labelled sets with mopsctl and, in the same run, with its peers, and prints how well.

    python benchmarks/dedupe_accuracy.py                        the sets of ../shared/data/dedupe
    python benchmarks/dedupe_accuracy.py FOLDER --only febrl1   some sets of another folder
    python benchmarks/dedupe_accuracy.py --without mopsctl      the bar alone

Nothing is told the truth before its answer is written. Peers get every advantage: each runs with several models, and
of all models and thresholds the one is printed that the truth likes best. mopsctl runs once, without configuration,
and answers with its groups.

Peers are run by the Python of --peers-python, an environment with splink, recordlinkage and dedupe, as
`make bench-dedupe` makes it.
"""

from __future__ import annotations

import argparse
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from dedupe_own import find_duplicates
from dedupe_truth import Agreement, LabelledSet, best, labelled_sets
from measure import Figures, apart, measure

HERE = Path(__file__).parent
WORK = HERE.parent / "build" / "bench"
SHARED = HERE.parent.parent / "shared" / "data" / "dedupe"
COLUMNS = ("set", "records", "tool", "precision", "recall", "F1", "threshold", "wall", "CPU", "peak")


@dataclass(frozen=True, slots=True)
class Peer:
    """A tool with its models; sets with more records than ``most`` are not given to it, since they take hours."""

    script: str
    package: str | None
    variants: tuple[str, ...]
    most: int


@dataclass(frozen=True, slots=True)
class Run:
    """One model of a peer: the best agreement that a threshold gives it, and what the process cost."""

    variant: str
    agreement: Agreement
    figures: Figures


SPLINK = tuple(
    model + pairs
    for pairs in ("", "+free", "+all", "+all+free", "+lean")
    for model in ("customary", "together", "words", "together+words")
)
LINKAGE = tuple(model + pairs for pairs in ("", "+all") for model in ("ecm", "kmeans", "sum"))
PEERS = {
    "exact values": Peer("dedupe_exact.py", None, ("",), 10**9),
    "Splink": Peer("dedupe_splink.py", "splink", SPLINK, 10**6),
    "recordlinkage": Peer("dedupe_recordlinkage.py", "recordlinkage", LINKAGE, 20_000),
    "dedupe": Peer("dedupe_trained.py", "dedupe", ("pairs", "clusters"), 15_000),
}


def main() -> None:
    arguments = _arguments()
    found = [labelled for folder in arguments.folders or [SHARED] for labelled in labelled_sets(folder)]
    sets = [labelled for labelled in found if not arguments.only or labelled.name in arguments.only]
    print(f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}")
    with TemporaryDirectory() as folder:
        for labelled in sets:
            _rows(labelled, arguments, Path(folder))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument("--only", nargs="*", metavar="SET")
    parser.add_argument("--without", nargs="*", default=[], metavar="TOOL", choices=["mopsctl", *PEERS])
    parser.add_argument(
        "--every-model", action="store_true", help="a row for each model of a peer, not only the best"
    )
    parser.add_argument(
        "--models", nargs="*", metavar="MODEL", help="some models of the peers, instead of all"
    )
    parser.add_argument("--peers-python", type=Path, default=WORK / "peers" / "dedupe" / "bin" / "python")
    return parser.parse_args()


def _rows(labelled: LabelledSet, arguments: argparse.Namespace, work: Path) -> None:
    if "mopsctl" not in arguments.without:
        _own_rows(labelled, work)
    for name, peer in PEERS.items():
        if name not in arguments.without and len(labelled) <= peer.most:
            wanted = arguments.models or peer.variants
            variants = [variant for variant in peer.variants if not variant or variant in wanted]
            runs = list(_runs(labelled, peer.script, variants, arguments.peers_python, work))
            _peer_rows(labelled, _label(name, peer, arguments.peers_python), runs, arguments.every_model)


def _own_rows(labelled: LabelledSet, work: Path) -> None:
    try:
        answer = find_duplicates(labelled, work)
    except RuntimeError as error:
        _failed_row(labelled, f"mopsctl, which {error}")
        return
    _row(labelled, "mopsctl", answer.groups, answer.figures)
    _row(labelled, "mopsctl, band auto", answer.auto, None)


def _peer_rows(labelled: LabelledSet, tool: str, runs: list[Run], every: bool) -> None:
    if not runs:
        _failed_row(labelled, tool)
        return
    for run in runs if every else [max(runs, key=lambda run: run.agreement.f1)]:
        _row(labelled, f"{tool} ({run.variant})" if run.variant else tool, run.agreement, run.figures)


def _runs(labelled: LabelledSet, script: str, variants: list[str], python: Path, work: Path) -> Iterator[Run]:
    """Each model's best agreement; a model that can't be made of the set's columns is left out."""
    for variant in variants:
        out = work / "peer-pairs.csv"
        out.unlink(missing_ok=True)
        command = [str(python), str(HERE / "peers" / script), str(labelled.records), str(out), variant]
        figures = measure(command, 1, warm_up=False)
        if figures.code == 0 and out.exists():
            yield Run(variant, apart(best, out, labelled.truth), figures)


def _label(name: str, peer: Peer, python: Path) -> str:
    if peer.package is None:
        return name
    code = f"from importlib.metadata import version; print(version({peer.package!r}))"
    found = subprocess.run([str(python), "-c", code], check=True, capture_output=True, text=True)
    return f"{name} {found.stdout.strip()}"


def _failed_row(labelled: LabelledSet, tool: str) -> None:
    print(f"| {labelled.name} | {len(labelled):,} | {tool} | failed |{' |' * 6}", flush=True)


def _row(labelled: LabelledSet, tool: str, agreement: Agreement, figures: Figures | None) -> None:
    shares = [f"{share:.3f}" for share in (agreement.precision, agreement.recall, agreement.f1)]
    threshold = f"{agreement.threshold:.3g}" if agreement.threshold else ""
    cost = (
        (f"{figures.wall:.1f} s", f"{figures.cpu:.1f} s", f"{figures.peak:.0f} MB")
        if figures
        else ("", "", "")
    )
    cells = (labelled.name, f"{len(labelled):,}", tool, *shares, threshold, *cost)
    print(f"| {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
