"""Why pairs are pairs, many at once: the most telling agreements in words, and what stands against them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from mopsctl.matching.blocking import Pairs
from mopsctl.matching.comparison import Outcome
from mopsctl.matching.comparisons import COMPARISONS
from mopsctl.matching.evidence_words import phrase
from mopsctl.matching.facet import Facet
from mopsctl.matching.search import outcomes
from mopsctl.matching.weights import Weights, effective_bits

BATCH = 100_000
TELLING, AGAINST = 3, -2.0
"""Agreements that a reason names at most, and the weight (bits) from which it names what stands against it."""


@dataclass(frozen=True, slots=True)
class Levels:
    """How pairs compare: outcomes and weights (bits, what each facet adds to the score) by facet."""

    compared: Mapping[str, Outcome]
    bits: Mapping[str, np.ndarray]


def levels_of(facets: Sequence[Facet], pairs: Pairs, weights: Weights) -> Levels:
    """How pairs compare by each facet, and what each contributes."""
    compared = outcomes(facets, pairs)
    return Levels(compared, effective_bits(facets, compared, weights))


def reasons(facets: Sequence[Facet], pairs: Pairs, weights: Weights) -> np.ndarray:
    """A sentence for each pair (object array of text)."""
    parts = [_reasons(facets, part, levels_of(facets, part, weights)) for part in _parts(pairs)]
    return np.concatenate(parts) if parts else np.zeros(0, object)


def evidence_json(facets: Sequence[Facet], pairs: Pairs, weights: Weights) -> list[str]:
    """A compact JSON object for each pair: facet to its level and weight (bits, two decimals)."""
    return [text for part in _parts(pairs) for text in _json(facets, part, levels_of(facets, part, weights))]


def _parts(pairs: Pairs) -> list[Pairs]:
    return [
        Pairs(pairs.left[start : start + BATCH], pairs.right[start : start + BATCH])
        for start in range(0, len(pairs.left), BATCH)
    ]


def _reasons(facets: Sequence[Facet], pairs: Pairs, levels: Levels) -> np.ndarray:
    bits = np.stack([levels.bits[facet.name] for facet in facets])
    phrases = np.stack([_phrases(facet, levels.compared[facet.name].level) for facet in facets])
    count, columns = len(pairs.left), np.arange(len(pairs.left))
    order = np.argsort(-bits, axis=0, kind="stable")
    said = np.full(count, "", dtype=object)
    for rank in range(min(TELLING, len(facets))):
        telling = bits[order[rank], columns] > 0
        more = phrases[order[rank], columns]
        said = np.where(telling, np.where(said == "", more, said + ", " + more), said)
    worst = order[-1]
    against = bits[worst, columns] <= AGAINST
    return np.where(against, said + "; against it: " + phrases[worst, columns], said)


def _phrases(facet: Facet, level: np.ndarray) -> np.ndarray:
    names = [phrase(facet.name, one.name) for one in COMPARISONS[facet.kind].levels]
    return np.asarray(np.array([*names, ""], dtype=object)[level])


def _json(facets: Sequence[Facet], pairs: Pairs, levels: Levels) -> list[str]:
    rows = np.full(len(pairs.left), "{", dtype=object)
    for facet in facets:
        level, bits = levels.compared[facet.name].level, levels.bits[facet.name]
        names = np.array(
            [json.dumps(one.name) for one in COMPARISONS[facet.kind].levels] + ['"missing"'], dtype=object
        )
        numbers = np.char.mod("%.2f", bits).astype(object)
        known = level >= 0
        member = json.dumps(facet.name) + ":[" + names[level] + "," + numbers + "]"
        rows = np.where(known, np.where(rows == "{", rows + member, rows + "," + member), rows)
    return list(rows + "}")
