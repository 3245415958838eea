"""What a pair's evidence is worth: it adds up to the score, and nothing probable is dropped on the way."""

from __future__ import annotations

import numpy as np
import pytest

from mopsctl.matching.blocking import Pairs
from mopsctl.matching.facet import Group
from mopsctl.matching.search import LEAST_PROBABILITY, candidates, outcomes
from mopsctl.matching.weights import (
    SECOND,
    all_bits,
    combined,
    effective_bits,
    prior_bits,
    probability,
    total_bits,
)

from .made_search import KINDS, searched


def some_pairs(kind: str, count: int = 4_000) -> Pairs:
    """Candidates of a made table, and as many pairs of any two records."""
    blocks = searched(kind).found.blocks
    parts = list(candidates(blocks))
    random, records = np.random.default_rng(1), len(searched(kind).population)
    one, other = random.integers(0, records, (2, count))
    apart = one != other
    one, other = one[apart].astype(np.int32), other[apart].astype(np.int32)
    left = np.r_[np.concatenate([part.left for part in parts])[:count], np.minimum(one, other)]
    right = np.r_[np.concatenate([part.right for part in parts])[:count], np.maximum(one, other)]
    return Pairs(left, right)


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_facets_add_is_the_score_less_the_prior(kind: str) -> None:
    made, pairs = searched(kind), some_pairs(kind)
    facets, weights = made.design.facets, made.found.weights
    compared = outcomes(facets, pairs)
    added = np.sum(list(effective_bits(facets, compared, weights).values()), axis=0)
    total = total_bits(facets, compared, weights, len(made.population))
    assert np.allclose(added + prior_bits(weights, len(made.population)), total, atol=1e-3)
    assert np.ptp(total) > 20


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_dropped_early_that_would_have_been_found(kind: str) -> None:
    made = searched(kind)
    found, facets = made.found, made.design.facets
    parts = list(candidates(found.blocks))
    every = Pairs(*(np.concatenate([part[side] for part in parts]) for side in (0, 1)))
    bits = total_bits(facets, outcomes(facets, every), found.weights, made.copies.distinct)
    before_doubt = bits + found.weights.doubt
    likely = probability(before_doubt) >= LEAST_PROBABILITY
    expected = set(zip(every.left[likely].tolist(), every.right[likely].tolist(), strict=True))
    assert set(zip(found.left.tolist(), found.right.tolist(), strict=True)) == expected
    assert len(expected) > 20
    assert found.compared == len(every.left)


@pytest.mark.parametrize("kind", KINDS)
def test_a_pair_scores_the_same_in_a_search_and_by_itself(kind: str) -> None:
    made = searched(kind)
    found = made.found
    assert np.allclose(made.score_of(Pairs(found.left, found.right)), found.score, atol=2e-6)
    assert (np.diff(found.score) <= 0).all()


def test_a_second_way_to_reach_somebody_adds_little_and_a_missing_value_nothing() -> None:
    made, pairs = searched("people"), some_pairs("people")
    facets, weights = made.design.facets, made.found.weights
    compared = outcomes(facets, pairs)
    bits = all_bits(facets, compared, weights)
    for facet in facets:
        assert not bits[facet.name][compared[facet.name].level < 0].any()
    reach = [facet.name for facet in facets if facet.group is Group.REACH]
    assert len(reach) >= 2
    none = {name: np.zeros(1, np.float32) for name in bits}
    ten = np.full(1, 10, np.float32)
    one = combined(facets, none | {reach[0]: ten}, weights)
    both = combined(facets, none | {reach[0]: ten, reach[1]: ten}, weights)
    assert one == pytest.approx(10)
    assert both == pytest.approx(10 * (1 + SECOND))


def test_more_records_make_the_same_agreement_say_less() -> None:
    weights = searched("people").found.weights
    assert prior_bits(weights, 1_001) - prior_bits(weights, 2_001) == pytest.approx(1)
    assert probability(np.array([0.0, 1.0, -1.0, 999.0, -999.0])).tolist() == pytest.approx(
        [0.5, 2 / 3, 1 / 3, 1, 0]
    )


def test_telephone_numbers_alone_are_compared_and_are_too_little_evidence() -> None:
    made = searched("numbers")
    assert [facet.group for facet in made.design.facets] == [Group.REACH]
    assert made.found.compared > 0
    assert not (made.found.score > 0.5).any()
