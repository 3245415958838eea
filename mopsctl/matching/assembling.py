"""What was found in all populations, as one result: places over all records, groups with names that last."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from mopsctl.matching.blocking import Blocks, Pairs, shared
from mopsctl.matching.compared_records import ComparedRecords
from mopsctl.matching.duplicates import Band, Evidence, KeyReport, PairExplanation, ScenarioReport
from mopsctl.matching.explaining import explain_pair
from mopsctl.matching.finding import Searched
from mopsctl.matching.group_table import group_table, pair_table
from mopsctl.matching.placed_links import PlacedLinks
from mopsctl.matching.reasons import evidence_json

PAIR_COLUMNS = ["left", "right", "score", "scenario", "band", "link"]
GROUP_COLUMNS = ["group", "record", "other", "score", "scenario", "band", "reason"]


@dataclass(frozen=True, slots=True)
class Assembled:
    """``starts`` are the places of each population's first record, and the number of all records.

    ``links`` are those between people and accounts, None where there are not both.
    """

    records: ComparedRecords
    searched: tuple[Searched, ...]
    starts: np.ndarray
    pairs: pd.DataFrame
    groups: pd.DataFrame
    links: PlacedLinks | None = None

    def explain(self, left: int, right: int) -> PairExplanation:
        """The evidence on two records, by their places."""
        number, other = (
            int(np.searchsorted(self.starts, place, side="right")) - 1 for place in (left, right)
        )
        start = int(self.starts[number])
        if number == other:
            found = explain_pair(self.searched[number], left - start, right - start)
        elif (
            self.links is not None
            and self.links.are_between(np.minimum(left, right), np.maximum(left, right)).all()
        ):
            found = self.links.explain(min(left, right), max(left, right))
        else:
            return _never(left, right)
        fields = {facet.name: facet.fields[0] for facet in self.searched[number].design.facets}
        evidence = tuple(self._shown(one, fields.get(one.field, ""), left, right) for one in found.evidence)
        return replace(found, left=left, right=right, evidence=evidence)

    def _shown(self, evidence: Evidence, field: str, left: int, right: int) -> Evidence:
        """The evidence on two places with personal values hidden where they are to be."""
        mask = self.records.mask
        if mask is None:
            return evidence
        tables = self.records.tables
        homes = [
            int(np.searchsorted(self.records.starts, place, side="right")) - 1 for place in (left, right)
        ]
        one, other = (
            None if text is None else mask(tables[home], field, text)
            for home, text in zip(homes, (evidence.left, evidence.right), strict=True)
        )
        return replace(evidence, left=one, right=other)

    def evidence(self, pairs: pd.DataFrame) -> list[str]:
        """The evidence on rows of ``pairs`` as JSON objects."""
        texts = np.full(len(pairs), "{}", dtype=object)
        home = np.searchsorted(self.starts, pairs["left"].to_numpy(), side="right") - 1
        link = pairs["link"].to_numpy(bool)
        if self.links is not None and link.any():
            texts[link] = self.links.evidence(
                *(pairs.loc[link, side].to_numpy() for side in ("left", "right"))
            )
        for number, searched in enumerate(self.searched):
            rows = np.flatnonzero((home == number) & ~link)
            local = self._local(pairs.iloc[rows], number)
            texts[rows] = evidence_json(searched.design.facets, local, searched.found.weights)
        return list(texts)

    def was_compared(self, left: np.ndarray, right: np.ndarray) -> np.ndarray:
        """Whether pairs of places share a blocking key."""
        met = np.zeros(len(left), bool)
        home = np.searchsorted(self.starts, left, side="right") - 1
        for number, searched in enumerate(self.searched):
            rows = np.flatnonzero((home == number) & (right < self.starts[number + 1]))
            start = self.starts[number]
            local = Pairs((left[rows] - start).astype(np.int32), (right[rows] - start).astype(np.int32))
            met[rows] = searched.copies.same(local)
            for block in searched.found.blocks:
                met[rows] |= shared(block, local)
        if self.links is not None:
            between = self.links.are_between(left, right)
            met[between] = self.links.were_compared(left[between], right[between])
        return met

    def _local(self, pairs: pd.DataFrame, number: int) -> Pairs:
        start = int(self.starts[number])
        left, right = ((pairs[side].to_numpy() - start).astype(np.int32) for side in ("left", "right"))
        return Pairs(left, right)


def assemble(
    records: ComparedRecords, searched: Sequence[Searched], links: PlacedLinks | None = None
) -> Assembled:
    """One result of all populations; their tables stand in ``records`` in the same order."""
    starts = np.cumsum([0, *(len(one.population) for one in searched)])
    pairs, groups = [], []
    for one, start in zip(searched, starts[:-1], strict=True):
        found = pair_table(one)
        grouped = group_table(one, found)
        pairs.append(found.assign(left=found["left"] + start, right=found["right"] + start, link=False))
        shift = {name: grouped[name] + start for name in ("label", "record", "other")}
        groups.append(grouped.assign(**shift))
    if links is not None:
        pairs.append(links.table())
    every = pd.concat(pairs, ignore_index=True) if pairs else pd.DataFrame(columns=PAIR_COLUMNS)
    every = every.sort_values(["score", "left", "right"], ascending=[False, True, True], ignore_index=True)
    return Assembled(records, tuple(searched), starts, every[PAIR_COLUMNS], _named(records, groups), links)


def _named(records: ComparedRecords, groups: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The groups with names made of their members, and reasons that name the other record."""
    if not groups or not sum(map(len, groups)):
        return pd.DataFrame({name: pd.Series(dtype="object") for name in GROUP_COLUMNS})
    table = pd.concat(groups, ignore_index=True)
    ids = np.array(records.ids(table["record"].to_numpy()), dtype=object)
    others = np.array(records.ids(table["other"].to_numpy()), dtype=object)
    names = np.array(records.objects(table["record"].to_numpy()), dtype=object)
    table["group"] = _names(table["label"].to_numpy(), names + "\x1f" + ids)
    table["reason"] = table["reason"].to_numpy() + " (with " + others + ")"
    table.loc[table["large"], "reason"] += "; the group is larger than any that is merged unseen"
    table = table.sort_values(["group", "record"], ignore_index=True)
    return table[GROUP_COLUMNS]


