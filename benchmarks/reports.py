"""Measures what each report adds to an audit of a million contacts, and what pandas takes to write as much.

    python benchmarks/reports.py                        all formats
    python benchmarks/reports.py --only xlsx parquet    some of them
    python benchmarks/reports.py --data contacts.csv    on a file of your own

Each figure is of a whole process (``measure.py``); extra is against the audit that only prints its page, or for
pandas against reading the findings alone. The peers write the same findings, of XLSX as many as the report holds.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from measure import Figures, measure
from run import MOPSCTL, WORK, contacts

HERE = Path(__file__).parent
REPORTS = {
    "xlsx": "audit.xlsx",
    "parquet": "findings.parquet",
    "sarif": "audit.sarif",
    "markdown": "audit.md",
    "junit": "audit.xml",
    "html": "audit.html",
    "csv": "findings.csv",
    "json": "audit.json",
    "gitlab": "audit.codequality.json",
}
PEERS = ("xlsx", "parquet")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", nargs="*", choices=REPORTS, default=list(REPORTS))
    parser.add_argument("--data", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    data = arguments.data or contacts(1_000_000)
    print(f"### Reports of {data.name}\n\n| report | wall | extra | CPU extra | peak | size |\n|{'---|' * 6}")
    base = _audit(data, ["-f", "text"], arguments.runs)
    _row("none (the page only)", base, base, None)
    for name in arguments.only:
        path = WORK / REPORTS[name]
        _row(name, _audit(data, ["-o", str(path)], arguments.runs), base, path)
    peers = [name for name in arguments.only if name in PEERS]
    if peers:
        _peers(data, peers, arguments.runs)


def _audit(data: Path, output: list[str], runs: int) -> Figures:
    return measure([MOPSCTL, "audit", str(data), "-q", "--fail-on", "never", *output], runs, warm_up=False)


def _peers(data: Path, names: list[str], runs: int) -> None:
    findings = WORK / REPORTS["parquet"]
    _audit(data, ["-o", str(findings)], 1)
    command = [sys.executable, str(HERE / "peers" / "pandas_reports.py"), str(findings)]
    base = measure([*command, "none"], runs, warm_up=False)
    _row("pandas, reading only", base, base, None)
    for name in names:
        path = WORK / f"pandas.{name}"
        _row(f"pandas, {name}", measure([*command, name, str(path)], runs, warm_up=False), base, path)


def _row(name: str, figures: Figures, base: Figures, path: Path | None) -> None:
    extra = "" if figures is base else f"{figures.wall - base.wall:+.1f} s"
    busy = "" if figures is base else f"{figures.cpu - base.cpu:+.1f} s"
    size = f"{path.stat().st_size / 1e6:.1f} MB" if path is not None and path.exists() else ""
    print(
        f"| {name} | {figures.wall:.1f} s | {extra} | {busy} | {figures.peak:.0f} MB | {size} |", flush=True
    )


if __name__ == "__main__":
    main()
