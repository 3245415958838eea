"""The figures on duplicates that reports show, worked out once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from mopsctl.duplicate_figures import BandCount, Crossing, DuplicateFigures, DuplicateRate
from mopsctl.findings import Metric
from mopsctl.matching.duplicate_rates import crossings, duplicate_rates, record_kinds
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
    kinds = record_kinds(duplicates.records)
    bands = _bands(duplicates, members)
    to_merge = sum(count.to_merge for count in bands)
    segments = duplicate_segments(duplicates, members, redact)
    by_hand = to_merge - bands[0].to_merge
    return DuplicateFigures(
        records=sum(duplicates.counts.values()),
        groups=sum(count.groups for count in bands),
        in_groups=to_merge + sum(count.groups for count in bands),
        to_merge=to_merge,
        links=int(duplicates.pairs["link"].sum()),
        rates=duplicate_rates(members, kinds),
        crossings=crossings(members, kinds),
        bands=bands,
        sizes=group_sizes(members),
        segments=segments,
        sources=duplicate_sources(segments),
        stake=stake(cost, to_merge, by_hand) if cost else None,
    )


def _bands(duplicates: Duplicates, members: pd.DataFrame) -> tuple[BandCount, ...]:
    pairs = duplicates.pairs.loc[_in_one_system(duplicates), "band"].value_counts()
    sizes = members.groupby("unit").agg(size=("place", "size"), band=("band", "first"))
    sizes = sizes[sizes["size"] > 1]
    found = []
    for rank, band in enumerate(BANDS):
        own = sizes.loc[sizes["band"] == rank, "size"]
        found.append(BandCount(band.value, int(pairs.get(band.value, 0)), len(own), int((own - 1).sum())))
    return tuple(found)


def _in_one_system(duplicates: Duplicates) -> pd.Series[bool]:
    """Which pairs are duplicates of one system; a person and the account that they belong to are none."""
    pairs, records = duplicates.pairs, duplicates.records
    left, right = (
        np.array(records.systems(pairs[end].to_numpy()), dtype=object) for end in ("left", "right")
    )
    return ~pairs["link"].astype(bool) & pd.Series(left == right, pairs.index)


def duplicate_metrics(figures: DuplicateFigures) -> list[Metric]:
    """The figures by name, for trends and alerts: of every object, across objects, and of the whole."""
    found: list[Metric] = []
    for name in dict.fromkeys(rate.object for rate in figures.rates):
        rates = [rate for rate in figures.rates if rate.object == name]
        found += _rate_metrics(name, rates)
        for rate in rates if len(rates) > 1 else ():
            found += _rate_metrics(f"{name}.{rate.system or 'unknown'}", [rate])
    found += [Metric(_crossing_name(crossing), crossing.records, "records") for crossing in figures.crossings]
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


def _rate_metrics(name: str, rates: Sequence[DuplicateRate]) -> Iterator[Metric]:
    """Of one or several kinds of records together."""
    to_merge, records = sum(rate.to_merge for rate in rates), sum(rate.records for rate in rates)
    yield Metric(f"{name}.duplicate_rate", to_merge / records if records else 0.0, "ratio")
    yield Metric(f"{name}.duplicate_records", to_merge, "records")
    yield Metric(f"{name}.duplicate_groups", sum(rate.groups for rate in rates), "groups")


def _crossing_name(crossing: Crossing) -> str:
    one, other = (
        name if system is None else f"{name}.{system or 'unknown'}"
        for name, system in ((crossing.object, crossing.system), (crossing.other, crossing.other_system))
    )
    return f"{one}.also_{other}"
