"""Rules as pages: the list, and one rule explained."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any

from mopsctl.engine.rule import Rule
from mopsctl.errors import UsageError
from mopsctl.reports.visible import visible


def write_rule_list(rules: Sequence[Rule], form: str) -> None:
    """The rules to standard output, one a line, or as JSON."""
    if _is_json(form):
        _write_json([_as_data(rule) for rule in rules])
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    for name in ("rule", "severity", "dimension", "what"):
        table.add_column(name, no_wrap=name == "rule")
    for rule in rules:
        table.add_row(rule.id, rule.severity.value, rule.dimension.value, Text(visible(rule.title)))
    console = Console(width=None if sys.stdout.isatty() else 120)
    # Kept and then written, since rich ends the process itself where the reader of a pipe went away.
    with console.capture() as kept:
        console.print(table)
        console.print(f"\n{len(rules)} rules. Explain one with: mopsctl rules explain ID", highlight=False)
    sys.stdout.write(kept.get())
    sys.stdout.flush()


def write_rule(rule: Rule, form: str) -> None:
    """One rule to standard output, as a page or as JSON."""
    if _is_json(form):
        _write_json(_as_data(rule))
        return
    out = sys.stdout
    out.write(f"{rule.id}: {visible(rule.title)}\n")
    out.write(
        f"{rule.severity.value} · {rule.dimension.value} · {', '.join(rule.objects)} · kind {rule.keys.kind}\n"
    )
    sections = {
        "Checks": (rule.kind.__class__.__doc__ or "").strip(),
        "Only where": rule.keys.where,
        "With": ", ".join(f"{key} {value!r}" for key, value in _parameters(rule).items()),
        "Why it matters": rule.keys.why,
        "How to fix it": rule.keys.fix,
        "Keeps to it": _examples(rule.keys.examples.good),
        "Breaks it": _examples(rule.keys.examples.bad),
        "Tags": ", ".join(rule.keys.tags),
        "Source": rule.keys.source,
        "Defined at": rule.place,
    }
    for title, text in sections.items():
        if text:
            out.write(f"\n{title}\n  {visible(text)}\n")


def _examples(examples: Sequence[Any]) -> str:
    return "\n  ".join(json.dumps(example, ensure_ascii=False) for example in examples)


def _parameters(rule: Rule) -> dict[str, Any]:
    return rule.params.model_dump(exclude_defaults=True)


def _as_data(rule: Rule) -> dict[str, Any]:
    keys = rule.keys.model_dump(mode="json", exclude_none=True)
    return {
        **keys,
        "title": rule.title,
        "dimension": rule.dimension.value,
        **_parameters(rule),
        "place": rule.place,
    }


def _is_json(form: str) -> bool:
    if form not in ("text", "json"):
        raise UsageError(f"-f {form}: rules are shown as text or json")
    return form == "json"


def _write_json(data: Any) -> None:
    json.dump(data, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")
