"""What is said of two records is what their score was made of."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from mopsctl.auditing.dedupe import find_duplicates
from mopsctl.config import Config
from mopsctl.matching.duplicates import Duplicates, PairExplanation
from mopsctl.matching.explaining import explain_pair

from .background import Maker
from .headers import HEADERS
from .made_search import KINDS, searched, write

ROUNDING = 0.02
"""Bits: scores have six decimals, so the odds of those near 0 and 1 are known less well."""


def odds(score: float) -> float:
    return math.log2(score / (1 - score))


def explained(kind: str) -> list[PairExplanation]:
    """Found pairs of any score, and some that were not found."""
    made = searched(kind)
    random = Random(5)
    found = list(zip(made.found.left.tolist(), made.found.right.tolist(), strict=True))
    any_two = [random.sample(range(len(made.population)), 2) for _ in range(40)]
    return [explain_pair(made, *pair) for pair in [*random.sample(found, min(60, len(found))), *any_two]]


@pytest.mark.parametrize("kind", KINDS)
def test_prior_and_evidence_add_up_to_the_score(kind: str) -> None:
    told = explained(kind)
    middling = [one for one in told if 0.001 < one.score < 0.999]
    assert len(middling) > 5
    for one in middling:
        assert one.prior + sum(part.weight for part in one.evidence) == pytest.approx(
            odds(one.score), abs=ROUNDING
        )
    weights = [abs(part.weight) for part in told[0].evidence]
    assert weights == sorted(weights, reverse=True)


@pytest.mark.parametrize("kind", KINDS)
def test_evidence_shows_the_values_and_a_missing_one_says_nothing(kind: str) -> None:
    for one in explained(kind):
        for part in one.evidence:
            if part.level == "missing":
                assert part.weight == 0
                assert "says nothing" in part.words
            elif part.field != "all values":
                assert part.left
                assert part.right


@pytest.mark.parametrize("kind", KINDS)
def test_keys_or_the_reason_why_there_is_none(kind: str) -> None:
    told = explained(kind)
    assert all(bool(one.keys) != bool(one.not_compared) for one in told)
    assert all(one.keys for one in told[:20])
    strangers = [one for one in told if not one.keys]
    assert strangers
    assert all("share" in str(one.not_compared) and one.score < 0.5 for one in strangers)


@pytest.mark.parametrize("kind", KINDS)
def test_the_order_of_two_records_changes_sides_alone(kind: str) -> None:
    made = searched(kind)
    left, right = int(made.found.left[0]), int(made.found.right[0])
    one, other = explain_pair(made, left, right), explain_pair(made, right, left)
    assert (one.score, one.evidence, one.verdict) == (other.score, other.evidence, other.verdict)


Rows = Sequence[Mapping[str, str]]


@cache
def people() -> Rows:
    return Maker(12).people(400, "C")


def find(rows: Rows) -> Duplicates:
    with TemporaryDirectory() as folder:
        return find_duplicates(write(Path(folder) / "contacts.csv", HEADERS["contact"], rows), Config())


@pytest.fixture(scope="module")
def duplicates() -> Duplicates:
    return find(people())


def test_explain_says_what_the_table_of_pairs_says(duplicates: Duplicates) -> None:
    assert duplicates.evidence_json is not None
    texts = duplicates.evidence_json(duplicates.pairs)
    for row, text in zip(duplicates.pairs.head(40).itertuples(), texts, strict=False):
        told = duplicates.explain(row.left, row.right)
        assert (told.score, told.scenario, told.band) == (row.score, row.scenario, row.band)
        said = {
            part.field: part
            for part in told.evidence
            if part.level != "missing" and part.field != "all values"
        }
        written = json.loads(text)
        assert written.keys() == said.keys()
        for name, (level, weight) in written.items():
            assert (level, weight) == (said[name].level, pytest.approx(said[name].weight, abs=0.006))


def test_what_would_change_a_pair_changes_it(duplicates: Duplicates) -> None:
    """Two mailboxes that are said to settle it, once they are there, settle it."""
    ids = duplicates.records.ids(range(len(duplicates.records)))
    unsure = [
        (row.left, row.right)
        for row in duplicates.pairs.itertuples()
        if row.band == "review"
        and any("settle" in s and "e-mail" in s for s in duplicates.explain(row.left, row.right).would_change)
    ][:3]
    assert unsure
    filled = [dict(row) for row in people()]
    for number, pair in enumerate(unsure):
        for place in pair:
            filled[place]["email"] = f"settled.{number}@gmail.com"
    again = find(filled)
    for left, right in unsure:
        before, after = duplicates.explain(left, right), again.explain(left, right)
        assert again.records.ids([left]) == [ids[left]]
        assert after.score > max(before.score, 0.9)


def test_without_its_strongest_evidence_a_pair_scores_as_was_said(duplicates: Duplicates) -> None:
    said = [
        (row.left, row.right, sentence)
        for row in duplicates.pairs.itertuples()
        for sentence in duplicates.explain(row.left, row.right).would_change
        if sentence.startswith("Without")
    ]
    assert said
    for left, right, sentence in said[:50]:
        told = duplicates.explain(left, right)
        without = float(sentence.rsplit(" ", 1)[1].rstrip("%.")) / 100
        review = 0.5
        assert (without >= review) != (told.score >= review)
        assert any(
            1 / (1 + 2 ** -(odds(min(told.score, 1 - 1e-9)) - part.weight))
            == pytest.approx(without, abs=0.001)
            for part in told.evidence
        )


@pytest.mark.parametrize(
    "lines",
    [
        ["Account ID,Account Name,Billing State/Province", "1,,CA", "2,,CA", "3,n/a,NY"],
        ["Account ID,Account Name", "1,", "2,"],
        ["Account ID,Billing State/Province", "1,CA", "2,CA", "3,NY"],
    ],
)
def test_records_with_next_to_nothing_to_compare_are_no_duplicates(tmp_path: Path, lines: list[str]) -> None:
    (tmp_path / "accounts.csv").write_text("\n".join(lines), encoding="utf-8")
    found = find_duplicates(tmp_path / "accounts.csv", Config())
    assert len(found.groups) == 0
    assert found.explain(0, 1).band is None
