"""Figures on duplicates, held against figures counted by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mopsctl.duplicate_figures import DuplicateFigures, DuplicateSegment, SegmentRate
from mopsctl.matching.created import UNKNOWN, created_months, created_times
from mopsctl.matching.duplicate_metrics import duplicate_figures, duplicate_metrics
from mopsctl.matching.duplicate_sources import duplicate_sources
from mopsctl.matching.duplicates import Band, Duplicates
from mopsctl.matching.merge_cost import CostModel

Search = Callable[..., Duplicates]


def banded(duplicates: Duplicates, *bands: str) -> Duplicates:
    """The search with a band for each of its groups, in their order."""
    groups = duplicates.groups
    codes = pd.factorize(groups["group"])[0]
    return replace(duplicates, groups=groups.assign(band=np.asarray(bands, dtype=object)[codes]))


def rate(figures: DuplicateFigures, name: str) -> Any:
    return next(rate for rate in figures.rates if rate.object == name)


def test_a_duplicate_is_a_record_beyond_one_in_its_group(search: Search) -> None:
    figures = duplicate_figures(search("abcdefghij", groups=["abc", "de"]))
    assert rate(figures, "contact").to_merge == figures.to_merge == 3
    assert rate(figures, "contact").rate == figures.rate == 0.3
    assert (figures.groups, figures.in_groups) == (2, 5)


def test_nothing_found_is_a_rate_of_nothing(search: Search) -> None:
    figures = duplicate_figures(search("abc"))
    assert (figures.rate, figures.groups, figures.sizes, figures.segments) == (0, 0, (), ())
    assert rate(figures, "contact").records == 3


def test_a_lead_that_is_a_contact_is_no_duplicate_among_leads(search: Search) -> None:
    objects = {"l": "lead", "m": "lead", "n": "lead"}
    figures = duplicate_figures(search("abclmn", groups=["abl", "cm"], objects=objects))
    assert (rate(figures, "lead").to_merge, rate(figures, "contact").to_merge) == (0, 1)
    [crossing] = figures.crossings
    assert (crossing.object, crossing.other, crossing.records, crossing.groups) == ("lead", "contact", 2, 2)
    assert figures.to_merge == 3


def test_only_groups_that_need_no_look_count_as_automatic(search: Search) -> None:
    figures = duplicate_figures(
        banded(search("abcdefg", groups=["abc", "de", "fg"]), "auto", "review", "job-change")
    )
    assert rate(figures, "contact").auto == 2
    assert [(c.band, c.groups, c.to_merge) for c in figures.bands] == [
        (Band.AUTO, 1, 2),
        (Band.JOB_CHANGE, 1, 1),
        (Band.REVIEW, 1, 1),
    ]


def test_one_weak_record_makes_its_group_one_to_review(search: Search) -> None:
    duplicates = search("abc", groups=["abc"])
    duplicates.groups["band"] = ["auto", "auto", "review"]
    assert duplicate_figures(duplicates).of_band(Band.REVIEW).groups == 1


def test_a_person_and_their_account_are_no_duplicates(search: Search) -> None:
    duplicates = search("abc", [("a", "b", 0.99), ("a", "c", 0.98)])
    duplicates.pairs["link"] = [False, True]
    figures = duplicate_figures(duplicates)
    assert (figures.links, figures.of_band(Band.AUTO).pairs) == (1, 1)


def test_sizes_are_counted_one_by_one_and_then_together(search: Search) -> None:
    names = [f"r{number}" for number in range(40)]
    groups = [names[0:2], names[2:4], names[4:7], names[7:14], names[14:40]]
    sizes = duplicate_figures(search(names, groups=groups)).sizes
    assert [(size.least, size.most, size.groups, size.records) for size in sizes] == [
        (2, 2, 2, 4),
        (3, 3, 1, 3),
        (6, 10, 1, 7),
        (11, 50, 1, 26),
    ]


def test_who_came_later_is_the_copy(search: Search) -> None:
    values = {
        "created_date": ["2026-03-01", "2025-01-01", None, "3 March 2024"],
        "lead_source": ["Trade Show", "Web", "Trade Show", "Web"],
    }
    [by_source, by_month] = duplicate_figures(search("abcd", groups=["abc"], values=values)).segments
    assert [(v.value, v.records, v.copies) for v in by_source.values] == [("Trade Show", 2, 2), ("Web", 2, 0)]
    assert [(v.value, v.copies) for v in by_month.values] == [
        (None, 1),
        ("2024-03", 0),
        ("2025-01", 0),
        ("2026-03", 1),
    ]


def test_without_dates_the_record_that_was_read_later_is_the_copy(search: Search) -> None:
    values = {"lead_source": ["Web", "Event", "Web"]}
    [by_source] = duplicate_figures(search("abc", groups=["ab"], values=values)).segments
    assert {v.value: v.copies for v in by_source.values} == {"Event": 1, "Web": 0}


def test_owners_by_name_where_there_are_names(search: Search) -> None:
    values = {"owner_name": ["Ann", "Ann", "Bo"], "owner_id": ["1", "1", "2"]}
    [segment] = duplicate_figures(search("abc", groups=["ab"], values=values)).segments
    assert segment.field == "owner_name"


def test_owners_by_the_field_that_most_records_have(search: Search) -> None:
    values = {"owner_name": [None, None, "Bo"], "owner_id": ["1", "2", None]}
    [segment] = duplicate_figures(search("abc", groups=["ab"], values=values)).segments
    assert segment.field == "owner_id"


def test_what_has_no_source_is_no_source(search: Search) -> None:
    names = [f"r{number}" for number in range(300)]
    groups = [names[2 * pair : 2 * pair + 2] for pair in range(40)]
    values = {"lead_source": [None] * 100 + ["Web"] * 150 + ["List"] * 50}
    figures = duplicate_figures(search(names, groups=groups, values=values))
    assert [value.copies for value in figures.segments[0].values] == [40, 0, 0]
    assert figures.sources == ()


def sourced(search: Search, **sources: tuple[int, int]) -> DuplicateFigures:
    """A search among contacts whose lead sources have so many records and copies among them."""
    values, groups, names = [], [], []
    for source, (records, copies) in sources.items():
        first = len(names)
        names += [f"{source}{number}" for number in range(records)]
        values += [source] * records
        groups += [[f"{source}{2 * number}", f"{source}{2 * number + 1}"] for number in range(copies)]
        assert 2 * copies <= records, first
    return duplicate_figures(search(names, groups=groups, values={"lead_source": values}))


def test_a_source_of_duplicates_has_surely_more_than_the_rest(search: Search) -> None:
    figures = sourced(search, badge_scan=(100, 40), web=(500, 10), partner=(400, 10))
    [source] = figures.sources
    assert (source.value, source.records, source.copies) == ("badge_scan", 100, 40)
    assert source.lift == pytest.approx(0.4 / 0.06)
    assert source.excess == pytest.approx(40 - 0.06 * 100)


def test_of_few_records_nothing_is_said(search: Search) -> None:
    assert sourced(search, tiny=(19, 9), web=(500, 1)).sources == ()
    assert [s.value for s in sourced(search, small=(20, 10), web=(500, 1)).sources] == ["small"]


def test_chance_names_no_source(search: Search) -> None:
    assert sourced(search, one=(100, 12), other=(100, 8), third=(100, 9)).sources == ()


@given(st.lists(st.tuples(st.integers(20, 300), st.floats(0, 0.5)), min_size=2, max_size=5))
def test_no_source_is_below_its_object(drawn: list[tuple[int, float]]) -> None:
    values = tuple(
        SegmentRate(str(n), records, int(records * share)) for n, (records, share) in enumerate(drawn)
    )
    segment = DuplicateSegment("contact", "lead_source", values)
    assert all(source.rate > segment.rate and source.excess > 0 for source in duplicate_sources([segment]))


def test_what_a_duplicate_costs_is_what_they_all_cost(search: Search) -> None:
    duplicates = banded(search("abcde", groups=["abc", "de"]), "auto", "review")
    stake = duplicate_figures(
        duplicates, CostModel(per_record=2.5, minutes_per_merge=6, currency="USD")
    ).stake
    assert stake is not None
    assert (stake.money, stake.currency, stake.hours, stake.hours_to_review) == (7.5, "USD", 0.3, 0.1)
    assert duplicate_figures(duplicates, CostModel()).stake is None


def test_figures_have_names_for_trends_and_alerts(search: Search) -> None:
    duplicates = search("abcl", groups=["ab"], objects={"l": "lead"})
    named = {
        metric.name: metric for metric in duplicate_metrics(duplicate_figures(duplicates, CostModel(2.5)))
    }
    assert named["contact.duplicate_rate"].value == pytest.approx(1 / 3)
    assert named["lead.duplicate_rate"].value == 0
    assert (named["duplicates.cost"].value, named["duplicates.cost"].unit) == (2.5, "EUR")


def test_dates_are_read_as_crms_write_them(search: Search) -> None:
    texts = ["2026-03-01T10:00:00Z", "3/1/2026", "13/2/2026", "1772359200000", "soon", None, ""]
    records = search("abcdefg", values={"created_date": texts}).records
    times = created_times(records, np.arange(7))
    assert times[0] == times[3] == pd.Timestamp("2026-03-01T10:00:00").value // 1000
    assert list(times[4:]) == [UNKNOWN] * 3
    months = created_months(records)
    assert months is not None
    assert months.fillna("").tolist() == ["2026-03", "2026-01", "2026-02", "2026-03", "", "", ""]


def test_figures_do_not_depend_on_the_order_of_groups(search: Search) -> None:
    one = duplicate_figures(search("abcdef", groups=["abc", "de"]))
    other = duplicate_figures(search("abcdef", groups=["de", "abc"]))
    assert one == other


def test_owners_are_not_named_where_people_are_masked(search: Search) -> None:
    duplicates = search("abc", groups=["ab"], values={"owner_name": ["Ann", "Ann", "Bo"]})
    assert [segment.field for segment in duplicate_figures(duplicates).segments] == ["owner_name"]
    assert duplicate_figures(duplicates, redact=True).segments == ()
    assert duplicate_figures(replace(duplicates, redacted=True)).segments == ()


def in_systems(duplicates: Duplicates, systems: str) -> Duplicates:
    """The search with the system of each record, a letter a record."""
    duplicates.records.frame["system"] = list(systems)
    return duplicates


def test_the_same_person_in_two_systems_is_no_duplicate(search: Search) -> None:
    pairs = [("a", "h", 0.99), ("a", "b", 0.98)]
    figures = duplicate_figures(in_systems(search("abhi", pairs, groups=["abh"]), "sshh"))
    assert [(r.system, r.records, r.to_merge) for r in figures.rates] == [("s", 2, 1), ("h", 2, 0)]
    assert (figures.groups, figures.in_groups, figures.to_merge) == (1, 2, 1)
    assert [(size.least, size.groups) for size in figures.sizes] == [(2, 1)]
    assert figures.of_band(Band.AUTO).pairs == 1


def test_who_is_in_two_systems_is_counted(search: Search) -> None:
    figures = duplicate_figures(in_systems(search("abhij", groups=["ah", "bi"]), "sshhh"))
    [crossing] = figures.crossings
    assert (crossing.system, crossing.other_system, crossing.records) == ("s", "h", 2)
    named = {metric.name: metric.value for metric in duplicate_metrics(figures)}
    assert named["contact.s.also_contact.h"] == 2
    assert named["contact.duplicate_rate"] == named["contact.h.duplicate_rate"] == 0
