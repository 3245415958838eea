"""Search a population for pairs of duplicates: block, sample, learn, compare, score."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from mopsctl.matching.blocking import Blocks, Pairs, batches, make_blocks
from mopsctl.matching.comparison import Outcome
from mopsctl.matching.comparisons import COMPARISONS
from mopsctl.matching.design import Design
from mopsctl.matching.facet import Facet
from mopsctl.matching.weights import Weights, default_weights, learn, probability, total_bits

SAMPLE = 300_000
"""Candidate pairs, about, from which weights are learnt."""
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


def search(design: Design, records: int, weights: Weights | None = None) -> Found:
    """All pairs that are likelier duplicates than `LEAST_PROBABILITY`.

    :param weights: what was learnt elsewhere; learnt from the candidate pairs by default.
    """
    blocks = [make_blocks(key, design.splitter) for key in design.keys]
    total = sum(block.pairs for block in blocks)
    if weights is None:
        weights = _learnt(design.facets, blocks, records, min(1.0, SAMPLE / max(total, 1)))
    lefts, rights, scores, compared = [], [], [], 0
    for pairs in candidates(blocks):
        compared += len(pairs.left)
        bits = total_bits(design.facets, outcomes(design.facets, pairs), weights, records)
        score = np.round(probability(bits).astype(np.float64), 6)
        kept = score >= LEAST_PROBABILITY
        lefts.append(pairs.left[kept])
        rights.append(pairs.right[kept])
        scores.append(score[kept])
    left, right, score = (np.concatenate(parts) if parts else np.zeros(0) for parts in (lefts, rights, scores))
    order = np.lexsort((right, left, -score))
    return Found(left[order], right[order], score[order], tuple(blocks), weights, compared)


def candidates(blocks: Sequence[Blocks], sample: float = 1.0) -> Iterator[Pairs]:
    """Every candidate pair once, in batches."""
    for number, block in enumerate(blocks):
        for pairs in batches(block, blocks[:number], sample):
            if len(pairs.left):
                yield pairs


def outcomes(facets: Sequence[Facet], pairs: Pairs) -> dict[str, Outcome]:
    """How pairs compare by each facet."""
    return {f.name: COMPARISONS[f.kind].compare(f, pairs.left, pairs.right) for f in facets}


def _learnt(facets: Sequence[Facet], blocks: Sequence[Blocks], records: int, part: float) -> Weights:
    start = default_weights(facets)
    seen = [outcomes(facets, pairs) for pairs in candidates(blocks, part)]
    if not seen:
        return start
    return learn(facets, _joined(seen), records, part, start)


def _joined(parts: Sequence[Mapping[str, Outcome]]) -> dict[str, Outcome]:
    return {
        name: Outcome(
            np.concatenate([part[name].level for part in parts]),
            np.concatenate([part[name].chance for part in parts]),
        )
        for name in parts[0]
    }
