"""Audit a source, score how complete it is, or tell what is in it; see ``docs/python.md``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

from mopsctl.auditing import examine
from mopsctl.auditing.options import AuditOptions
from mopsctl.config import Config, config_of
from mopsctl.errors import UsageError
from mopsctl.interface.audit import Audit
from mopsctl.results import AuditResult

if TYPE_CHECKING:
    from typing import Unpack

    import pandas as pd

    from mopsctl.interface.duplicates import FoundDuplicates
    from mopsctl.interface.suggested import SuggestedRules
    from mopsctl.sources.table import ReadOptions
    from mopsctl.suggesting.options import SuggestOptions

    Source = str | Path | pd.DataFrame
    Configuration = Config | Mapping[str, Any] | Path | str | None


class Choices(TypedDict, total=False):
    """The keywords of every verb; each replaces what ``options`` say.

    ``object`` is what the records are, ``mapping`` which header holds a canonical field, ``read`` how the files
    are written; what is not said is detected. ``select`` and ``ignore`` name rules (ids, ids with ``*``, tags).
    ``by`` names segment fields, ``as_of`` the day for which ages are judged (today by default; a date or
    "2026-10-31"), ``examples`` how many findings each rule shows in reports. ``redact`` masks personal values.
    ``baseline`` is a file of known findings, which are left out; it is written where there is none, and ``prune``
    takes those out of it that no longer occur.
    """

    object: str
    mapping: Mapping[str, str]
    read: ReadOptions
    select: str | Sequence[str]
    ignore: str | Sequence[str]
    by: str | Sequence[str]
    as_of: date | str
    examples: int
    redact: bool
    baseline: str | Path
    prune: bool


def audit(
    source: Source,
    config: Configuration = None,
    options: AuditOptions | None = None,
    **choices: Unpack[Choices],
) -> Audit:
    """Audit a file, a folder of exports, or a pandas frame: scores, findings, what to do first.

    :param config: a configuration, its file, or its keys as a mapping; by default the nearest mopsctl.yaml,
        else the default pack.
    :param choices: see `Choices`.
    :raises SourceError: where nothing can be read.
    :raises ConfigError: for a mistake in the rules.
    :raises UsageError: for a choice that fits no rule, field or day.
    """
    return _run(examine.audit, source, config, options, choices)


def score_completeness(
    source: Source,
    config: Configuration = None,
    options: AuditOptions | None = None,
    **choices: Unpack[Choices],
) -> Audit:
    """Score only how complete the records are: the rules of that dimension, fields and segments; see `audit`."""
    return _run(examine.score_completeness, source, config, options, choices)


def profile(
    source: Source,
    config: Configuration = None,
    options: AuditOptions | None = None,
    **choices: Unpack[Choices],
) -> Audit:
    """Tell what is in a source: its fields with fill, values and shapes; nothing is judged; see `audit`."""
    return _run(examine.profile, source, config, options, choices)


class DedupeChoices(TypedDict, total=False):
    """The keywords of `find_duplicates`.

    ``objects`` are the only ones that are searched, ``decisions`` is a file of what people decided, ``since`` the
    state of an earlier run, ``against`` a second source, ``links`` whether people are linked with accounts. The
    others are
    those of `Choices`.
    """

    object: str
    mapping: Mapping[str, str]
    read: ReadOptions
    redact: bool
    objects: str | Sequence[str]
    decisions: str | Path
    since: str | Path
    against: Source
    links: bool


def find_duplicates(
    source: Source, config: Configuration = None, **choices: Unpack[DedupeChoices]
) -> FoundDuplicates:
    """Find the records of a source that are the same person or company; see `audit` and `DedupeChoices`."""
    from mopsctl.auditing.dedupe import DedupeOptions
    from mopsctl.auditing.dedupe import find_duplicates as find
    from mopsctl.interface.duplicates import FoundDuplicates
    from mopsctl.matching.decision_file import read_decisions

    _check_source(source)
    given: dict[str, Any] = dict(choices)
    reading = {name: given.pop(name) for name in ("object", "mapping", "read", "redact") if name in given}
    if "objects" in given:
        given["objects"] = (
            (given["objects"],) if isinstance(given["objects"], str) else tuple(given["objects"])
        )
    if "decisions" in given:
        given["decisions"] = read_decisions(given["decisions"])
    if "since" in given:
        given["since"] = Path(given["since"])
    options = DedupeOptions(audit=AuditOptions(**reading), **given)
    return FoundDuplicates(find(source, _settings(config), options))


class SuggestChoices(TypedDict, total=False):
    """The keywords of `suggest_rules`; each replaces what ``options`` say.

    ``min_support`` is the share (0-1) of records that must surely keep to a rule, ``min_records`` how many a rule must
    judge, ``everything`` whether what rules in force say is suggested, too. The others are those of `Choices`.
    """

    object: str
    mapping: Mapping[str, str]
    read: ReadOptions
    as_of: date | str
    min_support: float
    min_records: int
    examples: int
    everything: bool
    redact: bool


def suggest_rules(
    source: Source,
    config: Configuration = None,
    options: SuggestOptions | None = None,
    **choices: Unpack[SuggestChoices],
) -> SuggestedRules:
    """Learn rules from a source that is mostly right, beside those of ``config``; see `audit` and `SuggestChoices`."""
    from mopsctl.interface.suggested import SuggestedRules
    from mopsctl.suggesting import suggest
    from mopsctl.suggesting.options import SuggestOptions

    _check_source(source)
    changed = replace(options or SuggestOptions(), **_read(dict(choices)))
    return SuggestedRules(suggest.suggest_rules(source, _settings(config), changed))


def _run(
    verb: Callable[[Source, Config | Path | str | None, AuditOptions], AuditResult],
    source: Source,
    config: Configuration,
    options: AuditOptions | None,
    choices: Choices,
) -> Audit:
    _check_source(source)
    changed = replace(options or AuditOptions(), **_read(dict(choices)))
    return Audit(verb(source, _settings(config), changed))


def _check_source(source: Any) -> None:
    if not isinstance(source, str | Path) and not (hasattr(source, "columns") and hasattr(source, "iloc")):
        raise UsageError(f"a source is a path or a pandas DataFrame, not {type(source).__name__}")


def _settings(config: Configuration) -> Config | Path | str | None:
    return _configuration(config) if isinstance(config, Mapping) else config


def _configuration(keys: Mapping[str, Any]) -> Config:
    """The configuration that a mapping writes down; its files are relative to the working directory."""
    import yaml

    try:
        text = yaml.safe_dump(dict(keys), sort_keys=False)
    except yaml.YAMLError:
        raise UsageError(
            "config: only texts, numbers, dates, lists and mappings make a configuration"
        ) from None
    return config_of(text, "config", Path())


def _read(choices: dict[str, Any]) -> dict[str, Any]:
    """Keywords as the options have them: one word as several, a day and a path written as text."""
    for name in ("select", "ignore", "by"):
        if name in choices:
            choices[name] = (choices[name],) if isinstance(choices[name], str) else tuple(choices[name])
    if "baseline" in choices:
        choices["baseline"] = Path(choices["baseline"])
    if isinstance(choices.get("as_of"), str):
        choices["as_of"] = _day(choices["as_of"])
    return choices


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"as_of {text!r}: write a day as YYYY-MM-DD, such as 2026-03-31") from None
