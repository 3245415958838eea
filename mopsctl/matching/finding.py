"""Find duplicates among the tables of a workspace: a population at a time, from columns to groups."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from mopsctl.matching.banding import as_copies, banded
from mopsctl.matching.blocking import Pairs
from mopsctl.matching.clusters import cluster
from mopsctl.matching.contradiction import as_seen_by_groups
from mopsctl.matching.copies import (
    LEAST_SCORE,
    Copies,
    copied_pairs,
    copies_of,
    counting_once,
    spread_pairs,
    with_copies,
)
from mopsctl.matching.design import Design
from mopsctl.matching.designing import COMPANIES, PEOPLE, design_for
from mopsctl.matching.duplicates import Band
from mopsctl.matching.named import with_named
from mopsctl.matching.population import Population
from mopsctl.matching.scenario import ANY_EVIDENCE, IDENTICAL, ObjectMatch, Scenario
from mopsctl.matching.search import Found, content_hashes, outcomes, search
from mopsctl.matching.state import State, memory_for, remember
from mopsctl.matching.weights import probability, total_bits
from mopsctl.progress import Progress, Silent
from mopsctl.workspace import Table, Workspace

UNUSED = frozenset(["user", "campaign", "campaign_member", "opportunity", "activity", "asset"])
"""Objects of which copies are no duplicates to be merged, or that have rules of their own."""


DECIDED = 2.0
"""The score, while grouping, of what people have decided to be duplicates: above anything that is computed."""

Decided = tuple[np.ndarray, np.ndarray, np.ndarray] | None
"""Pairs of places, and for each 1 (duplicate) or -1 (not)."""


@dataclass(frozen=True)
class Searched:
    """A population, how it was compared, and what was found; places are the population's own.

    ``pairs`` has the columns left, right, score, scenario (int16 place in ``scenarios``) and band; ``group`` (int64,
    by record) is the least place of each record's group; groups of more records than
    ``largest_group`` are looked at. ``score_of`` scores any pairs. The last of the ``scenarios`` is that of
    ``copies``.
    ``side`` (bool, by record) tells the records of a second source, where there is one.
    """

    population: Population
    design: Design
    copies: Copies
    found: Found
    scenarios: tuple[Scenario, ...]
    pairs: pd.DataFrame
    group: np.ndarray
    largest_group: int
    score_of: Callable[[Pairs], np.ndarray]
    side: np.ndarray | None = None


def populations(workspace: Workspace, objects: Sequence[str] | None = None) -> list[tuple[Table, ...]]:
    """The tables whose records are compared with one another: people, companies, and other tables by object.

    :param objects: only these; by default people, companies and tables that fit no object.
    """
    tables = [table for table in workspace.tables if table.rows]
    if objects:
        tables = [table for table in tables if table.object in objects]
    else:
        # A lone table of something else is what the user wants searched, whatever it seems to be.
        tables = [table for table in tables if table.object not in UNUSED] or tables
    people = [table for table in tables if table.object in PEOPLE and (objects or table.object != "user")]
    companies = [table for table in tables if table.object in COMPANIES]
    others: dict[str, list[Table]] = {}
    for table in tables:
        if table.object not in PEOPLE | COMPANIES:
            others.setdefault(table.object, []).append(table)
    return [tuple(group) for group in (people, companies, *others.values()) if group]


def search_population(
    population: Population,
    match: ObjectMatch,
    default_region: str | None = None,
    decided: Decided = None,
    progress: Progress | None = None,
    state: State | None = None,
) -> Searched:
    """Find pairs and groups in one population.

    :param decided: pairs of places that people decided on, and whether they are duplicates (1) or not (-1).
    :param state: what an earlier search left, to which this one adds.
    """
    progress = progress or Silent()
    progress.step(f"Reading {len(population):,} records for comparison")
    design = with_named(design_for(population, default_region), population, match.scenarios)
    hashes = content_hashes(design.facets, len(population))
    alone = np.zeros(0, np.int64) if decided is None else np.concatenate(decided[:2])
    copies = copies_of(design.facets, hashes, alone)
    design = counting_once(design, copies)
    progress.step("Comparing candidate pairs")
    name = min(table.object for table in population.tables)
    memory = None if state is None else memory_for(state, name, design.facets, len(population))
    found = search(design, hashes, copies.chosen, match, memory)
    if state is not None and memory is not None:
        remember(state, name, design.facets, memory)
    found = replace(found, blocks=with_copies(found.blocks, copies))
    rules = match.scenarios or (ANY_EVIDENCE,)
    progress.step("Grouping")

    def score_of(pairs: Pairs) -> np.ndarray:
        if not design.facets:
            return np.zeros(len(pairs.left))
        bits = total_bits(design.facets, outcomes(design.facets, pairs), found.weights, copies.distinct)
        score = np.round(probability(bits).astype(np.float64), 6)
        return np.where(copies.same(pairs), np.maximum(score, LEAST_SCORE), score)

    def seen_by_groups(pairs: Pairs) -> np.ndarray:
        return as_seen_by_groups(design.facets, pairs, outcomes(design.facets, pairs), score_of(pairs))

    links = _links(design, rules, *_with_decisions(found, decided))
    apart = None if decided is None else Pairs(decided[0][decided[2] < 0], decided[1][decided[2] < 0])
    ends = Pairs(links["left"].to_numpy(np.int32), links["right"].to_numpy(np.int32))
    group = cluster(ends, links["score"].to_numpy(), len(population), seen_by_groups, hashes, apart)
    pairs = pd.concat(
        [spread_pairs(links, copies), _copied(design, rules, copies, score_of)], ignore_index=True
    )
    pairs = pairs.assign(decided=pairs["score"] == DECIDED, score=pairs["score"].clip(upper=1.0))
    return Searched(
        population, design, copies, found, (*rules, IDENTICAL), pairs, group[copies.representative],
        match.largest_group, score_of,
    )  # fmt: skip


def _links(
    design: Design, rules: Sequence[Scenario], left: np.ndarray, right: np.ndarray, score: np.ndarray
) -> pd.DataFrame:
    """The scored pairs that a match rule finds, with their scenario and band."""
    known = banded(design, rules, Pairs(left, right), score)
    decided = score == DECIDED
    known.band[decided] = Band.AUTO.value
    kept = np.array([band is not None for band in known.band], bool)
    return pd.DataFrame({
        "left": left[kept].astype(np.int64), "right": right[kept].astype(np.int64), "score": score[kept],
        "scenario": known.scenario[kept], "band": known.band[kept],
    })  # fmt: skip


def _copied(
    design: Design, rules: Sequence[Scenario], copies: Copies, score_of: Callable[[Pairs], np.ndarray]
) -> pd.DataFrame:
    """Copies as links."""
    pairs = copied_pairs(copies)
    score = score_of(pairs)
    known = as_copies(banded(design, rules, pairs, score), copies.same(pairs), rules)
    return pd.DataFrame({
        "left": pairs.left.astype(np.int64), "right": pairs.right.astype(np.int64), "score": score,
        "scenario": known.scenario, "band": known.band,
    })  # fmt: skip


def _with_decisions(found: Found, decided: Decided) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The found pairs less those that people decided on, and the decided duplicates first."""
    if decided is None:
        return found.left, found.right, found.score
    left, right, verdict = decided
    size = np.int64(max(int(right.max(initial=0)), int(found.right.max(initial=0))) + 1)
    known = np.isin(found.left * size + found.right, left * size + right)
    same = verdict > 0
    return (
        np.r_[left[same], found.left[~known]].astype(np.int32),
        np.r_[right[same], found.right[~known]].astype(np.int32),
        np.r_[np.full(int(same.sum()), DECIDED), found.score[~known]],
    )
