"""What an evaluation says of small searches whose figures can be counted on fingers, and laws that hold of any."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from math import log2
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mopsctl.errors import UsageError
from mopsctl.matching.clusterwise import cluster_figures
from mopsctl.matching.duplicates import Duplicates
from mopsctl.matching.evaluation import Evaluation, evaluate
from mopsctl.matching.missed_pairs import true_pairs
from mopsctl.matching.overlap import overlap
from mopsctl.matching.pairwise import grouped_pairs
from mopsctl.matching.thresholds import best_f1, curve, lowest_with_precision
from mopsctl.matching.truth import truth_of
from mopsctl.matching.truth_file import read_truth

MakeSearch = Callable[..., Duplicates]
numberings = st.integers(1, 12).flatmap(
    lambda size: st.tuples(*[st.lists(st.integers(0, 5), min_size=size, max_size=size)] * 2)
)


def judged(found: Duplicates, truth: str, folder: Path) -> Evaluation:
    path = folder / "truth.csv"
    path.write_text(truth, encoding="utf-8")
    return evaluate(found, truth_of(read_truth(path), found.records))


@pytest.fixture
def five(search: MakeSearch, tmp_path: Path) -> Evaluation:
    """a, b and c are one; d and e are one; what was found: a-b rightly, c-d wrongly, d-e rightly but apart."""
    found = search(
        "abcdef", [("a", "b", 0.99), ("c", "d", 0.97), ("d", "e", 0.85)], ["ab", "cd"],
        scenarios={("d", "e"): "same-phone"},
    )  # fmt: skip
    return judged(found, "id,cluster\na,1\nb,1\nc,1\nd,2\ne,2\nf,3\n", tmp_path)


def test_groups_are_judged_by_the_pairs_within_them(five: Evaluation) -> None:
    assert (five.groups.found, five.groups.right, five.groups.true) == (2, 1, 4)
    assert five.groups.precision == 0.5
    assert five.groups.recall == 0.25
    assert five.groups.f1 == pytest.approx(1 / 3)


def test_scored_pairs_are_judged_by_band_and_scenario(five: Evaluation) -> None:
    assert (five.pairs.found, five.pairs.right, five.pairs.true) == (3, 2, 4)
    assert {name: (part.found, part.right) for name, part in five.bands.items()} == {
        "auto": (2, 1),
        "review": (1, 1),
    }
    assert {name: part.precision for name, part in five.scenarios.items()} == {
        "same-person": 0.5,
        "same-phone": 1.0,
    }


def test_thresholds_count_the_pairs_at_or_above_them(five: Evaluation) -> None:
    assert five.curve.threshold.tolist() == [0.99, 0.97, 0.85]
    assert five.curve.found.tolist() == [1, 2, 3]
    assert five.curve.right.tolist() == [1, 1, 2]
    assert five.best is not None
    assert five.best.threshold == 0.85
    assert five.precise is not None
    assert five.precise.threshold == 0.99


def test_missed_pairs_are_sorted_by_what_became_of_them(five: Evaluation) -> None:
    fates = five.fates
    assert (fates.listed, fates.grouped, fates.kept_apart, fates.low) == (4, 1, 1, 2)
    assert fates.never_compared is None
    assert fates.compared_share is None


def test_pairs_that_no_key_brings_together_are_told_from_low_scores(
    search: MakeSearch, tmp_path: Path
) -> None:
    found = search("abc")
    path = tmp_path / "truth.csv"
    path.write_text("id_a,id_b\na,b\nb,c\n", encoding="utf-8")
    truth = truth_of(read_truth(path), found.records)
    fates = evaluate(found, truth, lambda left, right: right - left == 1).fates
    assert (fates.low, fates.never_compared) == (2, 1)
    assert fates.compared_share == pytest.approx(2 / 3)


def test_the_worst_pairs_are_those_most_surely_wrong(five: Evaluation) -> None:
    assert [(pair.left.id, pair.right.id) for pair in five.false_positives] == [("c", "d")]
    assert five.false_positives[0].left.line == 4
    assert [(pair.left.id, pair.right.id) for pair in five.false_negatives] == [
        ("a", "c"),
        ("b", "c"),
        ("d", "e"),
    ]


def test_groups_as_wholes(five: Evaluation) -> None:
    figures = five.clusters
    assert (figures.exact.found, figures.exact.right, figures.exact.true) == (2, 0, 2)
    assert figures.b_cubed_precision == pytest.approx((1 + 1 + 1 / 2 + 1 / 2 + 1 + 1) / 6)
    assert figures.b_cubed_recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 / 2 + 1 / 2 + 1) / 6)
    assert figures.lumped == pytest.approx(2 * log2(2) / 6)
    assert figures.split == pytest.approx((2 * log2(3 / 2) + log2(3) + 2 * log2(2)) / 6)


def test_a_search_that_finds_everything_has_no_flaw(search: MakeSearch, tmp_path: Path) -> None:
    found = search("abcd", [("a", "b", 1.0)], ["ab"])
    result = judged(found, "id,cluster\na,1\nb,1\nc,2\nd,3\n", tmp_path)
    assert result.groups.f1 == result.clusters.exact.f1 == result.clusters.b_cubed_f1 == 1.0
    assert result.clusters.variation == 0.0
    assert result.calibration.brier == 0.0
    assert not result.false_positives
    assert not result.false_negatives


def test_a_search_that_finds_nothing_has_recall_0_and_no_precision(
    search: MakeSearch, tmp_path: Path
) -> None:
    result = judged(search("ab"), "id_a,id_b\na,b\n", tmp_path)
    assert (result.groups.precision, result.groups.recall, result.groups.f1) == (None, 0.0, 0.0)
    assert result.best is None
    assert result.calibration.brier is None


def test_records_without_truth_count_nowhere(search: MakeSearch, tmp_path: Path) -> None:
    found = search("abcx", [("a", "b", 0.99), ("c", "x", 0.98)], ["ab", "cx"])
    result = judged(found, "id,cluster\na,1\nb,1\nc,2\n", tmp_path)
    assert (result.records, result.compared_records) == (3, 4)
    assert result.groups.precision == result.pairs.precision == 1.0
    assert any("1 record of which" in note for note in result.notes)


def test_pairs_of_one_group_that_were_not_found_themselves_count_with_the_group_alone(
    search: MakeSearch, tmp_path: Path
) -> None:
    found = search(
        "abc", [("a", "b", 0.99), ("b", "c", 0.98), ("a", "c", 0.01)], ["abc"],
        scenarios={("a", "c"): "same-group"},
    )  # fmt: skip
    result = judged(found, "id_a,id_b\na,b\nb,c\n", tmp_path)
    assert (result.groups.found, result.pairs.found) == (3, 2)
    assert result.curve.threshold.tolist() == [0.99, 0.98]


def test_objects_are_judged_apart_and_across(search: MakeSearch, tmp_path: Path) -> None:
    objects = {"l": "lead", "m": "lead"}
    found = search("ablm", [("a", "l", 0.99), ("l", "m", 0.99)], ["alm"], objects=objects)
    result = judged(found, "id_a,id_b\na,l\na,b\n", tmp_path)
    parts = {name: (part.found, part.right, part.true) for name, part in result.objects.items()}
    assert parts == {"contact": (0, 0, 1), "lead": (1, 0, 0), "across objects": (2, 1, 2)}


def test_pairs_across_objects_are_not_judged_by_a_truth_that_knows_none(
    search: MakeSearch, tmp_path: Path
) -> None:
    objects = {"l": "lead", "m": "lead"}
    found = search("ablm", [("a", "b", 0.99), ("a", "l", 0.98)], ["abl"], objects=objects)
    result = judged(found, "id,cluster\na,1\nb,1\nl,2\nm,3\n", tmp_path)
    assert (result.groups.found, result.pairs.found, result.groups.precision) == (1, 1, 1.0)
    assert any("pairs across objects are not judged" in note for note in result.notes)


def test_scores_that_promise_too_much_are_told(search: MakeSearch, tmp_path: Path) -> None:
    found = search("abcd", [("a", "b", 0.92), ("c", "d", 0.94)])
    bins = judged(found, "id_a,id_b\na,b\n", tmp_path).calibration
    assert [(part.low, part.pairs, part.true) for part in bins.bins] == [(0.9, 2, 1)]
    assert bins.bins[0].mean == pytest.approx(0.93)
    assert bins.error == pytest.approx(0.43)
    assert bins.brier == pytest.approx((0.08**2 + 0.94**2) / 2)


def test_nothing_to_judge_by_is_said(search: MakeSearch, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="speaks of other records"):
        judged(search("ab"), "id,cluster\n1,1\n2,1\n", tmp_path)


@given(numberings)
def test_pairs_are_counted_as_if_they_were_listed(both: tuple[list[int], list[int]]) -> None:
    group, cluster = both
    pairs = list(combinations(range(len(group)), 2))
    found = {pair for pair in pairs if group[pair[0]] == group[pair[1]]}
    true = {pair for pair in pairs if cluster[pair[0]] == cluster[pair[1]]}
    counted = grouped_pairs(overlap(np.array(group), np.array(cluster)))
    assert (counted.found, counted.right, counted.true) == (len(found), len(found & true), len(true))


@given(numberings)
def test_true_pairs_are_listed_once_each(both: tuple[list[int], list[int]]) -> None:
    cluster = np.array(both[0]) - 1
    listed = true_pairs(cluster)
    expected = {
        (one, other)
        for one, other in combinations(range(len(cluster)), 2)
        if cluster[one] == cluster[other] >= 0
    }
    assert sorted(zip(listed.left.tolist(), listed.right.tolist(), strict=True)) == sorted(expected)
    assert listed.total == len(expected)


@given(numberings, st.integers(0, 12))
def test_no_more_true_pairs_are_listed_than_are_wanted(both: tuple[list[int], list[int]], most: int) -> None:
    listed = true_pairs(np.array(both[0]), most)
    assert len(listed.left) <= most
    assert listed.total == true_pairs(np.array(both[0])).total


@given(numberings)
def test_what_is_true_and_what_is_found_change_places(both: tuple[list[int], list[int]]) -> None:
    group, cluster = (np.array(numbers) for numbers in both)
    one, other = cluster_figures(overlap(group, cluster)), cluster_figures(overlap(cluster, group))
    assert one.b_cubed_precision == pytest.approx(other.b_cubed_recall)
    assert one.split == pytest.approx(other.lumped)
    assert one.exact.precision == other.exact.recall
    assert one.exact.f1 == other.exact.f1


@given(numberings)
def test_neither_order_nor_names_matter(both: tuple[list[int], list[int]]) -> None:
    group, cluster = (np.array(numbers) for numbers in both)
    order = np.random.default_rng(len(group)).permutation(len(group))
    renamed = overlap((97 - 3 * group)[order], (5 * cluster + 11)[order])
    before, after = cluster_figures(overlap(group, cluster)), cluster_figures(renamed)
    assert after.exact == before.exact
    assert after.variation == pytest.approx(before.variation)
    assert after.b_cubed_f1 == pytest.approx(before.b_cubed_f1)


@given(st.lists(st.tuples(st.sampled_from([0.2, 0.5, 0.8, 0.9, 1.0]), st.booleans())), st.integers(0, 3))
def test_each_threshold_counts_what_a_filter_counts(pairs: list[tuple[float, bool]], unseen: int) -> None:
    pairs.sort(key=lambda pair: -pair[0])
    score, is_true = np.array([pair[0] for pair in pairs]), np.array([pair[1] for pair in pairs], dtype=bool)
    true = int(is_true.sum()) + unseen
    points = curve(score, is_true, true)
    for index, threshold in enumerate(points.threshold):
        above = [right for value, right in pairs if value >= threshold]
        assert (points.found[index], points.right[index]) == (len(above), sum(above))
    best, precise = best_f1(points), lowest_with_precision(points, 0.99)
    assert best is None or best.agreement.f1 == pytest.approx(points.f1.max())
    assert precise is None or (precise.agreement.precision or 0) >= 0.99
