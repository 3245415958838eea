"""Why a person is linked with an account, or is not."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from mopsctl.matching.counted import counted
from mopsctl.matching.duplicates import Band, Evidence, PairExplanation
from mopsctl.matching.evidence_words import noun, phrase
from mopsctl.matching.link_aspects import COMPANY, FITS, WRITTEN
from mopsctl.matching.link_candidates import candidates
from mopsctl.matching.link_scenarios import LINK_SCENARIOS, bands_of_links, scenarios_of, worth_a_look
from mopsctl.matching.link_weights import LEVELS, LinkLevels, best_of, link_levels, probabilities
from mopsctl.matching.scenario import Scenario

if TYPE_CHECKING:
    from collections.abc import Callable

    from mopsctl.matching.links import Links

RIVALS = "other accounts"
_WORDS = {
    (FITS, "same"): "the domain fits the account's name",
    (FITS, "differs"): "the domain is not the account's name",
    (WRITTEN, "same"): "the company's name is written in the same way",
    (WRITTEN, "differs"): "the company's name is written in another way",
    (COMPANY, "alike"): "company's name spelt alike",
}


def link_evidence_json(links: Links, person: np.ndarray, account: np.ndarray) -> list[str]:
    """A compact JSON object for each pair: what is compared to how it compares and its weight (bits, two decimals)."""
    compared = link_levels(links.aspects, person, account)
    rows = np.full(len(person), "{", dtype=object)
    for name, level in compared.levels.items():
        words = np.array([json.dumps(word) for word in LEVELS], dtype=object)[level]
        values, which = np.unique(compared.bits[name], return_inverse=True)
        numbers = np.char.mod("%.2f", values).astype(object)[which]
        member = json.dumps(name) + ":[" + words + "," + numbers + "]"
        rows = np.where(level >= 0, np.where(rows == "{", rows, rows + ",") + member, rows)
    return list(rows + "}")


def explain_link(links: Links, person: int, account: int, name_of: Callable[[int], str]) -> PairExplanation:
    """The evidence on a person and an account, by their places in their populations.

    :param name_of: the record id of an account, by its place.
    """
    judged = _judged(links, person, account)
    place, score = judged.place, judged.score
    evidence = [_evidence(links, judged, name, person, account) for name in links.aspects]
    evidence += _ambiguity(links, judged, name_of)
    keys = [
        key.name for key in links.keys if key.people[person] and key.people[person] == key.accounts[account]
    ]
    fits = bool(worth_a_look(judged.compared.total, judged.chance)[place]) and judged.scenario is not None
    likely = fits and place == judged.best and bool(links.unlinked[person])
    band = Band(bands_of_links(np.array([score]))[0]) if likely else None
    scenario = judged.scenario if likely else None
    return PairExplanation(
        person, account, score, scenario.id if scenario else None, band, 0.0,
        float(np.exp2(-max(judged.compared.total[place], 0.0))),
        tuple(sorted(evidence, key=lambda one: -abs(one.weight))), tuple(dict.fromkeys(keys)),
        None if keys else "The person and the account have neither a domain nor a company's name in common.",
        _verdict(score, band, scenario, linked=not links.unlinked[person]), (),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Judged:
    """All accounts that could be a person's (places), how likely each is, and the ``place`` of the one asked for."""

    accounts: np.ndarray
    compared: LinkLevels
    chance: np.ndarray
    place: int
    best: int
    scenario: Scenario | None

    @property
    def score(self) -> float:
        return round(float(self.chance[self.place]), 6)


def _judged(links: Links, person: int, account: int) -> _Judged:
    found = [accounts for _, accounts in candidates(links.keys, np.array([person]))]
    accounts = np.unique(np.concatenate([np.array([account], np.int64), *found]))
    people = np.full(len(accounts), person)
    compared = link_levels(links.aspects, people, accounts)
    names = scenarios_of(compared)
    bits = np.where(names == "", -np.inf, compared.total)
    place = int(np.searchsorted(accounts, account))
    known = next((one for one in LINK_SCENARIOS if one.id == names[place]), None)
    chance = probabilities(people, links.accounts.group[accounts], bits)
    best = int(best_of(people, accounts, np.round(chance, 6), links.hashes)[0])
    return _Judged(accounts, compared, chance, place, best, known)


def _evidence(links: Links, judged: _Judged, name: str, person: int, account: int) -> Evidence:
    level, weight = (
        LEVELS[judged.compared.levels[name][judged.place]],
        float(judged.compared.bits[name][judged.place]),
    )
    left, right = links.aspects[name].texts(person, account)
    if level == "missing":
        return Evidence(name, left, right, level, 0.0, f"{noun(name)} is not in both, which says nothing")
    return Evidence(name, left, right, level, weight, _WORDS.get((name, level)) or phrase(name, level))


def _ambiguity(links: Links, judged: _Judged, name_of: Callable[[int], str]) -> list[Evidence]:
    """What it takes away that other companies fit, too."""
    group, chance = links.accounts.group[judged.accounts], judged.chance
    others = np.flatnonzero((group != group[judged.place]) & (chance > 0))
    if not len(others):
        return []
    best = int(others[np.argmax(chance[others])])
    own = min(max(float(chance[judged.place]), 1e-12), 1 - 1e-12)
    weight = min(float(np.log2(own / (1 - own))) - float(judged.compared.total[judged.place]), 0.0)
    words = f"{name_of(int(judged.accounts[best]))} fits, too"
    if len(others) > 1:
        words += f", and {counted(len(others) - 1, 'other account')}"
    return [Evidence(RIVALS, None, None, "ambiguous", weight, words)]


def _verdict(score: float, band: Band | None, scenario: Scenario | None, *, linked: bool) -> str:
    said = f"{score:.1%} likely to be the person's account"
    if linked:
        return f"{said}, but the record names an account already: not linked."
    if band is None:
        return f"{said}: not linked."
    meaning = "sure enough to be linked unseen" if band is Band.AUTO else "to be looked at"
    return f"{said}: {meaning}." + (f" {scenario.sentence}." if scenario else "")
