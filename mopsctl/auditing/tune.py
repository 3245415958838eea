"""The verb that learns match weights: read a source and its labels, search it, learn from the labelled pairs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np

from mopsctl.auditing.dedupe import DedupeOptions, search_options
from mopsctl.auditing.ingest import ingest
from mopsctl.config import Config, configuration
from mopsctl.failure import Failure
from mopsctl.matching.compared_records import ComparedRecords
from mopsctl.matching.decided import decided_places
from mopsctl.matching.decision_file import read_decisions
from mopsctl.matching.finding import Searched
from mopsctl.matching.labels import LabelledPairs, labels_of_decisions, labels_of_truth
from mopsctl.matching.scenario import ObjectMatch
from mopsctl.matching.truth import truth_of
from mopsctl.matching.truth_file import read_truth
from mopsctl.matching.tuning import Tuned, check_enough, tune
from mopsctl.matching.workspace_search import search_populations
from mopsctl.progress import Progress, Silent
from mopsctl.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Tuning:
    """What was learnt, an entry a population, with the match rules in force by object.

    ``notes`` are sentences on labels that were not used.
    """

    source: str
    labels: str
    tuned: tuple[Tuned, ...]
    matches: Mapping[str, ObjectMatch]
    notes: tuple[str, ...]
    failures: tuple[Failure, ...]


def tune_weights(
    source: str | Path,
    labels: Path,
    config: Config | Path | str | None = None,
    options: DedupeOptions | None = None,
    progress: Progress | None = None,
    stdin: BinaryIO | None = None,
) -> Tuning:
    """Learn from pairs that people decided on, or from a truth about all records.

    :param labels: decisions, as review writes them, or truth, as an evaluation takes it.
    :raises UsageError: where there are too few labels of a kind, or they are of other records.
    :raises SourceError: where a file cannot be read.
    :raises ConfigError: for a mistake in the match rules or decisions.
    """
    options, progress = options or DedupeOptions(), progress or Silent()
    settings = configuration(config)
    wanted = search_options(settings, options)
    workspace = Workspace()
    ingest(workspace, source, options.audit, settings, progress, stdin)
    records, searched = search_populations(workspace, wanted, progress)
    progress.step("Learning from labelled pairs")
    known, notes = _labels(labels, records, searched)
    tuned = tuple(tune(one, pairs) for one, pairs in zip(searched, known, strict=True) if pairs.duplicates)
    if not tuned:
        for one, pairs in zip(searched, known, strict=True):
            check_enough(pairs, one.population.tables[0].object)
    return Tuning(str(source), str(labels), tuned, wanted.matches, notes, settings.failures)


def _labels(
    path: Path, records: ComparedRecords, searched: list[Searched]
) -> tuple[list[LabelledPairs], tuple[str, ...]]:
    """The labelled pairs of each population."""
    file = read_truth(path)
    sizes = [len(one.population) for one in searched]
    starts = np.cumsum([0, *sizes])[:-1].tolist()
    if file.is_reviewed:
        decisions = read_decisions(path)
        decided = decided_places(decisions, records)
        note = decisions.unknown_note(records)
        parts = [decided.within(start, start + size) for start, size in zip(starts, sizes, strict=True)]
        known = [labels_of_decisions(one, part) for one, part in zip(searched, parts, strict=True)]
        return known, () if note is None else (note,)
    truth = truth_of(file, records)
    return [
        labels_of_truth(one, truth, start) for one, start in zip(searched, starts, strict=True)
    ], truth.notes
