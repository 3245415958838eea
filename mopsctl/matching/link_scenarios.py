"""How people are linked with accounts, as the scenarios that reports name."""

from __future__ import annotations

import numpy as np

from mopsctl.matching.duplicates import Band
from mopsctl.matching.link_aspects import COMPANY, DOMAIN, FITS
from mopsctl.matching.link_weights import ALIKE_LEVEL, SAME_LEVEL, LinkLevels
from mopsctl.matching.scenario import AUTO, Scenario

LINK_SCENARIOS = (
    Scenario("same-domain", "The person's mailbox or web site is at the account's domain", {}),
    Scenario("same-company-name", "The person's company has the account's name", {}),
    Scenario(
        "domain-fits-name", "The domain of the person's mailbox or web site fits the account's name", {}
    ),
    Scenario(
        "similar-company-name", "The person's company is called much like the account, in the same place", {}
    ),
)
"""How people are linked with accounts; of several the first."""
LEAST_LINK = 0.3
"""The probability from which a link is looked at: that of one of three accounts which fit equally well."""


def scenarios_of(compared: LinkLevels) -> np.ndarray:
    """The scenario of each pair: the id of the first of `LINK_SCENARIOS` that applies; "" where neither name nor
    domain says that the two belong together."""
    levels = compared.levels
    number = np.full(len(compared.total), len(LINK_SCENARIOS))
    telling = ((DOMAIN, SAME_LEVEL), (COMPANY, SAME_LEVEL), (FITS, SAME_LEVEL), (COMPANY, ALIKE_LEVEL))
    for place, (name, level) in reversed(list(enumerate(telling))):
        if name in levels:
            number[levels[name] == level] = place
    return np.asarray(np.array([*(scenario.id for scenario in LINK_SCENARIOS), ""], dtype=object)[number])


def worth_a_look(bits: np.ndarray, score: np.ndarray) -> np.ndarray:
    """Which accounts (bool) fit by themselves; of several that fit as well as one another, each is less than even."""
    return np.asarray((bits >= 0) & (score >= LEAST_LINK))


def bands_of_links(score: np.ndarray) -> np.ndarray:
    """The band of each score."""
    return np.where(score >= AUTO, Band.AUTO.value, Band.REVIEW.value).astype(object)
