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
    good = tuple(learned.proposal.good)[:MOST]
    bad = () if isinstance(rule.kind, TableKind) else tuple(_broken_by(learned))
    wanted = [(True, example) for example in good]
    wanted += [(False, example) for example in (bad or learned.proposal.tried)[:MOST]]
    if not _complaints(rule, wanted, default_country, placeholders):
        kept = wanted
    else:
        kept = [one for one in wanted if not _complaints(rule, [one], default_country, placeholders)]
    return learned.with_examples(
        tuple(example for is_good, example in kept if is_good),
        tuple(example for is_good, example in kept if not is_good),
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
