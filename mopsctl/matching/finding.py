"""Find duplicates among the tables of a workspace: a population at a time, from columns to groups."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from mopsctl.matching.banding import banded
from mopsctl.matching.blocking import Pairs
from mopsctl.matching.clusters import cluster
from mopsctl.matching.design import Design
from mopsctl.matching.designing import COMPANIES, PEOPLE, design_for
from mopsctl.matching.population import Population
from mopsctl.matching.scenario import ANY_EVIDENCE, ObjectMatch, Scenario
from mopsctl.matching.search import Found, content_hashes, outcomes, search
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
    ``largest_group`` are looked at. ``score_of`` scores any pairs.
    """

    population: Population
    design: Design
    found: Found
    scenarios: tuple[Scenario, ...]
    pairs: pd.DataFrame
    group: np.ndarray
    largest_group: int
    score_of: Callable[[Pairs], np.ndarray]


def populations(workspace: Workspace, objects: Sequence[str] | None = None) -> list[tuple[Table, ...]]:
    """The tables whose records are compared with one another: people, companies, and other tables by object.

    :param objects: only these; by default people, companies and tables that fit no object.
    """
    tables = [t for t in workspace.tables if t.rows and (t.object in objects if objects else t.object not in UNUSED)]
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
) -> Searched:
    """Find pairs and groups in one population.

    :param decided: pairs of places that people decided on, and whether they are duplicates (1) or not (-1).
    """
    progress = progress or Silent()
    progress.step(f"Reading {len(population):,} records for comparison")
    design = design_for(population, default_region)
    progress.step("Comparing candidate pairs")
    found = search(design, len(population), match)
    scenarios = match.scenarios or (ANY_EVIDENCE,)
    progress.step("Grouping")
    left, right, score = _with_decisions(found, decided)
    known = banded(design, scenarios, Pairs(left, right), score)
    kept = np.array([band is not None for band in known.band], bool)
    links = Pairs(left[kept], right[kept])
    order = content_hashes(design.facets, len(population))

    def score_of(pairs: Pairs) -> np.ndarray:
        bits = total_bits(design.facets, outcomes(design.facets, pairs), found.weights, len(population))
        return np.round(probability(bits).astype(np.float64), 6)

    apart = None if decided is None else Pairs(decided[0][decided[2] < 0], decided[1][decided[2] < 0])
    group = cluster(links, score[kept], len(population), score_of, order, apart)
    pairs = pd.DataFrame({
        "left": links.left.astype(np.int64), "right": links.right.astype(np.int64),
        "score": np.minimum(score[kept], 1.0), "scenario": known.scenario[kept], "band": known.band[kept],
        "decided": score[kept] == DECIDED,
    })  # fmt: skip
    return Searched(population, design, found, scenarios, pairs, group, match.largest_group, score_of)


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
