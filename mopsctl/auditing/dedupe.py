"""The verb that finds duplicates: read a source, search it, give what was found as one result."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from mopsctl import __version__
from mopsctl.auditing.ingest import ingest_all
from mopsctl.auditing.options import AuditOptions
from mopsctl.auditing.redaction import mask_value
from mopsctl.auditing.source_reports import source_reports
from mopsctl.config import Config, default_matches, matching_configuration
from mopsctl.errors import UsageError
from mopsctl.matching.decisions import Decisions
from mopsctl.matching.duplicates import Duplicates
from mopsctl.matching.state import read_state, since, write_state
from mopsctl.matching.workspace_search import SearchOptions, search_workspace
from mopsctl.progress import Progress, Silent
from mopsctl.results import UnreadFile
from mopsctl.workspace import Workspace

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class DedupeOptions:
    """How duplicates are searched: how the source is read (``audit``), only of some ``objects``, what was decided.

    ``since`` is the file of what an earlier run left: only pairs with a record that is new or changed since then are
    compared, with the same result. It is written anew, and made where there is none. Without ``links`` nobody is
    linked with an account. ``against`` is a second source, such as another system's export: only pairs of a record of
    one source and one of the other are found, and groups that have records of both.
    """

    audit: AuditOptions = AuditOptions()
    objects: tuple[str, ...] = ()
    decisions: Decisions | None = None
    since: Path | None = None
    links: bool = True
    against: str | Path | pd.DataFrame | None = None


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
    :raises UsageError: for a file of ``since`` that is something else or cannot be written, or for two sources from
        standard input.
    """
    started = time.monotonic()
    options, progress = options or DedupeOptions(), progress or Silent()
    settings = matching_configuration(config)
    workspace, sources = Workspace(), _sources(source, options)
    state = None if options.since is None else read_state(options.since)
    unread, first = ingest_all(workspace, sources, options.audit, settings, progress, stdin)
    second = None if options.against is None else first
    search = replace(search_options(settings, options), state=state, second=second)
    found = search_workspace(workspace, search, progress)
    if state is not None:
        write_state(state)
        found.since = since(state)
    found.version = __version__
    found.sources, found.failures = source_reports(workspace), list(settings.failures)
    found.source = " against ".join(str(one) if isinstance(one, str | Path) else "frame" for one in sources)
    found.unread = [UnreadFile(failure.path, failure.reason, failure.skipped) for failure in unread]
    found.seconds = time.monotonic() - started
    return found


def _sources(source: str | Path | pd.DataFrame, options: DedupeOptions) -> list[str | Path | pd.DataFrame]:
    """The source, and behind it the one that it is held against."""
    if options.against is None:
        return [source]
    sources = [source, options.against]
    if [str(one) for one in sources if isinstance(one, str | Path)] == ["-", "-"]:
        raise UsageError("only one of two sources can be standard input; name a file for the other")
    return sources


def search_options(settings: Config, options: DedupeOptions) -> SearchOptions:
    """How a workspace is searched by a configuration; without match rules of its own by those of the default pack."""
    return SearchOptions(
        matches=settings.match or default_matches(),
        default_country=settings.default_country,
        objects=options.objects,
        decisions=options.decisions,
        mask=mask_value if options.audit.redact else None,
        links=options.links,
    )
