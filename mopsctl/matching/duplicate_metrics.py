"""The figures on duplicates that reports show, worked out once."""

from __future__ import annotations

import pandas as pd

from mopsctl.duplicate_figures import BandCount, DuplicateFigures
from mopsctl.findings import Metric
from mopsctl.matching.duplicate_rates import crossings, duplicate_rates
from mopsctl.matching.duplicate_segments import duplicate_segments
from mopsctl.matching.duplicate_sources import duplicate_sources
from mopsctl.matching.duplicates import Duplicates
from mopsctl.matching.group_members import BANDS, group_members
from mopsctl.matching.group_sizes import group_sizes
from mopsctl.matching.merge_cost import CostModel, stake


def duplicate_figures(
    duplicates: Duplicates, cost: CostModel | None = None, redact: bool = False
) -> DuplicateFigures:
    """Work the figures out.

    :param cost: what one duplicate costs, where that is known.
    :param redact: leaves out what names people.
    """
    members = group_members(duplicates)
    bands = _bands(duplicates, members)
    to_merge = sum(count.to_merge for count in bands)
    segments = duplicate_segments(duplicates, members, redact)
    by_hand = to_merge - bands[0].to_merge
    return DuplicateFigures(
        records=sum(duplicates.counts.values()),
        groups=sum(count.groups for count in bands),
        in_groups=len(members),
        to_merge=to_merge,
        links=int(duplicates.pairs["link"].sum()),
        rates=duplicate_rates(members, duplicates.counts),
        crossings=crossings(members),
        bands=bands,
        sizes=group_sizes(members),
        segments=segments,
        sources=duplicate_sources(segments),
        stake=stake(cost, to_merge, by_hand) if cost else None,
    )


def _bands(duplicates: Duplicates, members: pd.DataFrame) -> tuple[BandCount, ...]:
    pairs = duplicates.pairs.loc[~duplicates.pairs["link"], "band"].value_counts()
    sizes = members.groupby("group").agg(size=("place", "size"), band=("band", "first"))
    found = []
    for rank, band in enumerate(BANDS):
        own = sizes.loc[sizes["band"] == rank, "size"]
        found.append(BandCount(band.value, int(pairs.get(band.value, 0)), len(own), int((own - 1).sum())))
    return tuple(found)


def duplicate_metrics(figures: DuplicateFigures) -> list[Metric]:
    """The figures by name, for trends and alerts: of every object, across objects, and of the whole."""
    found = []
    for rate in figures.rates:
        found.append(Metric(f"{rate.object}.duplicate_rate", rate.rate, "ratio"))
        found.append(Metric(f"{rate.object}.duplicate_records", rate.to_merge, "records"))
        found.append(Metric(f"{rate.object}.duplicate_groups", rate.groups, "groups"))
    found += [Metric(f"{c.object}.also_{c.other}", c.records, "records") for c in figures.crossings]
    found += [
        Metric(f"duplicates.{count.band.replace('-', '_')}_groups", count.groups, "groups")
        for count in figures.bands
    ]
    found.append(Metric("duplicates.records_to_merge", figures.to_merge, "records"))
    if figures.stake is not None and figures.stake.money is not None:
        found.append(Metric("duplicates.cost", figures.stake.money, figures.stake.currency))
    if figures.stake is not None and figures.stake.hours is not None:
        found.append(Metric("duplicates.hours", figures.stake.hours, "hours"))
    return found
