"""Measures mopsctl beside its peers, in the same run on the same files, and prints the tables of RESULTS.md.

    python benchmarks/run.py                      all of it (about ten minutes)
    python benchmarks/run.py --only start audit   some of it: start, audit, scale, peers
    python benchmarks/run.py --data contacts.csv  the cases on 1M records on a file of your own

Peers are run where their environment is there: --peers FOLDER holds one virtual environment a peer group
(``main`` with pandera, pointblank, polars and duckdb; ``ydata`` with ydata-profiling), as make bench makes them.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from measure import Figures, measure

HERE = Path(__file__).parent
WORK = HERE.parent / "build" / "bench"
MOPSCTL = str(Path(sys.executable).parent / "mopsctl")
LIBRARIES = ("duckdb", "pyarrow", "pandas", "sqlglot", "phonenumbers", "typer")
PEERS = {
    "naive DuckDB, 39 predicates": ("main", "naive_duckdb.py"),
    "pointblank on polars, 11 checks": ("main", "pointblank_checks.py"),
    "pandera, 10 checks": ("main", "pandera_checks.py"),
    "ydata-profiling, minimal": ("ydata", "ydata_minimal.py"),
}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", nargs="*", default=["start", "audit", "scale", "peers"])
    parser.add_argument("--data", type=Path)
    parser.add_argument("--peers", type=Path, default=WORK / "peers")
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    print(_machine())
    if "start" in arguments.only:
        start()
    if "audit" in arguments.only:
        audit(arguments.data or contacts(1_000_000), arguments.runs)
    if "scale" in arguments.only:
        scale(arguments.runs)
    if "peers" in arguments.only:
        peers(arguments.data or contacts(1_000_000), arguments.peers)


def contacts(rows: int) -> Path:
    """A file of so many contacts, made once."""
    path = WORK / f"contacts-{rows}.csv"
    if not path.exists():
        # In a process of its own: what this one holds would count into the peaks that it measures.
        subprocess.run([sys.executable, str(HERE / "make_contacts.py"), str(rows), str(path)], check=True)
    return path


def start() -> None:
    """What it costs to begin, against importing the framework alone."""
    base = measure([sys.executable, "-c", "import typer"], runs=9)
    _table('Start (against `python -c "import typer"`)', ("command", "wall", "peak", "ratio"))
    _row("python -c 'import typer'", _ms(base), _mb(base), "1.0")
    for command in ("--version", "--help", "audit --help", "rules list"):
        figures = measure([MOPSCTL, *command.split()], runs=9)
        _row(f"mopsctl {command}", _ms(figures), _mb(figures), f"{figures.wall / base.wall:.1f}")


def audit(data: Path, runs: int) -> None:
    """The main job on one large file."""
    out = str(WORK / "audit.html")
    cases = {
        "audit, HTML": ["audit", str(data), "-q", "-o", out, "--fail-on", "never"],
        "audit, all findings as CSV": [
            "audit",
            str(data),
            "-q",
            "-o",
            str(WORK / "f.csv"),
            "--fail-on",
            "never",
        ],
        "score completeness": ["score", "completeness", str(data), "-q"],
        "profile": ["profile", str(data), "-q"],
    }
    _table(f"{data.name}, {data.stat().st_size / 1e6:.0f} MB", ("command", "wall", "CPU", "peak"))
    for name, command in cases.items():
        figures = measure([MOPSCTL, *command], runs, warm_up=False)
        _row(name, _s(figures.wall), _s(figures.cpu), _mb(figures))


def scale(runs: int) -> None:
    """How time and memory grow with the number of records."""
    _table("audit to HTML, by number of records", ("records", "wall", "CPU", "peak", "µs a record"))
    for rows in (10_000, 100_000, 1_000_000, 3_000_000):
        command = ["audit", str(contacts(rows)), "-q", "-o", str(WORK / "audit.html"), "--fail-on", "never"]
        figures = measure([MOPSCTL, *command], runs, warm_up=False)
        each = f"{figures.wall / rows * 1e6:.1f}"
        _row(f"{rows:,}", _s(figures.wall), _s(figures.cpu), _mb(figures), each)


def peers(data: Path, environments: Path) -> None:
    """The audit beside what else could be run on the file; each does less, as its name says."""
    own = measure(
        [MOPSCTL, "audit", str(data), "-q", "-o", str(WORK / "audit.html"), "--fail-on", "never"], 1, False
    )
    _table(f"Beside peers, {data.name}", ("tool", "wall", "CPU", "peak", "time against mopsctl"))
    _row("mopsctl audit, default pack, HTML", _s(own.wall), _s(own.cpu), _mb(own), "1.0")
    for name, (environment, script) in PEERS.items():
        python = environments / environment / "bin" / "python"
        if not python.exists():
            _row(name, "not installed", "", "", "")
            continue
        figures = measure([str(python), str(HERE / "peers" / script), str(data)], 1, False)
        wall = _s(figures.wall) if figures.code == 0 else f"failed ({figures.code})"
        _row(name, wall, _s(figures.cpu), _mb(figures), f"{figures.wall / own.wall:.2f}")


def _machine() -> str:
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    python = platform.python_version()
    return f"mopsctl {version('mopsctl')}, Python {python}, {libraries}; {os.cpu_count()} cores, {memory:.0f} GiB"


def _table(title: str, columns: tuple[str, ...]) -> None:
    print(f"\n### {title}\n\n| {' | '.join(columns)} |\n|{'---|' * len(columns)}")


def _row(*cells: str) -> None:
    print(f"| {' | '.join(cells)} |", flush=True)


def _s(seconds: float) -> str:
    return f"{seconds:.1f} s"


def _ms(figures: Figures) -> str:
    return f"{figures.wall * 1000:.0f} ms"


def _mb(figures: Figures) -> str:
    return f"{figures.peak:.0f} MB"


if __name__ == "__main__":
    main()
