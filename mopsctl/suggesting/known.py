"""What rules in force say already."""

from __future__ import annotations

from collections.abc import Iterable

from mopsctl.engine.expand import EVERY
from mopsctl.engine.rule import Rule
from mopsctl.schema.model import ValueKind
from mopsctl.suggesting.proposal import Proposal

Topic = tuple[str, ...]

FORMS = frozenset(
    {
        "one_of",
        "pattern",
        "email",
        "phone",
        "url",
        "domain",
        "country",
        "state",
        "postal_code",
        "date",
        "number",
    }
)
"""Kinds that say what a value looks like: one of them is enough for a field."""


def topic_of(kind: str, fields: Iterable[str], where: bool = False) -> Topic:
    """What a rule is about: two rules on one topic say the same, or contradict each other."""
    names = sorted(fields) if kind in ("unique", "date_order", "expression", "range") else list(fields)
    word = "form" if kind in FORMS else "order" if kind in ("date_order", "expression", "range") else kind
    return (f"{word} where" if where else word, *names)


def known_topics(
    rules: Iterable[Rule], object_name: str, known: bool, kinds: dict[str, ValueKind]
) -> set[Topic]:
    """The topics of the rules that judge an object; rules that are turned off count, since somebody decided so.

    :param kinds: the value kind of each field of the table.
    """
    topics: set[Topic] = set()
    for rule in rules:
        if not rule.judges(object_name, known):
            continue
        for fields in _fields(rule, kinds):
            # Whoever requires a field of some records has decided about the others, too.
            topics.update(
                topic_of(rule.kind.name, fields, where) for where in (False, rule.where is not None)
            )
    return topics


def _fields(rule: Rule, kinds: dict[str, ValueKind]) -> Iterable[tuple[str, ...]]:
    choices = [name for name in getattr(rule.params, "any_of", []) if name in kinds]
    if len(choices) == 1:
        return [(choices[0],)]
    first = rule.fields[0] if rule.fields else ""
    if not first.startswith(EVERY) or getattr(rule.params, "fields", None):
        return [rule.fields]
    wanted = first.removeprefix(EVERY).removeprefix(":")
    return [(name,) for name, kind in kinds.items() if not wanted or kind.value == wanted]


def topic_of_proposal(proposal: Proposal) -> Topic:
    """The topic of a proposal."""
    return topic_of(proposal.kind, proposal.fields, proposal.where is not None)
