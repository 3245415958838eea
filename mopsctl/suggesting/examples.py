"""Examples of a suggested rule that hold: each is tried before it is written down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mopsctl.engine.examples import check_examples
from mopsctl.engine.kinds import TableKind
from mopsctl.engine.rule import Example, Examples, Rule
from mopsctl.suggesting.proposal import LearnedRule

MOST = 3


def with_examples(
    learned: LearnedRule, rule: Rule, default_country: str | None, placeholders: dict[str, list[str]]
) -> LearnedRule:
    """The rule with good values of the data, and bad ones: those that break it, else such as would."""
    broken = [] if isinstance(rule.kind, TableKind) else _broken_by(learned)[:MOST]
    tried = list(learned.proposal.tried[:MOST])
    good = [(True, example) for example in learned.proposal.good[:MOST]]

    def behave(wanted: Sequence[tuple[bool, Example]]) -> bool:
        return not _complaints(rule, wanted, default_country, placeholders)

    for bad in filter(None, (broken, tried)):
        wanted = [*good, *((False, example) for example in bad)]
        if behave(wanted):
            return _with(learned, wanted)
    alone = [one for one in good if behave([one])]
    for bad in (broken, tried):
        found = [(False, example) for example in bad if behave([(False, example)])]
        if found:
            return _with(learned, [*alone, *found])
    return _with(learned, alone)


def _with(learned: LearnedRule, examples: Sequence[tuple[bool, Example]]) -> LearnedRule:
    return learned.with_examples(
        tuple(example for is_good, example in examples if is_good),
        tuple(example for is_good, example in examples if not is_good),
    )


def _broken_by(learned: LearnedRule) -> list[Example]:
    """The breaking values; as records where the rule looks at more than one field or has a condition."""
    if learned.proposal.where is not None:
        return []
    return [
        dict(breaker.values) if len(breaker.values) > 1 else next(iter(breaker.values.values()))
        for breaker in learned.breakers
        if breaker.values
    ]


def _complaints(
    rule: Rule,
    wanted: Sequence[tuple[bool, Example]],
    default_country: str | None,
    placeholders: dict[str, list[str]],
) -> list[str]:
    examples = Examples(
        good=[example for is_good, example in wanted if is_good],
        bad=[example for is_good, example in wanted if not is_good],
    )
    tried = replace(rule, keys=rule.keys.model_copy(update={"examples": examples}))
    return check_examples(tried, default_country, placeholders)
