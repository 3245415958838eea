"""Which rules run: chosen and left out by id, by the beginning of an id with ``*``, or by tag."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase

from mopsctl.engine.rule import Rule
from mopsctl.errors import UsageError
from mopsctl.nearest import did_you_mean


def select_rules(rules: Sequence[Rule], select: Sequence[str], ignore: Sequence[str]) -> list[Rule]:
    """The enabled rules that ``select`` names (all, where it is empty), without those that ``ignore`` names.

    A rule that is turned off runs where it is selected by its id.

    :raises UsageError: for a word that names no rule and no tag.
    """
    for option, words in (("--select", select), ("--ignore", ignore)):
        for word in words:
            if not any(_names(word, rule) for rule in rules):
                known = [rule.id for rule in rules] + [tag for rule in rules for tag in rule.keys.tags]
                raise UsageError(f"{option} {word}: no rule or tag has that name{did_you_mean(word, known)}")
    return [
        rule for rule in rules if _chosen(rule, select) and not any(_names(word, rule) for word in ignore)
    ]


def _chosen(rule: Rule, select: Sequence[str]) -> bool:
    if not select:
        return rule.keys.enabled
    return rule.id in select or (rule.keys.enabled and any(_names(word, rule) for word in select))


def _names(word: str, rule: Rule) -> bool:
    return fnmatchcase(rule.id, word) or word in rule.keys.tags
