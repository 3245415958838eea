"""The rules in force, for those who want to read them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from mopsctl.config import configuration, load_pack
from mopsctl.engine.examples import check_examples
from mopsctl.engine.failing import KindFailedError
from mopsctl.engine.registry import installed, kinds, pack_names
from mopsctl.engine.rule import Rule
from mopsctl.engine.selection import select_rules
from mopsctl.errors import ConfigError, UsageError
from mopsctl.failure import Failure
from mopsctl.kindbook import KindEntry, kind_entries, kind_named
from mopsctl.nearest import did_you_mean


def rules_in_force(
    config: Path | None,
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    object_name: str | None = None,
) -> list[Rule]:
    """The selected rules of a configuration (the nearest one by default), of one object where it is named."""
    rules = list(configuration(config).rules.values())
    chosen = select_rules(rules, select, ignore)
    return [rule for rule in chosen if object_name is None or rule.judges(object_name)]


def rule_named(name: str, config: Path | None) -> Rule:
    """The rule with that id.

    :raises UsageError: with the nearest id (or kind, which may be meant) where there is none.
    """
    rules = configuration(config).rules
    if name not in rules:
        hint = did_you_mean(name, [*rules, *kinds()])
        raise UsageError(f"there is no rule {name!r}{hint}; mopsctl rules list shows them all")
    return rules[name]


def plugin_failures() -> list[Failure]:
    """What the installed rule plug-ins offer and cannot be used."""
    return list(installed().failures)


def rules_of_packs(patterns: Iterable[str]) -> list[Rule]:
    """The rules that installed packs define themselves, of the packs that the patterns (with ``*``) name.

    :raises UsageError: for a pattern that names no pack.
    """
    names: dict[str, None] = {}
    for pattern in patterns:
        found = [name for name in pack_names() if fnmatchcase(name, pattern)]
        if not found:
            raise UsageError(f"no installed pack is called {pattern!r}{did_you_mean(pattern, pack_names())}")
        names |= dict.fromkeys(found)
    return [
        rule
        for name in names
        for rule in load_pack(name).rules.values()
        if rule.place.rpartition(":")[0] == name
    ]


def is_kind(name: str, config: Path | None) -> bool:
    """Whether a name is that of a kind, and of no rule."""
    return name in kinds() and name not in configuration(config).rules


def all_kinds(config: Path | None) -> list[KindEntry]:
    """Every installed kind, with an example from the rules in force or, where they have none, from any pack."""
    return kind_entries([*configuration(config).rules.values(), *_missing(kinds(), config)])


def kind_called(name: str, config: Path | None) -> KindEntry:
    """The kind of that name, with an example as in `all_kinds`.

    :raises UsageError: with the nearest name where there is none.
    """
    return kind_named(name, [*configuration(config).rules.values(), *_missing([name], config)])


def _missing(names: Iterable[str], config: Path | None) -> list[Rule]:
    """Rules of all installed packs that are of those kinds, where no rule in force is."""
    missing = set(names) - {rule.kind.name for rule in configuration(config).rules.values()}
    if not missing:
        return []
    return [rule for pack in pack_names() for rule in _rules_of(pack) if rule.kind.name in missing]


def _rules_of(pack: str) -> list[Rule]:
    """The rules of a pack, none where it has a mistake: who extends it is told."""
    try:
        return list(load_pack(pack).rules.values())
    except ConfigError:
        return []


@dataclass(frozen=True, slots=True)
class ExampleTest:
    """How many rules have examples; a sentence for each example that does not behave, and for each rule without.

    ``failures`` are of rules whose examples could not be judged, since their kind failed.
    """

    tested: int
    complaints: list[str]
    lacking: list[str]
    failures: list[Failure]

    @property
    def passed(self) -> bool:
        return not self.complaints and not self.lacking


def tested_examples(
    config: Path | None,
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    all_required: bool = False,
) -> ExampleTest:
    """Judge the examples of the selected rules by the rules themselves.

    :param all_required: whether every rule must have good and bad ones, not only those of files that demand it.
    """
    settings = configuration(config)
    rules = select_rules(list(settings.rules.values()), select, ignore)
    tested = [rule for rule in rules if rule.keys.examples.good or rule.keys.examples.bad]
    complaints: list[str] = []
    failures: list[Failure] = []
    for rule in tested:
        try:
            found = check_examples(rule, settings.default_country, settings.placeholders)
        except KindFailedError as error:
            failures.append(error.failure)
        else:
            complaints += [f"{rule.place}: {rule.id}: {complaint}" for complaint in found]
    must = [rule for rule in rules if all_required or rule.place.rpartition(":")[0] in settings.demanding]
    lacking = [f"{rule.place}: {rule.id}: it has no {lack}" for rule in must if (lack := _lack(rule))]
    return ExampleTest(len(tested) - len(failures), complaints, lacking, failures)


def _lack(rule: Rule) -> str:
    """What examples a rule lacks, in words; nothing where it has both sorts."""
    sides = {"good example": rule.keys.examples.good, "bad example": rule.keys.examples.bad}
    return " and no ".join(name for name, examples in sides.items() if not examples)
