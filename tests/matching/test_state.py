"""A run that takes what an earlier one knew finds what a full run finds."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from random import Random

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mopsctl.auditing.dedupe import DedupeOptions, find_duplicates
from mopsctl.config import Config
from mopsctl.matching.duplicates import Duplicates

from .background import Maker
from .headers import HEADERS

RECORDS, CHANGES = 200, 8
STEPS = 3
Record = dict[str, str]


def write(path: Path, records: list[Record]) -> None:
    headers = HEADERS["contact"]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(headers.values())
        writer.writerows([record.get(name, "") for name in headers] for record in records)


def edited(records: list[Record], random: Random) -> list[Record]:
    """The records some time later: some changed, some new (also copies of others), some gone, others moved."""
    later = [dict(record) for record in records]
    for record in random.sample(later, CHANGES):
        record[random.choice(["last_name", "first_name", "email", "phone", "company"])] = random.choice(
            ["", *(str(random.choice(later).get(name, "")) for name in ("last_name", "email"))]
        )
    again = [
        {**random.choice(later), "id": f"N{random.randrange(10**9)}", "phone": ""} for _ in range(CHANGES)
    ]
    kept = random.sample(later, len(later) - CHANGES // 2)
    return [*kept, *again]


def found(path: Path, state: Path | None) -> Duplicates:
    return find_duplicates(path, Config(), DedupeOptions(since=state))


def tables(duplicates: Duplicates) -> Mapping[str, pd.DataFrame]:
    assert duplicates.evidence_json is not None
    evidence = list(duplicates.evidence_json(duplicates.pairs))
    return {"groups": duplicates.groups, "pairs": duplicates.pairs.assign(evidence=evidence)}


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6))
def test_a_run_since_another_finds_what_a_full_run_finds(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    folder, random = tmp_path_factory.mktemp("since"), Random(seed)
    records: list[Record] = [dict(record) for record in Maker(seed).people(RECORDS, "C")]
    state = folder / "contacts.state"
    for step in range(STEPS):
        path = folder / f"contacts-{step}.csv"
        write(path, records)
        since, full = found(path, state), found(path, None)
        for name, expected in tables(full).items():
            pd.testing.assert_frame_equal(tables(since)[name], expected, check_exact=True)
        records = edited(records, random)


def test_only_pairs_of_changed_records_are_compared(tmp_path: Path) -> None:
    records: list[Record] = [dict(record) for record in Maker(1).people(RECORDS, "C")]
    path, state = tmp_path / "contacts.csv", tmp_path / "contacts.state"
    write(path, records)
    found(path, state)
    assert "0 have a new or changed record" in found(path, state).since[0]
    records[0]["last_name"] = records[1]["last_name"]
    write(path, records)
    said = found(path, state).since[0]
    of, anew = (int(word.replace(",", "")) for word in (said.split(" of ")[1].split()[0], said.split()[4]))
    assert 0 < anew < of / 20, said


def test_other_fields_are_compared_in_full(tmp_path: Path) -> None:
    records: list[Record] = [dict(record) for record in Maker(1).people(RECORDS, "C")]
    path, state = tmp_path / "contacts.csv", tmp_path / "contacts.state"
    write(path, [{**record, "title": ""} for record in records])
    found(path, state)
    write(path, records)
    since, full = found(path, state), found(path, None)
    assert "had other fields to compare" in since.since[0]
    pd.testing.assert_frame_equal(since.groups, full.groups)
