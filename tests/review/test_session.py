"""Sittings without a screen: what is open, what follows, what undo leaves, in whatever order keys are pressed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mopsctl.errors import UsageError
from mopsctl.matching.decision_file import write_decisions
from mopsctl.matching.decisions import Decision, Verdict
from mopsctl.matching.duplicates import Duplicates
from mopsctl.matching.record_key import RecordKey
from mopsctl.review.kept import kept_decisions
from mopsctl.review.order import Filter, Sort
from mopsctl.review.queue import queue_of
from mopsctl.review.session import Session
from mopsctl.review.standing import KeyedRecords, Standing

Sit = Callable[..., Session]
KEYS = st.lists(st.sampled_from(["duplicate", "not-duplicate", "join", "split", "skip", "undo"]), max_size=12)


def pressed(session: Session, key: str) -> None:
    if key in list(Verdict):
        session.decide(Verdict(key))
    elif key == "join":
        session.join(session.members())
    elif key == "split":
        session.split(session.members()[:1], session.members()[1:])
    elif key == "skip":
        session.skip()
    else:
        session.undo()


@given(keys=KEYS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_new_sitting_stands_as_the_old_and_undo_leaves_nothing(
    people: Duplicates, tmp_path_factory: pytest.TempPathFactory, keys: list[str]
) -> None:
    path = tmp_path_factory.mktemp("sitting") / "decisions.csv"

    def sit() -> Session:
        return Session(queue_of(people), KeyedRecords(people.records), kept_decisions(path), date(2026, 3, 2))

    session = sit()
    for key in keys:
        try:
            pressed(session, key)
        except UsageError as error:
            assert "contradicts" in str(error)
        assert np.array_equal(session.standing, sit().standing)
        if session.row is not None and session.count(Standing.OPEN):
            assert session.standing[session.row] == Standing.OPEN
    while session.undo():
        pass
    assert not len(kept_decisions(path).decisions)


def test_what_records_outside_the_source_join_follows(people: Duplicates, tmp_path: Path, sit: Sit) -> None:
    def same(one: str, other: str) -> Decision:
        return Decision.on(
            RecordKey("contact", one), RecordKey("contact", other), Verdict.DUPLICATE, date(2026, 1, 5)
        )

    write_decisions(tmp_path / "decisions.csv", [same("003D", "gone"), same("gone", "003E")])
    session = sit(people)
    assert session.count(Standing.IMPLIED_DUPLICATE) == 1


def test_a_link_between_a_person_and_an_account_is_no_pair(people: Duplicates, sit: Sit) -> None:
    people.pairs["link"] = people.pairs["left"] == 3
    assert len(sit(people).queue) == 4


def test_sure_pairs_wait_only_where_their_group_does(people: Duplicates, sit: Sit) -> None:
    people.groups.loc[people.groups["group"] == "g3", "band"] = "review"
    session = sit(people)
    assert len(session.order) == 5


def test_what_is_nearest_a_threshold_comes_first_and_groups_stay_together(
    people: Duplicates, sit: Sit
) -> None:
    session = sit(people)
    left, right = session.queue.left[session.order], session.queue.right[session.order]
    assert list(zip(left, right, strict=True)) == [(1, 2), (0, 2), (0, 1), (3, 4)]


def test_orders(people: Duplicates, sit: Sit) -> None:
    session = sit(people)
    found = {}
    for sort in Sort:
        session.arrange(Filter(), sort)
        found[sort] = session.queue.score[session.order].tolist()
    assert found[Sort.SUREST] == [0.93, 0.9, 0.81, 0.8]
    assert found[Sort.LEAST_SURE] == [0.8, 0.81, 0.9, 0.93]
    assert found[Sort.LARGEST] == [0.8, 0.81, 0.93, 0.9]


def test_two_records_of_one_id_cannot_be_told_apart(people: Duplicates, sit: Sit, tmp_path: Path) -> None:
    records = replace(people.records, record_ids=["003A"] * 7)  # type: ignore[type-var]
    session = sit(replace(people, records=records))
    with pytest.raises(UsageError, match="two records have the id 003A"):
        session.decide(Verdict.DUPLICATE)
    assert not (tmp_path / "decisions.csv").exists()


def test_the_limit_takes_the_pairs_that_are_most_worth_it(people: Duplicates, sit: Sit) -> None:
    session = sit(people, limit=2)
    assert session.queue.score[session.order].tolist() == [0.8, 0.81]


def test_the_limit_counts_what_is_open(people: Duplicates, sit: Sit) -> None:
    for left in (4, 1, 0):
        session = sit(people, limit=2)
        assert len(session.order) == min(2, left)
        while session.count(Standing.OPEN):
            session.decide(Verdict.DUPLICATE)


def test_undo_returns_to_a_pair_that_is_filtered_out(people: Duplicates, sit: Sit) -> None:
    session = sit(people)
    row = session.row
    session.decide(Verdict.DUPLICATE)
    session.arrange(Filter(band="auto"), Sort.VALUE)
    session.undo()
    assert session.row == row


def test_a_hundred_thousand_pairs_are_queued_at_once(many: Duplicates, sit: Sit) -> None:
    def none(left: int, right: int) -> None:
        raise AssertionError("a queue explains nothing")

    many.explain = none  # type: ignore[assignment]
    session = sit(many)
    assert len(session.order) == 100_000
    assert isinstance(session.queue.objects.at(0), str)
    assert pd.Series(session.queue.value[session.order]).is_monotonic_decreasing
