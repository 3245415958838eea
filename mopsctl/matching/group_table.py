"""The groups of a population as a table: a row a record, with its strongest link, its band and its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from mopsctl.matching.blocking import Pairs, within
from mopsctl.matching.clusters import components
from mopsctl.matching.duplicates import Band
from mopsctl.matching.reasons import reasons

if TYPE_CHECKING:
    from mopsctl.matching.finding import Searched

SAME_GROUP = "same-group"
"""The scenario of two records that are in one group by what joins each of them to others."""
MOST_IMPLIED = 2_000_000
"""Pairs within groups, beside those that were found, that are listed at most; those of the smallest groups first."""
CONTRADICTION = 0.05
"""Score of two records of one group below which somebody should look at it."""


def pair_table(searched: Searched) -> pd.DataFrame:
    """All pairs that were found and all pairs within groups, best first.

    Columns ``left``, ``right``, ``score``, ``scenario`` and ``band`` (text), ``inside`` (bool: in one group). A link
    between two groups is to be looked at, however sure it is.
    """
    pairs, group = searched.pairs.copy(), searched.group
    names = np.array([*(scenario.id for scenario in searched.scenarios)], dtype=object)
    pairs["scenario"] = np.where(pairs["decided"], "decided", names[pairs["scenario"].to_numpy()])
    pairs["band"] = pairs["band"].where(~pairs["decided"], Band.AUTO.value)
    pairs["inside"] = group[pairs["left"]] == group[pairs["right"]]
    pairs["band"] = pairs["band"].mask(
        ~pairs["inside"] & (pairs["band"] == Band.AUTO.value), Band.REVIEW.value
    )
    found = pd.concat([pairs.drop(columns="decided"), _implied(searched, pairs)], ignore_index=True)
    return found.sort_values(["score", "left", "right"], ascending=[False, True, True], ignore_index=True)


def _implied(searched: Searched, pairs: pd.DataFrame) -> pd.DataFrame:
    """The pairs within groups that were not found themselves."""
    group = searched.group
    size = np.bincount(group, minlength=len(group))
    linked = np.bincount(group[pairs.loc[pairs["inside"], "left"]], minlength=len(group))
    wanting = linked < size * (size - 1) // 2
    wanting &= size <= _largest_listed(size[wanting])
    places = np.flatnonzero(wanting[group] & (size[group] > 1))
    places = places[np.argsort(group[places], kind="stable")].astype(np.int32)
    starts = np.flatnonzero(np.r_[True, group[places][1:] != group[places][:-1]]) if len(places) else places
    every = within(places, starts, np.diff(np.r_[starts, len(places)]))
    known = pairs["left"].to_numpy() * len(group) + pairs["right"].to_numpy()
    fresh = ~np.isin(every.left.astype(np.int64) * len(group) + every.right, known)
    chosen = Pairs(every.left[fresh], every.right[fresh])
    return pd.DataFrame({
        "left": chosen.left.astype(np.int64), "right": chosen.right.astype(np.int64),
        "score": searched.score_of(chosen), "scenario": SAME_GROUP, "band": Band.REVIEW.value, "inside": True,
    })  # fmt: skip


def _largest_listed(sizes: np.ndarray) -> int:
    """The size of group up to which all pairs are listed, so that they do not become too many."""
    ordered = np.sort(sizes)
    within_budget = np.cumsum(ordered * (ordered - 1) // 2) <= MOST_IMPLIED
    return (
        int(ordered[int(np.argmin(within_budget))]) - 1
        if not within_budget.all()
        else int(ordered.max(initial=0))
    )


def group_table(searched: Searched, pairs: pd.DataFrame) -> pd.DataFrame:
    """A row a record of a group: ``label`` (int64, the group's least place), ``record``, ``score``, ``scenario``,
    ``band``, ``reason``."""
    inside = pairs[pairs["inside"]]
    links = inside[inside["scenario"] != SAME_GROUP]
    ends = pd.concat([
        links.assign(record=links["left"], other=links["right"]),
        links.assign(record=links["right"], other=links["left"]),
    ])  # fmt: skip
    side = searched.side
    ends["own"] = False if side is None else side[ends["record"]] == side[ends["other"]]
    ends = ends.sort_values(
        ["record", "own", "score", "other"], ascending=[True, True, False, True], kind="stable"
    )
    strongest = ends.drop_duplicates("record").sort_values("record", ignore_index=True)
    record = strongest["record"].to_numpy()
    bands = _group_bands(searched, inside)
    said = reasons(searched.design.facets, _pairs(strongest), searched.found.weights)
    label = searched.group[record]
    return pd.DataFrame({
        "label": label, "record": record, "other": strongest["other"].to_numpy(),
        "score": strongest["score"].to_numpy(),
        "scenario": strongest["scenario"].to_numpy(), "band": bands[label], "reason": said,
        "large": np.bincount(searched.group)[label] > searched.largest_group,
    }).sort_values(["label", "record"], ignore_index=True)  # fmt: skip


def _pairs(frame: pd.DataFrame) -> Pairs:
    return Pairs(frame["left"].to_numpy(np.int32), frame["right"].to_numpy(np.int32))


def _group_bands(searched: Searched, inside: pd.DataFrame) -> np.ndarray:
    """The band of each group, by its label: auto where auto links alone hold it together and nobody contradicts."""
    group, records = searched.group, len(searched.group)
    band = np.full(records, Band.JOB_CHANGE.value, dtype=object)
    for name, allowed in ((Band.REVIEW, (Band.REVIEW, Band.AUTO)), (Band.AUTO, (Band.AUTO,))):
        links = inside[
            inside["band"].isin([one.value for one in allowed]) & (inside["scenario"] != SAME_GROUP)
        ]
        joined = components(links["left"].to_numpy(), links["right"].to_numpy(), records)
        holds = np.ones(records, bool)
        holds[group[joined != group]] = False
        band[holds] = name.value
    unsure = inside[(inside["score"] < CONTRADICTION) & (inside["scenario"] == SAME_GROUP)]
    large = np.flatnonzero(np.bincount(group, minlength=records) > searched.largest_group)
    at = np.r_[group[unsure["left"].to_numpy(np.int64)], large]
    band[at] = np.where(band[at] == Band.AUTO.value, Band.REVIEW.value, band[at])
    return band