def _names(label: np.ndarray, members: np.ndarray) -> np.ndarray:
    """A name for each group that its members' objects and ids make, whatever their order."""
    order = np.lexsort((members, label))
    starts = np.flatnonzero(np.r_[True, label[order][1:] != label[order][:-1]])
    names = {
        label[order[start]]: _name(members[order[start:end]])
        for start, end in zip(starts, [*starts[1:], len(order)], strict=True)
    }
    return np.array([names[one] for one in label], dtype=object)


def _name(members: np.ndarray) -> str:
    return "g" + hashlib.blake2b("\x1e".join(members).encode(), digest_size=8).hexdigest()


def key_reports(assembled: Assembled) -> tuple[KeyReport, ...]:
    """What each blocking key did."""
    reports = []
    for one in assembled.searched:
        of_object = "/".join(dict.fromkeys(table.object for table in one.population.tables))
        reports += [_key_report(block, of_object, one) for block in one.found.blocks]
    return tuple(reports)


def _key_report(block: Blocks, of_object: str, searched: Searched) -> KeyReport:
    skipped = tuple((_value(block, place), size) for place, size in block.skipped)
    key = block.key
    return KeyReport(key.name, key.fields, of_object, block.pairs, block.split, block.not_compared, skipped)


def _value(block: Blocks, place: int) -> str:
    """The value of a key that a record has."""
    for columns in block.key.alternatives:
        texts = [str(column.texts_at(column.codes[[place]])[0]) for column in columns]
        if all(texts):
            return " + ".join(texts)
    return ""


def scenario_reports(assembled: Assembled) -> tuple[ScenarioReport, ...]:
    """The match rules in force, and the pairs that each found."""
    reports = []
    for one, start, end in zip(assembled.searched, assembled.starts[:-1], assembled.starts[1:], strict=True):
        pairs = assembled.pairs[~assembled.pairs["link"].to_numpy(bool)]
        here = pairs[(pairs["left"] >= start) & (pairs["left"] < end)]
        of_object = "/".join(dict.fromkeys(table.object for table in one.population.tables))
        for scenario in one.scenarios:
            found = here[here["scenario"] == scenario.id]
            sure = int((found["band"] == Band.AUTO.value).sum())
            reports.append(
                ScenarioReport(
                    scenario.id,
                    of_object,
                    scenario.sentence,
                    scenario.auto,
                    scenario.review,
                    len(found),
                    sure,
                )
            )
    if assembled.links is not None:
        reports += assembled.links.reports()
    return tuple(reports)


def _never(left: int, right: int) -> PairExplanation:
    reason = "The two records are of different kinds, which are not compared with one another."
    return PairExplanation(left, right, 0.0, None, None, 0.0, 0.0, (), (), reason, reason, ())
