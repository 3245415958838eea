"""Search a population for pairs of duplicates: block, sample, learn, compare, score."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from mopsctl.matching.blocking import Blocks, Pairs, batches, make_blocks
from mopsctl.matching.coded import mixed
from mopsctl.matching.comparison import Outcome
from mopsctl.matching.comparisons import COMPARISONS
from mopsctl.matching.design import Design
from mopsctl.matching.facet import Facet, Group
from mopsctl.matching.given_weights import with_given
from mopsctl.matching.memory import Memory, remembered
from mopsctl.matching.pruning import hopeful, still_hopeful
from mopsctl.matching.scenario import ObjectMatch
from mopsctl.matching.threads import in_order
from mopsctl.matching.transitivity import transitive_doubt
from mopsctl.matching.weights import (
    Weights,
    all_bits,
    default_weights,
    learn,
    prior_bits,
    probability,
    random_shares,
    total_bits,
)

SAMPLE = 120_000
"""Candidate pairs, about, from which weights are learnt."""
RANDOM = 40_000
"""Pairs drawn at random, about, which tell how often values resemble one another by chance."""
LEAST_PROBABILITY = 0.02
"""Pairs below are forgotten."""


@dataclass(frozen=True, slots=True)
class Found:
    """Scored pairs (places int32, ``score`` float64 0-1, best first), and how they were found."""

    left: np.ndarray
    right: np.ndarray
    score: np.ndarray
    blocks: tuple[Blocks, ...]
    weights: Weights
    compared: int


def search(
    design: Design, hashes: np.ndarray, chosen: np.ndarray, match: ObjectMatch | None = None,
    memory: Memory | None = None,
) -> Found:  # fmt: skip
    """All pairs that are likelier duplicates than `LEAST_PROBABILITY`.

    :param hashes: the `content_hashes` of all records.
    :param chosen: which records (bool) are compared.
    :param match: may state weights; the others are learnt from the candidate pairs.
    :param memory: what an earlier search knows of pairs; what this one sees is added.
    """
    blocks = [make_blocks(key, design.splitter, chosen) for key in design.keys]
    part, records = min(1.0, SAMPLE / max(sum(block.pairs for block in blocks), 1)), int(chosen.sum())
    start = _assumed(design.facets, hashes, chosen, memory)
    seen = [outcomes(design.facets, pairs, memory) for pairs in candidates(blocks, part)]
    weights = learn(design.facets, _joined(seen), records, part, start) if seen else start
    weights = with_given(weights, match or ObjectMatch(), design.facets)
    judge = _Judge(design.facets, weights, records, memory)
    lefts, rights, parts, compared = [], [], [], 0
    for count, pairs, bits in in_order(judge.scored, candidates(blocks)):
        compared += count
        lefts.append(pairs.left)
        rights.append(pairs.right)
        parts.append(bits)
    none = np.zeros(0, np.int32)
    left, right = (np.concatenate([none, *parts]) for parts in (lefts, rights))
    every = np.concatenate([np.zeros(0, np.float32), *parts])
    doubt = weights.doubt + transitive_doubt(Pairs(left, right), every, len(hashes))
    weights = replace(weights, doubt=doubt)
    score = np.round(probability(every - doubt).astype(np.float64), 6)
    order = np.lexsort((right, left, -score))
    return Found(left[order], right[order], score[order], tuple(blocks), weights, compared)


@dataclass(frozen=True, slots=True)
class _Judge:
    facets: Sequence[Facet]
    weights: Weights
    records: int
    memory: Memory | None = None

    def scored(self, pairs: Pairs) -> tuple[int, Pairs, np.ndarray]:
        """How many pairs there are, those of them that are likely, and their log-odds (bits)."""
        count = len(pairs.left)
        least = float(np.log2(LEAST_PROBABILITY / (1 - LEAST_PROBABILITY)))
        prior = prior_bits(self.weights, self.records)
        names, places, reach = _by_cost(self.facets)
        known = outcomes(names, pairs, self.memory)
        bits = np.zeros(len(pairs.left), np.float32) + sum(all_bits(names, known, self.weights).values())
        pairs, known = _kept(hopeful((*places, *reach), pairs, bits, prior, least), pairs, known)
        known |= outcomes(places, pairs, self.memory)
        bits = total_bits((*names, *places), known, self.weights, self.records)
        pairs, known = _kept(still_hopeful(reach, pairs, bits, least), pairs, known)
        known |= outcomes(reach, pairs, self.memory)
        bits = total_bits(self.facets, known, self.weights, self.records)
        likely = bits >= least
        return count, Pairs(pairs.left[likely], pairs.right[likely]), bits[likely]


def _by_cost(facets: Sequence[Facet]) -> tuple[tuple[Facet, ...], tuple[Facet, ...], tuple[Facet, ...]]:
    """Facets in the order in which they are compared: names, what is cheap, what is dear."""
    names = tuple(facet for facet in facets if facet.group is Group.NAME)
    dear = tuple(facet for facet in facets if facet.group is Group.REACH)
    return names, tuple(facet for facet in facets if facet.group not in (Group.NAME, Group.REACH)), dear


def _kept(chosen: np.ndarray, pairs: Pairs, known: dict[str, Outcome]) -> tuple[Pairs, dict[str, Outcome]]:
    kept = np.flatnonzero(chosen)
    left = {name: Outcome(one.level[kept], one.chance[kept]) for name, one in known.items()}
    return Pairs(pairs.left[kept], pairs.right[kept]), left


def candidates(blocks: Sequence[Blocks], sample: float = 1.0) -> Iterator[Pairs]:
    """Every candidate pair once, in batches."""
    for number, block in enumerate(blocks):
        for pairs in batches(block, blocks[:number], sample):
            if len(pairs.left):
                yield pairs


def outcomes(facets: Sequence[Facet], pairs: Pairs, memory: Memory | None = None) -> dict[str, Outcome]:
    """How pairs compare by each facet; what a memory knows is not compared again."""
    if memory is not None:
        return remembered(memory, facets, pairs)
    return {f.name: COMPARISONS[f.kind].compare(f, pairs.left, pairs.right) for f in facets}


def _assumed(
    facets: Sequence[Facet], hashes: np.ndarray, chosen: np.ndarray, memory: Memory | None
) -> Weights:
    """The weights before any candidate pair has been seen."""
    drawn = outcomes(facets, _at_random(hashes, chosen), memory)
    return replace(default_weights(facets), random=random_shares(facets, drawn))


def _at_random(hashes: np.ndarray, chosen: np.ndarray) -> Pairs:
    """Pairs drawn at random, the same whatever the order of the records, and most of them when a few change."""
    ordered = np.flatnonzero(chosen)[np.argsort(hashes[chosen], kind="stable")]
    records = len(ordered)
    ends = [(ordered[: max(records - step, 0)], ordered[step:]) for step in (1, 2, 3, 5, 8, 13)]
    one, other = (np.concatenate(side) for side in zip(*ends, strict=True))
    drawn = mixed(hashes[one], hashes[other]) % np.uint64(max(1, len(one) // RANDOM)) == 0
    one, other = one[drawn], other[drawn]
    return Pairs(np.minimum(one, other).astype(np.int32), np.maximum(one, other).astype(np.int32))


def content_hashes(facets: Sequence[Facet], records: int) -> np.ndarray:
    """A number (uint64) for each record that depends on its values alone."""
    columns = [column.record_hashes for facet in facets for column in facet.columns]
    return mixed(*columns) if columns else np.arange(records).astype(np.uint64)


def _joined(parts: Sequence[Mapping[str, Outcome]]) -> dict[str, Outcome]:
    return {
        name: Outcome(
            np.concatenate([part[name].level for part in parts]),
            np.concatenate([part[name].chance for part in parts]),
        )
        for name in parts[0]
    }
