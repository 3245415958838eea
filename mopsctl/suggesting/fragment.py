"""Suggested rules as text: a fragment of mopsctl.yaml, with what is known of each rule as comments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from mopsctl.suggesting.proposal import Breaker, LearnedRule

WIDTH = 110
LONGEST = 80
"""Characters of a value that a comment shows."""


_OTHER_LINE_ENDS = frozenset("\x85\u2028\u2029")


def fragment(learned: Sequence[LearnedRule], heading: Sequence[str] = ()) -> str:
    """The rules as YAML, each below its support and the values that break it."""
    lines = [f"# {_shown(line)}".rstrip() for line in heading]
    lines.append("rules:" if learned else "rules: []")
    for one in learned:
        lines += ["", *(f"  # {line}" for line in _comments(one))] if one.checked else []
        lines += _item(rule_keys(one))
    return "\n".join(lines) + "\n"


def rule_keys(learned: LearnedRule) -> dict[str, Any]:
    """A suggestion as the keys of a rule."""
    proposal = learned.proposal
    keys: dict[str, Any] = {
        "id": learned.id,
        "object": proposal.object,
        "kind": proposal.kind,
        **proposal.params,
    }
    if proposal.where is not None:
        keys["where"] = proposal.where
    keys |= {"severity": learned.severity.value, "title": proposal.title}
    if learned.checked:
        keys["why"] = f"{support_in_words(learned)}."
    examples = {name: list(found) for name, found in (("good", learned.good), ("bad", learned.bad)) if found}
    return {**keys, "examples": examples} if examples else keys


def support_in_words(learned: LearnedRule) -> str:
    """Such as "11,987 of 12,000 records (99.9 %) have a value"."""
    kept = learned.checked - learned.failed
    share = kept / learned.checked if learned.checked else 0.0
    return f"{kept:,} of {learned.checked:,} records ({_percent(share)}) {learned.proposal.claim}"


def _percent(share: float) -> str:
    """A share with one decimal, rounded down: 100 % means every record."""
    # 99.9 / 100 * 1000 is a little less than 999.
    return f"{int(share * 1000 + 1e-9) / 10:.1f}".removesuffix(".0") + " %"


def _comments(learned: LearnedRule) -> list[str]:
    lines = [f"{_shown(support_in_words(learned))}; surely {_percent(learned.support)} do."]
    if learned.failed:
        noun = "record breaks" if learned.failed == 1 else "records break"
        lines.append(
            f"{learned.failed:,} {noun} it:" if learned.breakers else f"{learned.failed:,} {noun} it."
        )
    lines += [f"  {_breaker(breaker)}" for breaker in learned.breakers]
    shown = sum(breaker.records for breaker in learned.breakers)
    if learned.breakers and shown < learned.failed:
        lines.append(f"  and {learned.failed - shown:,} more")
    return lines


def _breaker(breaker: Breaker) -> str:
    values = ", ".join(
        f"{name} {_quoted(value) if value else 'is empty'}" for name, value in breaker.values.items()
    )
    sheet = f" [{breaker.sheet}]" if breaker.sheet else ""
    times = f" and {breaker.records - 1:,} more like it" if breaker.records > 1 else ""
    return _shown(f"{breaker.path}{sheet}:{breaker.line}{times}: {values}")


def _quoted(value: str) -> str:
    return repr(value if len(value) <= LONGEST else f"{value[: LONGEST - 1]}…")


def _shown(text: str) -> str:
    """The text on one line: whatever could end the comment or hide in it is written as an escape."""
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text
    )


def _item(keys: Mapping[str, Any]) -> list[str]:
    first, *others = yaml.dump(
        dict(keys), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH
    ).splitlines()
    return [f"  - {first}", *(f"    {line}" for line in others)]


class _Dumper(yaml.SafeDumper):
    """Lists on one line, mappings as blocks."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _represent_list(dumper: yaml.SafeDumper, items: list[Any]) -> yaml.Node:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=True)


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    # YAML 1.1 takes these for line ends, and reads them as blanks where they are not escaped.
    style = '"' if _OTHER_LINE_ENDS.intersection(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(list, _represent_list)
_Dumper.add_representer(str, _represent_text)
