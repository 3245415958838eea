"""The verb that finds duplicates: read a source, search it, give what was found as one result."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from mopsctl import __version__
from mopsctl.auditing.ingest import ingest
from mopsctl.auditing.options import AuditOptions
from mopsctl.auditing.redaction import mask_value
from mopsctl.auditing.source_reports import source_reports
from mopsctl.config import Config, configuration, default_matches
from mopsctl.matching.assembling import assemble, key_reports, scenario_reports
from mopsctl.matching.compared_records import ComparedRecords
from mopsctl.matching.decided import decided_places
from mopsctl.matching.decisions import Decisions
from mopsctl.matching.duplicates import Duplicates
from mopsctl.matching.finding import Searched, populations, search_population
from mopsctl.matching.notes import notes_on
from mopsctl.matching.population import Population
from mopsctl.matching.scenario import ANY_EVIDENCE, ObjectMatch
from mopsctl.progress import Progress, Silent
from mopsctl.results import UnreadFile
from mopsctl.workspace import Workspace

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class DedupeOptions:
    """How duplicates are searched: how the source is read (``audit``), only of an ``object``, what was decided."""

    audit: AuditOptions = AuditOptions()
    objects: tuple[str, ...] = ()
    decisions: Decisions | None = None


def find_duplicates(
    source: str | Path | pd.DataFrame,
    config: Config | Path | str | None = None,
    options: DedupeOptions | None = None,
    progress: Progress | None = None,
    stdin: BinaryIO | None = None,
) -> Duplicates:
    """Find the records of a source that are the same person or company.

    :param config: a configuration or its file; by default the nearest mopsctl.yaml, else the default pack.
    :raises SourceError: where nothing can be read.
    :raises ConfigError: for a mistake in the match rules or decisions.
    """
    started = time.monotonic()
    options, progress = options or DedupeOptions(), progress or Silent()
    settings = configuration(config)
    workspace = Workspace()
    unread = ingest(workspace, source, options.audit, settings, progress, stdin)
    found = search_workspace(workspace, settings, options, progress)
    found.source = str(source) if isinstance(source, str | Path) else "frame"
    found.unread = [UnreadFile(failure.path, failure.reason, failure.skipped) for failure in unread]
    found.seconds = time.monotonic() - started
    return found


def search_workspace(
    workspace: Workspace, settings: Config, options: DedupeOptions, progress: Progress
) -> Duplicates:
    """Find duplicates among the tables of a workspace."""
    groups = populations(workspace, options.objects)
    records = ComparedRecords(workspace, tuple(t for tables in groups for t in tables), mask_value if options.audit.redact else None)
    decided = decided_places(options.decisions, records)
    searched: list[Searched] = []
    start = 0
    for tables in groups:
        population = Population(workspace, tables)
        within = decided.within(start, start + len(population))
        match = match_for(settings, tables[0].object)
        searched.append(search_population(population, match, settings.default_country, within, progress))
        start += len(population)
    assembled = assemble(records, searched)
    return Duplicates(
        created=datetime.now(UTC).isoformat(timespec="seconds"), version=__version__, source="", seconds=0.0,
        records=records, pairs=assembled.pairs, groups=assembled.groups,
        compared=sum(one.found.compared for one in searched), keys=key_reports(assembled),
        scenarios=scenario_reports(assembled), explain=assembled.explain, evidence_json=assembled.evidence,
        was_compared=assembled.was_compared, counts=_counts(groups), sources=source_reports(workspace),
        notes=notes_on(workspace, records, searched), failures=list(settings.failures), redacted=options.audit.redact,
    )  # fmt: skip


def match_for(settings: Config, name: str) -> ObjectMatch:
    """The match rules of an object: configured, else of the default pack, else any evidence."""
    matches = settings.match or default_matches()
    return matches.get(name) or ObjectMatch((ANY_EVIDENCE,))


def _counts(groups: list[tuple[object, ...]]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for tables in groups:
        for table in tables:
            counts[table.object] = counts.get(table.object, 0) + table.rows  # type: ignore[attr-defined]
    return counts
