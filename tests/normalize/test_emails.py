"""Judging addresses: each problem by name, agreement with RE2 in the database, and mailboxes that are one."""

from __future__ import annotations

import duckdb
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlglot import exp

from mopsctl.normalize.emails import (
    EMAIL_PATTERN,
    canonical_emails,
    disposable_domains,
    free_mail_domains,
    is_valid_email,
    judge_emails,
    normalize_email_sql,
    role_local_parts,
)

ADDRESS_PIECES = st.lists(
    st.sampled_from(
        [*"ab1.-_+@ ,;>\"'éß", "acme", ".com", ".con", ".co.uk", "gmail.com", "xn--p1ai", "@", ".."]
    ),
    max_size=12,
).map("".join)


def reason(address: str | None) -> str | None:
    found = judge_emails(pd.Series([address]))["reason"][0]
    return None if pd.isna(found) else str(found)


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("bob", "no @"),
        ("", "no @"),
        ("bob smith@acme.com", "space"),
        ("bob@ac\u200bme.com", "space"),
        ("bob@acme.com.", "trailing punctuation"),
        ("bob@acme.com;", "trailing punctuation"),
        ("bob@@acme.com", "more than one @"),
        ("bob@acme.com,al@acme.com", "more than one address"),
        ("bob@acme.com; al@acme.com", "more than one address"),
        ("bob@", "nothing after the @"),
        (f"bob@{'a.' * 130}com", "longer than 254 characters"),
        (".bob@acme.com", "bad local part"),
        ("b..b@acme.com", "bad local part"),
        ("@acme.com", "bad local part"),
        ("bob,b@acme.com", "bad local part"),
        ("müller@acme.com", "bad local part"),
        (f"{'b' * 65}@acme.com", "bad local part"),
        ("bob@acme", "no dot in domain"),
        ("bob@acme,com", "no dot in domain"),
        ("bob@-acme.com", "bad domain"),
        ("bob@acme..com", "bad domain"),
        (f"bob@{'a' * 64}.com", "bad domain"),
        ("bob@192.168.0.1", "bad domain"),
        ("bob@acme.con", "unknown top-level domain"),
        ("bob@acme.local", "unknown top-level domain"),
    ],
)
def test_each_problem_is_named(address: str, problem: str) -> None:
    assert reason(address) == problem


@pytest.mark.parametrize(
    "address",
    [
        "bob@acme.com",
        "Bob.O'Brien+news@Mail.Acme.CO.UK",
        "  bob@acme.com\n",
        "info@bücher.de",
        "info@xn--bcher-kva.de",
        "info@пример.рф",
        f"{'b' * 64}@acme.com",
        "a@acme.museum",
    ],
)
def test_what_mail_systems_accept_is_fine(address: str) -> None:
    assert reason(address) is None
    assert is_valid_email(address)


def test_a_missing_address_has_no_reason_and_the_index_is_kept() -> None:
    judged = judge_emails(pd.Series(["bob", None], index=[7, 9]))
    assert list(judged.index) == [7, 9]
    assert judged["reason"].isna().tolist() == [False, True]


@settings(deadline=None)
@given(ADDRESS_PIECES)
def test_one_address_and_a_column_get_the_same_verdict(address: str) -> None:
    assert is_valid_email(address) == (reason(address) is None)


@settings(max_examples=50, deadline=None)
@given(st.lists(ADDRESS_PIECES, min_size=1, max_size=20))
def test_the_pattern_in_the_database_accepts_every_valid_address(addresses: list[str]) -> None:
    column = normalize_email_sql(exp.column("c"))
    query = exp.select(exp.func("regexp_full_match", column, exp.Literal.string(EMAIL_PATTERN))).from_(
        "frame"
    )
    with duckdb.connect() as connection:
        connection.register("frame", pd.DataFrame({"c": addresses}))
        matched = [row[0] for row in connection.execute(query.sql("duckdb")).fetchall()]
    for address, fits in zip(addresses, matched, strict=True):
        assert fits or reason(address) is not None


@pytest.mark.parametrize(
    ("address", "mailbox"),
    [
        ("Bob.Smith+News@Gmail.com", "bobsmith@gmail.com"),
        ("bobsmith@googlemail.com", "bobsmith@gmail.com"),
        ("bob+x@outlook.com", "bob@outlook.com"),
        ("bob+x@hotmail.co.uk", "bob@hotmail.co.uk"),
        ("bob+x@icloud.com", "bob@icloud.com"),
        ("bob+x@me.co.uk", "bob+x@me.co.uk"),
        ("Bob.Smith+x@Acme.com", "bob.smith+x@acme.com"),
        ("not an address", "not an address"),
    ],
)
def test_addresses_of_one_mailbox_are_one_text(address: str, mailbox: str) -> None:
    assert canonical_emails(pd.Series([address])).tolist() == [mailbox]


@settings(deadline=None)
@given(ADDRESS_PIECES)
def test_folding_twice_changes_nothing_more(address: str) -> None:
    once = canonical_emails(pd.Series([address]))
    assert canonical_emails(once).tolist() == once.tolist()


def test_the_lists_are_clean_and_apart() -> None:
    free, disposable = free_mail_domains(), disposable_domains()
    assert {"gmail.com", "web.de", "orange.fr", "qq.com", "yahoo.co.jp"} <= free
    assert {"mailinator.com", "yopmail.com"} <= disposable
    assert not free & disposable
    addresses = pd.Series([f"bob@{domain}" for domain in sorted(free | disposable)])
    assert judge_emails(addresses)["reason"].isna().all()
    local_parts = pd.Series([f"{part}@acme.com" for part in sorted(role_local_parts())])
    assert judge_emails(local_parts)["reason"].isna().all()
