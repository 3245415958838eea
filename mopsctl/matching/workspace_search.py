"""Find duplicates among all tables of a workspace that have records to compare."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from mopsctl.errors import UsageError
from mopsctl.matching.assembling import assemble, key_reports, scenario_reports
from mopsctl.matching.compared_records import ComparedRecords
from mopsctl.matching.decided import decided_places
from mopsctl.matching.decisions import Decisions
from mopsctl.matching.duplicates import Duplicates
from mopsctl.matching.finding import Searched, populations, search_population
from mopsctl.matching.notes import notes_on
from mopsctl.matching.placed_links import placed_links
from mopsctl.matching.population import Population
from mopsctl.matching.scenario import ANY_EVIDENCE, ObjectMatch
from mopsctl.matching.state import State
from mopsctl.matching.two_sources import Second, across, sides
from mopsctl.nearest import did_you_mean
from mopsctl.progress import Progress
from mopsctl.workspace import Table, Workspace

SHARED = "duplicates"
"""By this name a workspace keeps the search that an audit's rules share."""


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """What is searched, and how.

    ``matches`` are the match rules by object, any evidence counts for the others; ``objects`` are those whose records
    are compared (by default all that can have duplicates); ``decisions`` is what people decided on pairs; ``mask``
    hides personal values in what is shown; ``state`` is what an earlier search left, to which this one adds;
    ``links``: whether people without an account are linked with one. Where ``second`` tells which records are another
    source's, only what leads from one source to the other is found.
    """

    matches: Mapping[str, ObjectMatch] = field(default_factory=dict)
    default_country: str | None = None
    objects: tuple[str, ...] = ()
    decisions: Decisions | None = None
    mask: Callable[[Table, str, str], str] | None = None
    state: State | None = None
    links: bool = True
    second: Second | None = None


def search_workspace(
    workspace: Workspace, options: SearchOptions, progress: Progress | None = None
) -> Duplicates:
    """Find duplicates; the version, and what is known of the source, are the caller's to add."""
    return _searched(workspace, options, progress)[0]


def search_populations(
    workspace: Workspace, options: SearchOptions, progress: Progress | None = None
) -> tuple[ComparedRecords, list[Searched]]:
    """Search each population by itself; the places of all of them, one after the other, are those of the records."""
    _check_objects(workspace, options.objects)
    groups = populations(workspace, options.objects)
    records = ComparedRecords(
        workspace, tuple(t for tables in groups for t in tables), options.mask, options.second
    )
    decided = decided_places(options.decisions, records)
    searched: list[Searched] = []
    start = 0
    for tables in groups:
        population = Population(workspace, tables)
        within = decided.within(start, start + len(population))
        match = options.matches.get(tables[0].object) or ObjectMatch((ANY_EVIDENCE,))
        found = search_population(population, match, options.default_country, within, progress, options.state)
        side = None if options.second is None else sides(tables, options.second)
        searched.append(replace(found, side=side))
        start += len(population)
    return records, searched


def _check_objects(workspace: Workspace, names: Sequence[str]) -> None:
    """Whether there is a table of each object that is to be searched.

    :raises UsageError: for a name that no table has, with the names that there are.
    """
    there = sorted({table.object for table in workspace.tables})
    for name in names:
        if name not in there:
            raise UsageError(
                f"no table of the source has the object {name!r}{did_you_mean(name, there)} "
                f"(there is {', '.join(there)})"
            )


def _searched(
    workspace: Workspace, options: SearchOptions, progress: Progress | None
) -> tuple[Duplicates, ComparedRecords]:
    records, searched = search_populations(workspace, options, progress)
    assembled = assemble(records, searched, placed_links(records, searched) if options.links else None)
    if options.second is not None:
        pairs, grouped = across(assembled.pairs, assembled.groups, sides(records.tables, options.second))
        assembled = replace(assembled, pairs=pairs, groups=grouped)
    return (Duplicates(
        created=datetime.now(UTC).isoformat(timespec="seconds"), version="", source="", seconds=0.0,
        records=records, pairs=assembled.pairs, groups=assembled.groups,
        compared=sum(one.found.compared for one in searched), keys=key_reports(assembled),
        scenarios=scenario_reports(assembled), explain=assembled.explain, evidence_json=assembled.evidence,
        was_compared=assembled.was_compared, counts=_counts(searched),
        notes=notes_on(workspace, records, searched, options.decisions),
        redacted=options.mask is not None,
    ), records)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shared:
    """A search that several rules share: what was found, and the records among which it was."""

    found: Duplicates
    records: ComparedRecords


def shared_search(workspace: Workspace, options: SearchOptions) -> Shared:
    """The search that all rules of a run share: made when the first of them asks for it."""
    return workspace.once(SHARED, lambda: _shared(workspace, options))


def shared_by_rules(workspace: Workspace) -> Duplicates | None:
    """What the rules of a run found; None where no rule asked for duplicates."""
    shared: Shared | None = workspace.kept.get(SHARED)
    return None if shared is None else shared.found


def _shared(workspace: Workspace, options: SearchOptions) -> Shared:
    found, records = _searched(workspace, options, None)
    return Shared(found, records)


def _counts(searched: Sequence[Searched]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for table in (table for one in searched for table in one.population.tables):
        counts[table.object] = counts.get(table.object, 0) + table.rows
    return counts
