"""The account of people who have none: lead to account, contact to account, by domain and name.

A link is no duplicate: it says that somebody belongs to a company. Everybody is linked with one account at most.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from mopsctl.matching.link_aspects import Aspect, aspects_of
from mopsctl.matching.link_candidates import LinkKey, candidates, link_keys, without_account
from mopsctl.matching.link_scenarios import bands_of_links, scenarios_of, worth_a_look
from mopsctl.matching.link_weights import best_of, link_levels, probabilities
from mopsctl.matching.search import content_hashes

if TYPE_CHECKING:
    from mopsctl.matching.finding import Searched

COLUMNS = ("person", "account", "score", "scenario", "band")


@dataclass(frozen=True)
class Links:
    """Who belongs to which account, places counted in the populations of people and of accounts.

    ``table`` has a row a link: ``person`` and ``account`` (int64), ``score`` (float64, 0-1), ``scenario`` and ``band``
    (text). ``unlinked`` (bool) are the people who have no account, ``hashes`` the
    contents of accounts, which decide between such as fit equally well.
    """

    people: Searched
    accounts: Searched
    aspects: Mapping[str, Aspect]
    keys: Sequence[LinkKey]
    unlinked: np.ndarray
    hashes: np.ndarray
    table: pd.DataFrame


def find_links(people: Searched, accounts: Searched, account_ids: Sequence[str]) -> Links:
    """Link the people of one population who have no account with the accounts of another.

    :param account_ids: the accounts' record ids, in the order of their places.
    """
    aspects = aspects_of(people, accounts)
    keys = link_keys(aspects)
    unlinked = without_account(people.population, account_ids)
    hashes = content_hashes(accounts.design.facets, len(accounts.population))
    who = np.flatnonzero(unlinked)
    parts = (
        [_best(aspects, accounts.group, hashes, *pairs) for pairs in candidates(keys, who)] if keys else []
    )
    empty = pd.DataFrame({name: pd.Series(dtype="object") for name in COLUMNS})
    table = pd.concat(parts, ignore_index=True) if parts else empty
    return Links(people, accounts, aspects, keys, unlinked, hashes, table)


def _best(
    aspects: Mapping[str, Aspect],
    group: np.ndarray,
    hashes: np.ndarray,
    person: np.ndarray,
    account: np.ndarray,
) -> pd.DataFrame:
    """The best account of each person, where it is likely."""
    compared = link_levels(aspects, person, account)
    bits, scenario = compared.total, scenarios_of(compared)
    chance = np.round(probabilities(person, group[account], np.where(scenario == "", -np.inf, bits)), 6)
    first = best_of(person, account, chance, hashes)
    chosen = first[worth_a_look(bits, chance)[first] & (scenario[first] != "")]
    return pd.DataFrame({
        "person": person[chosen], "account": account[chosen], "score": chance[chosen],
        "scenario": scenario[chosen], "band": bands_of_links(chance[chosen]),
    })  # fmt: skip
