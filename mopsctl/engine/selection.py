"""Which rules run: chosen and left out by id, by the beginning of an id with ``*``, or by tag."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase

from mopsctl.engine.rule import Rule
from mopsctl.errors import UsageError
from mopsctl.nearest import did_you_mean

EXPIRED, UNUSED = "suppression-expired", "suppression-unused"
"""What is found of suppressions themselves, which can be left out like a rule."""


def select_rules(rules: Sequence[Rule], select: Sequence[str], ignore: Sequence[str]) -> list[Rule]:
    """The enabled rules that ``select`` names (all, where it is empty), without those that ``ignore`` names.

    A rule that is turned off runs where it is selected by its id.

    :raises UsageError: for a word that names no rule and no tag.
    """
    for option, words in (("--select", select), ("--ignore", ignore)):
        for word in words:
            if option == "--ignore" and word in (EXPIRED, UNUSED):
                continue
            if not any(is_named(word, rule) for rule in rules):
                known = [rule.id for rule in rules] + [tag for rule in rules for tag in rule.keys.tags]
                raise UsageError(f"{option} {word}: no rule or tag has that name{did_you_mean(word, known)}")
    return [
        rule for rule in rules if _chosen(rule, select) and not any(is_named(word, rule) for word in ignore)
    ]


def _chosen(rule: Rule, select: Sequence[str]) -> bool:
    if not select:
        return rule.keys.enabled
    return rule.id in select or (rule.keys.enabled and any(is_named(word, rule) for word in select))


def is_named(word: str, rule: Rule) -> bool:
    """Whether a word names a rule: as its id, by an id with ``*``, or as one of its tags."""
    return fnmatchcase(rule.id, word) or word in rule.keys.tags
