"""How an audit's time grows with the number of rules: twice the rules should cost clearly less than twice the time.

The rules are those that the default pack has for contacts, taken evenly from all of them, since the pack begins with
the cheap ones; beyond their number the same ones come again, each time for the records created since another year. Run
it as ``python benchmarks/rule_curve.py [contacts.csv]``; without a file a million contacts are made once.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from measure import measure
from run import contacts

NUMBERS = (20, 40, 80, 160, 320)
MOPSCTL = str(Path(sys.executable).parent / "mopsctl")
FIRST_YEAR = 2005


def main() -> None:
    """Print the curve as a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", type=Path)
    parser.add_argument("--rules", type=int, nargs="+", default=NUMBERS)
    parser.add_argument("--runs", type=int, default=1)
    arguments = parser.parse_args()
    data = arguments.data or contacts(1_000_000)
    print(
        "| rules | wall | CPU | peak | wall against the row above | CPU against it |\n|---|---|---|---|---|---|"
    )
    with tempfile.TemporaryDirectory() as folder:
        base = None
        for number in arguments.rules:
            config = Path(folder) / f"{number}.yaml"
            config.write_text(json.dumps({"rules": rules(number)}, ensure_ascii=False), encoding="utf-8")
            command = [
                "audit",
                str(data),
                "--object",
                "contact",
                "-c",
                str(config),
                "-q",
                "--fail-on",
                "never",
            ]
            figures = measure([MOPSCTL, *command], arguments.runs, warm_up=False)
            wall = f"{figures.wall / base.wall:.2f}" if base else ""
            cpu = f"{figures.cpu / base.cpu:.2f}" if base else ""
            print(
                f"| {number} | {figures.wall:.1f} s | {figures.cpu:.1f} s | {figures.peak:.0f} MB | {wall} | {cpu} |",
                flush=True,
            )
            base = figures


def rules(number: int) -> list[dict[str, Any]]:
    """So many rules on contacts, as a configuration writes them."""
    from mopsctl.config import load_pack
    from mopsctl.reports.rule_pages import rule_data

    found = [rule_data(rule) for rule in load_pack("mopsctl:b2b").rules.values() if rule.judges("contact")]
    made: list[dict[str, Any]] = []
    for place in range(number):
        turn, which = divmod(place, len(found))
        in_turn = min(number - turn * len(found), len(found))
        even = found[which * len(found) // in_turn]
        rule = {key: value for key, value in even.items() if key not in ("place", "examples")}
        if turn:
            since = f"created_date >= date '{FIRST_YEAR + turn}-01-01'"
            rule["id"] = f"{rule['id']}-{turn}"
            rule["where"] = f"({rule['where']}) and {since}" if "where" in rule else since
        made.append(rule)
    return made


if __name__ == "__main__":
    main()
