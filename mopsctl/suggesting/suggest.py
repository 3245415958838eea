"""The verb: from a source to the rules that its records keep to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from mopsctl.auditing.ingest import ingest
from mopsctl.auditing.options import AuditOptions
from mopsctl.config import Config, configuration
from mopsctl.engine.columns import value_kinds
from mopsctl.engine.kinds import Scope
from mopsctl.engine.rule import OTHER_OBJECT
from mopsctl.progress import Progress, Silent
from mopsctl.suggesting.casing import propose_casing
from mopsctl.suggesting.choose import named, new_proposals, severity_of, worth_having
from mopsctl.suggesting.companies import propose_companies
from mopsctl.suggesting.dependencies import propose_dependencies
from mopsctl.suggesting.examples import with_examples
from mopsctl.suggesting.formats import propose_formats
from mopsctl.suggesting.judge import Verdict, breakers_of, judge, rules_of
from mopsctl.suggesting.known import Topic, known_topics
from mopsctl.suggesting.lengths import propose_lengths
from mopsctl.suggesting.options import SuggestOptions
from mopsctl.suggesting.orders import propose_equals, propose_orders
from mopsctl.suggesting.patterns import propose_patterns
from mopsctl.suggesting.picklists import propose_picklists
from mopsctl.suggesting.proposal import LearnedRule, Proposal
from mopsctl.suggesting.ranges import propose_ranges
from mopsctl.suggesting.redaction import redacted
from mopsctl.suggesting.required import propose_required
from mopsctl.suggesting.spellings import propose_spellings
from mopsctl.suggesting.survey import Survey, survey
from mopsctl.suggesting.uniqueness import propose_unique
from mopsctl.workspace import Table, Workspace

if TYPE_CHECKING:
    import pandas as pd

LEARNERS: tuple[Callable[[Survey], Iterable[Proposal]], ...] = (
    propose_required,
    propose_formats,
    propose_picklists,
    propose_patterns,
    propose_unique,
    propose_ranges,
    propose_equals,
    propose_orders,
    propose_companies,
    propose_dependencies,
    propose_spellings,
    propose_lengths,
    propose_casing,
)
"""In the order in which they are asked: of two proposals on one topic the first is kept."""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The rules learned from a source, the most valuable first, and how many records they were learned from."""

    source: str
    rows: int
    rules: tuple[LearnedRule, ...]


def suggest_rules(
    source: str | Path | pd.DataFrame,
    config: Config | Path | str | None = None,
    options: SuggestOptions | None = None,
    progress: Progress | None = None,
    stdin: BinaryIO | None = None,
) -> Suggestions:
    """Learn rules from a file, a folder of exports, or a pandas frame whose records are mostly right.

    :raises SourceError: where nothing can be read.
    :raises ConfigError: for a mistake in the rules in force.
    """
    options, progress = options or SuggestOptions(), progress or Silent()
    settings = configuration(config)
    scope = Scope(options.as_of or date.today(), settings.default_country)
    reading = AuditOptions(object=options.object, mapping=options.mapping, read=options.read)
    with Workspace() as workspace:
        ingest(workspace, source, reading, settings, progress, stdin)
        learned = _proposed(workspace, settings, scope, options, progress)
        verdicts = judge(workspace, learned, scope, settings.placeholders, progress)
        rules = [
            _finished(workspace, verdict, settings, options) for verdict in worth_having(verdicts, options)
        ]
        name = str(source) if isinstance(source, str | Path) else "frame"
        return Suggestions(name, sum(table.rows for table in workspace.tables), tuple(rules))


def _proposed(
    workspace: Workspace, settings: Config, scope: Scope, options: SuggestOptions, progress: Progress
) -> list[LearnedRule]:
    proposals: list[Proposal] = []
    known: dict[str, set[Topic]] = {}
    names = _names(workspace.tables)
    progress.step("Learning", total=len(workspace.tables), unit="tables")
    for table in workspace.tables:
        name = names[table.name]
        if not options.everything:
            fields = {table.field_at(p): kind for p, kind in enumerate(value_kinds(table))}
            topics = known_topics(settings.rules.values(), table.object, table.known, fields)
            known.setdefault(name, set()).update(topics)
        if table.rows >= options.min_records:
            proposals += _of_table(
                survey(workspace, table, name, scope.as_of, settings.placeholders, options)
            )
        progress.advance(1)
    return named(new_proposals(proposals, known), settings.rules)


def _of_table(found: Survey) -> Iterator[Proposal]:
    for learner in LEARNERS:
        yield from learner(found)


def _names(tables: Iterable[Table]) -> dict[str, str]:
    """The word by which rules call the object of each table; "other" means the only one that nobody knows."""
    unknown = [table.name for table in tables if not table.known]
    return {table.name: OTHER_OBJECT if unknown == [table.name] else table.object for table in tables}


def _finished(
    workspace: Workspace, verdict: Verdict, settings: Config, options: SuggestOptions
) -> LearnedRule:
    """The rule with its severity, examples and breakers, and nothing personal in them where that is asked."""
    breakers = breakers_of(workspace, verdict, options.examples)
    learned = replace(verdict.learned, severity=severity_of(verdict.learned), breakers=breakers)
    rule = rules_of([learned])[0]
    learned = with_examples(learned, rule, settings.default_country, settings.placeholders)
    return redacted(verdict, learned) if options.redact else learned
