"""Records that cannot be one person, whatever joins each of them to a third."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow.compute as pc

from mopsctl.matching.blocking import Pairs
from mopsctl.matching.comparison import Outcome
from mopsctl.matching.comparisons import COMPARISONS
from mopsctl.matching.facet import Facet

CONTRADICTING = ("given_name", "middle_name", "generation", "linkedin_url")
"""Facets of people whose difference speaks of two of them."""
OWN = {"phone": "other mobile", "email": "differs at the same provider"}
"""Levels at which two people who have other given names have ways of their own to be reached."""
UNLIKELY = 0.03
"""Score below which two records that differ so are kept apart."""
COST = -2.0
"""What stands in place of the score of such a pair while groups are joined: more than an agreement is worth."""


def as_seen_by_groups(
    facets: Sequence[Facet], pairs: Pairs, compared: Mapping[str, Outcome], score: np.ndarray
) -> np.ndarray:
    """The scores of pairs, with `COST` where the two contradict one another."""
    differ = np.zeros(len(score), bool)
    for facet in facets:
        if facet.name in CONTRADICTING:
            here = compared[facet.name].level == len(COMPARISONS[facet.kind].levels) - 1
            differ |= (
                here & (_are_names(facet, pairs) | _elsewhere(facets, compared))
                if facet.name == "given_name"
                else here
            )
    return np.where(differ & (score < UNLIKELY), COST, score)


def _elsewhere(facets: Sequence[Facet], compared: Mapping[str, Outcome]) -> np.ndarray:
    """Whether each has a mailbox or mobile number of their own, where one person would have the same."""
    own = np.zeros(len(compared["given_name"].level), bool)
    for facet in facets:
        if facet.name in OWN:
            own |= compared[facet.name].level == COMPARISONS[facet.kind].place(OWN[facet.name])
    return own


def _are_names(facet: Facet, pairs: Pairs) -> np.ndarray:
    """Whether both given names are such as people have: what differs from one by slips of the pen speaks of nobody."""
    from mopsctl.normalize.nicknames import known_given_names

    known = np.asarray(pc.is_in(facet.column.texts, known_given_names())).astype(bool)
    codes = facet.column.codes
    return np.asarray(known[codes[pairs.left]] & known[codes[pairs.right]])
