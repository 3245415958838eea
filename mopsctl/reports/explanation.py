"""Why two records are a pair or are not, for the terminal and as JSON."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from mopsctl.errors import UsageError
from mopsctl.matching.duplicates import Duplicates, PairExplanation
from mopsctl.matching.evidence_words import noun

if TYPE_CHECKING:
    import pandas as pd
    from rich.table import Table

FORMATS = ("text", "json")
LEAST_EXPECTED = 0.001
"""Below it a number of records is only said to be smaller."""


def write_explanation(found: Duplicates, left: int, right: int, form: str) -> None:
    """Write the evidence on two records (places) to standard output.

    :raises UsageError: for an unknown format.
    """
    if form not in FORMATS:
        raise UsageError(f"--format {form}: an explanation is written as text or json")
    explanation = found.explain(left, right)
    if form == "json":
        ids = found.records.ids([left, right])
        record = {"id_a": ids[0], "id_b": ids[1], **asdict(explanation)}
        del record["left"], record["right"]
        json.dump(record, sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")
        return
    _write_text(found, explanation)


def _write_text(found: Duplicates, explanation: PairExplanation) -> None:
    from rich.console import Console
    from rich.markup import escape

    console = Console(highlight=False)
    console.print(_records_table(found, explanation))
    console.print(f"\n[bold]{escape(explanation.verdict)}[/bold]")
    if explanation.not_compared:
        console.print(escape(explanation.not_compared))
    else:
        console.print(f"Compared because of: {escape(', '.join(explanation.keys))}.")
    console.print(_evidence_table(explanation))
    console.print(
        f"Before any comparison the odds are 2^{explanation.prior:.1f}; what agrees would be found by chance with "
        f"{_number(explanation.expected)} other records."
    )
    for sentence in explanation.would_change:
        console.print(f"• {escape(sentence)}")


def _records_table(found: Duplicates, explanation: PairExplanation) -> Table:
    from rich.table import Table

    values: pd.DataFrame = found.records.values([explanation.left, explanation.right])
    ids = found.records.ids([explanation.left, explanation.right])
    table = Table("", *map(_shown, ids), box=None, pad_edge=False)
    for name in values.columns:
        one, other = (
            str(cell) if filled else None
            for cell, filled in zip(values[name], values[name].notna(), strict=True)
        )
        if one is None and other is None:
            continue
        style = None if one == other else "yellow"
        table.add_row(name, _shown(one), _shown(other), style=style)
    return table


def _evidence_table(explanation: PairExplanation) -> Table:
    from rich.table import Table

    table = Table("evidence", "bits", "", box=None, pad_edge=False)
    for one in explanation.evidence:
        if one.level != "missing":
            bar = ("+" if one.weight > 0 else "-") * min(round(abs(one.weight)), 20)
            table.add_row(
                _shown(one.words), f"{one.weight:+.1f}", bar, style="green" if one.weight > 0 else "red"
            )
    absent = [noun(one.field) for one in explanation.evidence if one.level == "missing"]
    if absent:
        table.add_row(f"no evidence: {', '.join(absent)}", "", "", style="dim")
    return table


def _shown(text: str | None) -> str:
    from rich.markup import escape

    return "" if text is None else escape("".join(c if c.isprintable() else "\ufffd" for c in text[:80]))


def _number(expected: float) -> str:
    if expected < LEAST_EXPECTED:
        return f"fewer than {LEAST_EXPECTED}"
    return f"{expected:,.0f}" if expected >= 1 else f"{expected:.2g}"
