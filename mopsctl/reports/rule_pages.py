"""Rules as pages: the list, and one rule explained."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from mopsctl.engine.rule import Rule
from mopsctl.kindbook import paragraphs
from mopsctl.reports.terminal_page import apart, wants_json, write_json, write_page, write_table


def write_rule_list(rules: Sequence[Rule], form: str) -> None:
    """The rules to standard output, one a line, or as JSON."""
    if wants_json(form):
        write_json([rule_data(rule) for rule in rules])
        return
    write_table(
        ("rule", "severity", "dimension", "what"),
        ((rule.id, rule.severity.value, rule.dimension.value, rule.title) for rule in rules),
        f"{len(rules)} rules. Explain one with: mopsctl rules explain ID",
    )


def write_rule(rule: Rule, form: str) -> None:
    """One rule to standard output, as a page or as JSON."""
    if wants_json(form):
        write_json(rule_data(rule))
        return
    keys = rule.keys
    facts = [rule.severity.value, rule.dimension.value, ", ".join(rule.objects), f"kind {keys.kind}"]
    sections = {
        "Checks": apart(paragraphs(rule.kind)),
        "Only where": _line(keys.where),
        "With": [f"{key} {value!r}" for key, value in own_keys(rule).items()],
        "Why it matters": _line(keys.why),
        "How to fix it": _line(keys.fix),
        "Keeps to it": example_texts(keys.examples.good),
        "Breaks it": example_texts(keys.examples.bad),
        "Tags": _line(", ".join(keys.tags)),
        "Source": _line(keys.source),
        "Defined at": _line(rule.place),
    }
    write_page(f"{rule.id}: {rule.title}", " · ".join(facts), sections)


def example_texts(examples: Sequence[Any]) -> list[str]:
    """Each example as JSON on one line."""
    return [json.dumps(example, ensure_ascii=False) for example in examples]


def own_keys(rule: Rule) -> dict[str, Any]:
    """The keys of its kind that the rule gives, as plain data."""
    return rule.params.model_dump(mode="json", exclude_defaults=True)


def rule_data(rule: Rule) -> dict[str, Any]:
    """Everything of a rule as plain data."""
    keys = rule.keys.model_dump(mode="json", exclude_none=True)
    return {
        **keys,
        "title": rule.title,
        "dimension": rule.dimension.value,
        **own_keys(rule),
        "place": rule.place,
    }


def _line(text: str | None) -> list[str]:
    return [text] if text else []
