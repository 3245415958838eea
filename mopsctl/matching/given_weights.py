"""Weights that match rules state, in the place of what is learnt from the data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from mopsctl.errors import ConfigError
from mopsctl.matching.comparisons import COMPARISONS
from mopsctl.matching.facet import Facet
from mopsctl.matching.scenario import ObjectMatch
from mopsctl.matching.weights import Weights
from mopsctl.nearest import did_you_mean


def with_given(learnt: Weights, match: ObjectMatch, facets: Sequence[Facet]) -> Weights:
    """The learnt weights, but for the levels and the rate that the match rules state.

    Facets that these records lack are passed over: rules may serve several exports.

    :raises ConfigError: for a level that the facet's comparison does not have.
    """
    given = match.weights or {}
    shares = {
        facet.name: _stated(facet, learnt.shares[facet.name], given.get(facet.name, {})) for facet in facets
    }
    return replace(learnt, shares=shares, rate=match.rate or learnt.rate)


def _stated(facet: Facet, learnt: np.ndarray, given: Mapping[str, float]) -> np.ndarray:
    names = [level.name for level in COMPARISONS[facet.kind].levels]
    for name in given:
        if name not in names:
            known = ", ".join(names)
            raise ConfigError(
                f"'weights' of {facet.name}: there is no level {name!r}{did_you_mean(name, names)} (one of {known})"
            )
    return np.array([given.get(name, share) for name, share in zip(names, learnt.tolist(), strict=True)])
