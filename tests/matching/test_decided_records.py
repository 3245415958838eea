"""Decisions meet the records of a source: by id and object, in either order, and those on no record are told of."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from mopsctl.auditing.dedupe import find_duplicates
from mopsctl.matching.decision_file import read_decisions
from mopsctl.matching.decisions import Decision, Decisions, Verdict
from mopsctl.matching.duplicates import Records
from mopsctl.matching.record_key import RecordKey

DAY = date(2026, 3, 2)


def decided(one: str, other: str, verdict: Verdict, of_object: str = "contact") -> Decision:
    return Decision.on(RecordKey(of_object, one), RecordKey(of_object, other), verdict, DAY)


@pytest.fixture(scope="module")
def records() -> Records:
    """Four contacts; two have one id."""
    frame = pd.DataFrame({
        "Contact ID": ["003A", "003B", "003C", "003B"],
        "First Name": ["Ana", "Ben", "Cara", "Dev"],
        "Last Name": ["Lopez", "Osei", "Ito", "Rao"],
        "Email": ["ana@a.example", "ben@b.example", "cara@c.example", "dev@d.example"],
    })  # fmt: skip
    return find_duplicates(frame).records


def test_decisions_become_places(records: Records) -> None:
    decisions = Decisions([
        decided("003C", "003A", Verdict.NOT_DUPLICATE), decided("003B", "003A", Verdict.DUPLICATE),
        decided("003A", "gone", Verdict.DUPLICATE), decided("003A", "003C", Verdict.DUPLICATE, "lead"),
    ])  # fmt: skip
    left, right, verdict = decisions.for_places(records)
    assert left.tolist() == [0, 0]
    assert right.tolist() == [1, 2]
    assert verdict.tolist() == [1, -1]
    assert left.dtype == np.int64


def test_salesforce_ids_of_15_and_18_characters_are_the_same(tmp_path: Path) -> None:
    short = pd.DataFrame({
        "Contact ID": ["003Qm000000fzx6", "003Qm000000fzxQ"], "Last Name": ["Ito", "Rao"],
        "Email": ["ito@c.example", "rao@d.example"],
    })  # fmt: skip
    path = tmp_path / "decisions.csv"
    path.write_text(
        "id_a,id_b,object_a,object_b,decision,decided\n"
        "003Qm000000fzx6IAA,003Qm000000fzxQIAQ,contact,contact,duplicate,2026-03-02\n"
        "003Qm000000fzxQ,003Qm000000fzx6,contact,contact,duplicate,2026-03-02\n"
    )
    decisions = read_decisions(path)
    assert len(decisions) == 1
    assert [part.tolist() for part in decisions.for_places(find_duplicates(short).records)] == [[0], [1], [1]]


def test_no_decisions_are_empty_arrays(records: Records) -> None:
    assert [part.tolist() for part in Decisions().for_places(records)] == [[], [], []]
    assert Decisions().unknown_note(records) is None


def test_decisions_on_no_record_are_told_of(records: Records) -> None:
    decisions = Decisions(decided("003A", f"gone{number}", Verdict.DUPLICATE) for number in range(5))
    assert decisions.unknown_note(records) == (
        "5 decisions were not used: no record has the id gone0, gone1, gone2 and 2 more"
    )
