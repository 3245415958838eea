"""Salesforce ids keep the case of their letters in a checksum, and get it back from there."""

from __future__ import annotations

import string

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlglot import exp

from mopsctl.normalize.salesforce_ids import checksum, has_checksum_sql, restored

SHORT_IDS = st.text(string.ascii_letters + string.digits, min_size=15, max_size=15)


@pytest.mark.parametrize(
    ("short", "expected"),
    [("a0D30000001n7Pi", "EAI"), ("003Qm000000y57z", "IAA"), ("001000000000000", "AAA"), ("A" * 15, "555")],
)
def test_the_checksum_of_known_ids(short: str, expected: str) -> None:
    assert checksum(short) == expected


@given(SHORT_IDS)
def test_the_case_of_an_id_is_restored_whatever_became_of_it(short: str) -> None:
    whole = short + checksum(short)
    assert restored(whole) == restored(whole.lower()) == restored(whole.upper()) == whole


@pytest.mark.parametrize(
    "value", ["a0D30000001n7Pi", "003Qm000000y57zAB5", "003Qm000000y57z9AA", "no id at all, no!", ""]
)
def test_what_is_no_id_is_not_restored(value: str) -> None:
    assert restored(value) is None


@settings(max_examples=20)
@given(st.lists(st.tuples(SHORT_IDS, st.text("ABCXYZ05", min_size=3, max_size=3)), min_size=1))
def test_the_database_agrees(ids: list[tuple[str, str]]) -> None:
    whole = [short + last for short, guess in ids for last in (guess, checksum(short))]
    found = duckdb.connect().execute(
        f"SELECT {has_checksum_sql(exp.column('id')).sql('duckdb')} FROM (SELECT unnest(?) AS id)", [whole]
    )
    assert [fits for (fits,) in found.fetchall()] == [checksum(one[:15]) == one[15:] for one in whole]
