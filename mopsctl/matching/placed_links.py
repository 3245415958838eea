"""Links between people and accounts by the places of all records that were compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import pandas as pd

from mopsctl.matching.compared_records import ComparedRecords
from mopsctl.matching.designing import COMPANIES, PEOPLE
from mopsctl.matching.duplicates import Band, PairExplanation, ScenarioReport
from mopsctl.matching.finding import Searched
from mopsctl.matching.link_explaining import explain_link, link_evidence_json
from mopsctl.matching.link_scenarios import LEAST_LINK, LINK_SCENARIOS
from mopsctl.matching.links import Links, find_links
from mopsctl.matching.scenario import AUTO


@dataclass(frozen=True, slots=True)
class PlacedLinks:
    """Links, and the places of the first person and the first account among all records."""

    records: ComparedRecords
    links: Links
    first_person: int
    first_account: int

    def table(self) -> pd.DataFrame:
        """The links as rows of `Duplicates.pairs`."""
        found = self.links.table
        person = found["person"].to_numpy(np.int64) + self.first_person
        account = found["account"].to_numpy(np.int64) + self.first_account
        return pd.DataFrame({
            "left": np.minimum(person, account), "right": np.maximum(person, account),
            "score": found["score"].astype(np.float64), "scenario": found["scenario"], "band": found["band"],
            "link": True,
        })  # fmt: skip

    def are_between(self, left: np.ndarray, right: np.ndarray) -> np.ndarray:
        """Which pairs of places (left below right) are of a person and an account, or the other way round."""
        low, high = sorted(self._ends(), key=lambda ends: ends[0])
        return np.asarray((left >= low[0]) & (left < low[1]) & (right >= high[0]) & (right < high[1]))

    def _ends(self) -> tuple[tuple[int, int], tuple[int, int]]:
        people, accounts = len(self.links.people.population), len(self.links.accounts.population)
        return (
            (self.first_person, self.first_person + people),
            (self.first_account, self.first_account + accounts),
        )

    def _sides(self, left: np.ndarray, right: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The people and accounts of pairs of places, as places in their populations."""
        person, account = (left, right) if self.first_person < self.first_account else (right, left)
        return person - self.first_person, account - self.first_account

    def explain(self, left: int, right: int) -> PairExplanation:
        """The evidence on a pair of places."""
        person, account = self._sides(np.array([left]), np.array([right]))

        def name_of(place: int) -> str:
            return self.records.ids([self.first_account + place])[0]

        return replace(
            explain_link(self.links, int(person[0]), int(account[0]), name_of), left=left, right=right
        )

    def evidence(self, left: np.ndarray, right: np.ndarray) -> list[str]:
        """The evidence on pairs of places, a JSON object each."""
        return link_evidence_json(self.links, *self._sides(left, right))

    def were_compared(self, left: np.ndarray, right: np.ndarray) -> np.ndarray:
        """Whether pairs of places share a key."""
        person, account = self._sides(left, right)
        met = np.zeros(len(left), bool)
        for key in self.links.keys:
            met |= (key.people[person] != 0) & (key.people[person] == key.accounts[account])
        return met

    def reports(self) -> list[ScenarioReport]:
        """The scenarios of links, and the pairs that each found."""
        tables = (*self.links.people.population.tables, *self.links.accounts.population.tables)
        of_object = "/".join(dict.fromkeys(table.object for table in tables))
        found = self.links.table
        reports = []
        for scenario in LINK_SCENARIOS:
            bands = found.loc[found["scenario"] == scenario.id, "band"]
            sure = int((bands == Band.AUTO.value).sum())
            reports.append(
                ScenarioReport(
                    scenario.id, of_object, scenario.sentence, AUTO, LEAST_LINK, len(bands), sure, link=True
                )
            )
        return reports


def placed_links(records: ComparedRecords, searched: Sequence[Searched]) -> PlacedLinks | None:
    """Link people with accounts where both were searched.

    :param searched: the populations whose tables stand one after the other in ``records``.
    """
    starts = np.cumsum([0, *(len(one.population) for one in searched)])
    people = _first(searched, PEOPLE)
    accounts = _first(searched, COMPANIES)
    if people is None or accounts is None:
        return None
    start, end = list(pairwise(starts.tolist()))[accounts]
    ids = records.ids(np.arange(start, end))
    return PlacedLinks(
        records, find_links(searched[people], searched[accounts], ids), int(starts[people]), start
    )


def _first(searched: Sequence[Searched], objects: frozenset[str]) -> int | None:
    """The place of the population of some objects."""
    found = (
        n for n, one in enumerate(searched) if {table.object for table in one.population.tables} <= objects
    )
    return next(found, None)
