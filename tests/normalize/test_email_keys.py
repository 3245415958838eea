"""Spellings of one mailbox meet; what is nobody's, everybody's or a function's is told apart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from mopsctl.normalize.email_keys import email_keys

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "email_keys.yaml").read_text(encoding="utf-8")
)


def keys_of(*addresses: str | None) -> pd.DataFrame:
    return email_keys(pd.Series(list(addresses), dtype="string[pyarrow]"))


@pytest.mark.parametrize(
    ("spelling", "expected"),
    [
        pytest.param(spelling, case["expect"], id=f"{case['name']}: {spelling}")
        for case in CASES
        for spelling in case["spellings"]
    ],
)
def test_every_spelling_has_the_keys(spelling: str, expected: dict[str, Any]) -> None:
    found = keys_of(spelling).iloc[0]
    assert {column: None if pd.isna(found[column]) else found[column] for column in expected} == expected


@pytest.mark.parametrize(
    "text",
    [
        *(
            None,
            "",
            " ",
            "n/a",
            "none",
            "-",
            "acme.com",
            "jane@",
            "@acme.com",
            "jane@acme",
            "jane roe",
            "see notes",
        ),
        *(
            "noemail@acme.com",
            "none@none.com",
            "no-email@acme.com",
            "test@test.com",
            "test@acme.com",
            "test123@acme.com",
        ),
        *(
            "unknown@example.com",
            "noemail@example.com",
            "donotemail@acme.com",
            "asdf@asdf.com",
            "nobody@acme.com",
        ),
        *("xxx@acme.com", "keine-email@firma.de", "sinemail@empresa.es", "fake@acme.com", "x@x.com", "a@b.c"),
    ],
)
def test_what_is_nobodys_has_no_keys(text: str | None) -> None:
    found = keys_of(text).iloc[0]
    assert found[["mailbox", "local", "domain", "local_letters"]].isna().all()
    assert not found["is_role"]
    assert not found["is_free"]


@pytest.mark.parametrize(
    "address",
    [
        *(
            "info@acme.com",
            "INFO@acme.com",
            "sales@acme.com",
            "sales-uk@acme.com",
            "uk.sales@acme.com",
            "info2@acme.com",
        ),
        *(
            "customer.service@acme.com",
            "no-reply@acme.com",
            "noreply@acme.com",
            "kontakt@firma.de",
            "contacto@empresa.es",
        ),
        *(
            "vertrieb@firma.de",
            "support_emea@acme.com",
            "accounts.payable@acme.com",
            "marketing+events@acme.com",
        ),
        *("info@gmail.com", "office@firma.at", "compta@societe.fr", "webmaster@acme.com", "hr@acme.com"),
    ],
)
def test_functions_are_roles(address: str) -> None:
    assert keys_of(address)["is_role"].tolist() == [True]


@pytest.mark.parametrize(
    "address",
    [
        *(
            "jane@acme.com",
            "dev.patel@acme.com",
            "a.p@acme.com",
            "infantino@acme.com",
            "jane.sales@acme.com",
        ),
        *("c.f.o@acme.com", "mark.et@acme.com", "office.jane@acme.com", "ina.fo@acme.com"),
    ],
)
def test_people_are_not(address: str) -> None:
    assert keys_of(address)["is_role"].tolist() == [False]


@pytest.mark.parametrize(
    ("address", "free"),
    [
        ("jane@yahoo.co.uk", True),
        ("jane@web.de", True),
        ("jane@Outlook.com", True),
        ("jane@mailinator.com", True),
        ("jane@yahoo.acme.com", False),
        ("jane@acme.com", False),
    ],
)
def test_free_mail_says_nothing_about_an_employer(address: str, free: bool) -> None:
    assert keys_of(address)["is_free"].tolist() == [free]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("john.smith@acme.com", "johnsmith@acme.com"),
        ("jane+a@acme.com", "jane+b@acme.com"),
        ("jane@acme.com", "jane@acme.co.uk"),
        ("jane@gmail.com", "jane@gmail.co"),
    ],
)
def test_two_mailboxes_are_two_keys(one: str, other: str) -> None:
    assert keys_of(one, other)["mailbox"].nunique() == 2


def test_the_index_is_kept_and_no_row_is_no_trouble() -> None:
    assert email_keys(
        pd.Series(["a@acme.com", None], index=[7, 3], dtype="string[pyarrow]")
    ).index.tolist() == [7, 3]
    assert len(keys_of()) == 0


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=60) | st.emails(), max_size=5))
def test_any_text_is_read_and_a_mailbox_is_its_own_key(texts: list[str]) -> None:
    keys = keys_of(*texts)
    assert len(keys) == len(texts)
    mailboxes = keys["mailbox"].dropna()
    assert keys_of(*mailboxes)["mailbox"].tolist() == mailboxes.tolist()


@settings(max_examples=40, deadline=None)
@given(
    st.from_regex(r"[a-z]{2,8}[.][a-z]{2,8}", fullmatch=True),
    st.sampled_from(["acme.com", "gmail.com", "firma.de"]),
)
def test_case_blanks_and_names_around_do_not_count(local: str, domain: str) -> None:
    address = f"{local}@{domain}"
    keys = keys_of(
        address, address.upper(), f" {address}\t", f"Somebody <{address}>", f"{address}.", f"mailto:{address}"
    )
    assert keys["mailbox"].nunique(dropna=False) == 1


def test_a_very_long_text_is_read() -> None:
    assert len(keys_of("x" * 1_000_000, "a@" * 200_000, "jane@acme.com " + "y" * 1_000_000)) == 3
