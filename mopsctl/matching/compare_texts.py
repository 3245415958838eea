"""Comparing names of companies, titles and other texts: by their words and how rare they are, and by their letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from mopsctl.matching.comparison import (
    Comparison,
    Level,
    Outcome,
    chance_of_either,
    chance_of_same,
    similarities,
    undecided,
    value_pairs,
)
from mopsctl.matching.facet import Group
from mopsctl.matching.tokens import chance_of_words, shared_words
from mopsctl.normalize.company_relations import Relation

if TYPE_CHECKING:
    from mopsctl.matching.comparison import ValuePairs
    from mopsctl.matching.facet import Facet

SAME, CLOSE, ALIKE, PART, OTHER = range(5)
TEXT_LEVELS = (
    Level("same", 0.55), Level("close", 0.2), Level("alike", 0.12), Level("part", 0.06),
    Level("differs", 0.07, agrees=False),
)  # fmt: skip
CLOSE_LETTERS, CLOSE_WORDS = 0.9, 0.85
ALIKE_LETTERS, ALIKE_WORDS = 0.8, 0.55
PART_WORDS = 0.9
NAMESAKES = 0.25
"""Others that are taken to have a name that only the two records have."""
FEWEST = 0.02
"""Others that are taken to have a text of many rare words all the same."""


def compare_texts(facet: Facet, left: np.ndarray, right: np.ndarray) -> Outcome:
    """Texts: same, close, alike, one within the other, or others.

    Texts that are alike by their words agree by chance as often as the words that they share are found together.
    """
    column, outcome = facet.column, undecided(len(left))
    one, other = column.codes[left], column.codes[right]
    both = (one >= 0) & (other >= 0)
    same = both & (one == other)
    outcome.level[same] = SAME
    outcome.chance[same] = _chance_of_same(facet, one[same])
    apart = np.flatnonzero(both & ~same)
    pairs = value_pairs(one[apart], other[apart], len(column.texts))
    level, chance = _of_values(facet, pairs)
    outcome.level[apart], outcome.chance[apart] = level[pairs.inverse], chance[pairs.inverse]
    if "alias" in facet.marks:
        named = np.flatnonzero(both & ~same & _is_second_name(facet, left, right))
        outcome.level[named] = ALIKE
        outcome.chance[named] = chance_of_either(column, one[named], other[named])
    return outcome


def _is_second_name(facet: Facet, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Whether the second name of either is the name of the other."""
    name, second = facet.column.record_hashes, facet.marks["alias"].record_hashes
    return np.asarray(
        ((second[left] == name[right]) & (second[left] > 0))
        | ((second[right] == name[left]) & (second[right] > 0))
    )


def _of_values(facet: Facet, pairs: ValuePairs) -> tuple[np.ndarray, np.ndarray]:
    from rapidfuzz.distance import Indel

    column = facet.column
    letters = similarities(column, pairs, Indel.normalized_similarity)
    words = shared_words(facet.tokens, pairs.left, pairs.right)
    level = np.full(len(pairs.left), OTHER, np.int8)
    level[words.inner >= PART_WORDS] = PART
    level[(letters >= ALIKE_LETTERS) | (words.union >= ALIKE_WORDS)] = ALIKE
    level[(letters >= CLOSE_LETTERS) | (words.union >= CLOSE_WORDS)] = CLOSE
    related = _related(facet, pairs, level)
    # What several share, such as a company or a writer, is found again with all its words.
    by_words = words.chance if facet.group is Group.NAME else words.rarest
    chance = np.where((by_words < 1) & ~related, by_words, chance_of_either(column, pairs.left, pairs.right))
    return level, np.where(level == OTHER, 1, _at_least(facet, chance)).astype(np.float32)


def _related(facet: Facet, pairs: ValuePairs, level: np.ndarray) -> np.ndarray:
    """Whether names are one name by its initials; levels are changed in place, also where a number tells apart."""
    if facet.relations is None:
        return np.zeros(len(level), bool)
    relation = facet.relations.between(pairs.left, pairs.right)
    level[relation == Relation.CONTRADICTS] = OTHER
    level[relation == Relation.ACRONYM] = ALIKE
    return np.asarray(relation == Relation.ACRONYM)


def _chance_of_same(facet: Facet, codes: np.ndarray) -> np.ndarray:
    """No more than have the value, no more than would have its words by chance."""
    if facet.sharers is not None and facet.group is not Group.NAME:
        return chance_of_same(facet, codes)
    distinct, inverse = np.unique(codes, return_inverse=True)
    by_words = chance_of_words(facet.tokens, distinct)
    if facet.sharers is not None:
        return np.asarray(np.maximum(facet.holders[distinct] - 1, FEWEST)[inverse] / facet.among)
    others = np.maximum(facet.holders[distinct] - 2, NAMESAKES) / facet.among
    return _at_least(facet, np.minimum(by_words, others))[inverse]


def _at_least(facet: Facet, chance: np.ndarray) -> np.ndarray:
    """Chance is never nil: texts are copied, companies have more than one person."""
    least = FEWEST if facet.sharers is None or facet.group is Group.NAME else max(facet.usual_others, FEWEST)
    return np.asarray(np.maximum(chance, least / facet.among))


TEXT = Comparison("text", TEXT_LEVELS, compare_texts, of_values=False)
